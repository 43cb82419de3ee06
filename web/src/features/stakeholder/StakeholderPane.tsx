import { useState } from 'react'

import { address } from '@/data/client'
import { useAsk, useMe, useMember } from '@/data/hooks'
import { dayIn, sayAge, sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Part } from '@/record/screen/Screen'
import { useToday } from '@/record/screen/today'
import { Badge } from '@/ui/badge'
import { Button, IconButton } from '@/ui/button'
import { confirm } from '@/ui/dialog'
import { Markdown } from '@/ui/markdown'

import { EditCadence } from './EditCadence'
import { EditStakeholder } from './EditStakeholder'
import { planKinds, quadrantNames, rhythmNames, sayDue, sayTopics, stanceNames, stanceTones, type Due, type Place, type Stakeholder, type Told } from './stakeholder'
import { ToldLine } from './ToldLine'
import { WriteBriefing } from './WriteBriefing'

interface StakeholderPaneProps {
  product: string
  of: Stakeholder
  past?: string
  onChanged: () => void
  onClose: () => void
}

/** One stakeholder in full: who it is, where they stood, what is agreed, what they were told. */
export function StakeholderPane({ product, of: s, past, onChanged, onClose }: StakeholderPaneProps) {
  const act = useAct()
  const owner = useMember(s.owner)
  const [editing, setEditing] = useState(false)
  const [writing, setWriting] = useState(false)
  const remove = async () => {
    if (!(await confirm({ title: m.stake_remove_title({ name: s.name }), text: m.stake_remove_text(), action: m.stake_remove(), danger: true }))) return
    if (!(await act('DELETE', `/stakeholders/${s.id}`, {}, m.stake_removed({ name: s.name })))) return
    onClose()
    onChanged()
  }
  return (
    <div className="flex flex-col gap-4 px-4 py-3 text-13">
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <h2 className="text-16 font-semibold">{s.name}</h2>
          <p className="text-text-muted">{[s.title, s.account].filter(Boolean).join(', ')}</p>
        </div>
        <IconButton icon="x" label={m.stake_close()} variant="ghost" size="sm" onClick={onClose} />
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Badge tone={stanceTones[s.stance]}>{stanceNames[s.stance]()}</Badge>
        <Badge>{quadrantNames[s.quadrant]()}</Badge>
        <span className="tabular text-text-muted">{m.stake_stands({ power: s.power, interest: s.interest })}</span>
      </div>
      {!past && (
        <div className="flex flex-wrap gap-2">
          <Button size="sm" variant="primary" icon="pencil" onClick={() => setWriting(true)}>
            {m.stake_write()}
          </Button>
          <Button size="sm" onClick={() => setEditing(true)}>
            {m.stake_edit()}
          </Button>
          <Button size="sm" variant="ghost" icon="trash-2" onClick={() => void remove()}>
            {m.stake_remove()}
          </Button>
        </div>
      )}
      {past && <p className="text-12 text-text-muted">{m.stake_as_it_was()}</p>}
      <dl className="flex flex-col gap-2">
        {s.cares && (
          <div>
            <dt className="text-12 text-text-muted">{m.stake_cares()}</dt>
            <dd>{s.cares}</dd>
          </div>
        )}
        {owner && (
          <div>
            <dt className="text-12 text-text-muted">{m.stake_owner()}</dt>
            <dd>{owner.name}</dd>
          </div>
        )}
        {s.notes && (
          <div>
            <dt className="text-12 text-text-muted">{m.stake_notes()}</dt>
            <dd>
              <Markdown dense text={s.notes} />
            </dd>
          </div>
        )}
      </dl>
      <Path places={s.path} />
      {!past && <Agreed product={product} of={s} />}
      {!past && <History product={product} of={s} />}
      {editing && <EditStakeholder product={product} of={s} onClose={() => setEditing(false)} onDone={onChanged} />}
      {writing && <WriteBriefing product={product} to={s} onClose={() => setWriting(false)} />}
    </div>
  )
}

/** Where they stood, the latest first. */
function Path({ places }: { places: readonly Place[] }) {
  const today = useToday()
  const { zone } = useMe().workspace
  return (
    <Part title={m.stake_path()}>
      <ol className="flex flex-col">
        {places.toReversed().map((p) => (
          <li key={p.at} className="flex items-center gap-2 py-1">
            <span className="w-24 shrink-0 text-text-muted">{sayDay(dayIn(p.at, zone), today)}</span>
            <span className="min-w-0 flex-1 truncate">{quadrantNames[p.quadrant]()}</span>
            <span className="tabular text-text-muted">
              {p.power}/{p.interest}
            </span>
            <span className="w-16 text-right text-12">{stanceNames[p.stance]()}</span>
          </li>
        ))}
      </ol>
    </Part>
  )
}

function Agreed({ product, of }: { product: string; of: Stakeholder }) {
  const asked = useAsk<{ items: Due[] }>(address('/cadences', { product }), planKinds)
  const [editing, setEditing] = useState<Due | 'new'>()
  const own = (asked.value?.items ?? []).filter((d) => d.stakeholder === of.id)
  return (
    <Part
      title={m.stake_agreed()}
      actions={
        <Button size="sm" variant="ghost" icon="plus" onClick={() => setEditing('new')}>
          {m.stake_agree()}
        </Button>
      }
    >
      {asked.value && own.length === 0 && <p className="text-text-muted">{m.stake_agreed_none()}</p>}
      {own.map((d) => (
        <button key={d.id} type="button" onClick={() => setEditing(d)} className="-mx-2 flex flex-col rounded px-2 py-1 text-left hover:bg-bg-hover">
          <span className="flex items-center gap-2">
            <span className="min-w-0 flex-1 truncate">{sayTopics(d.topics)}</span>
            {d.state === 'overdue' ? <Badge tone="red">{m.stake_overdue({ days: d.late })}</Badge> : <span className="text-12 text-text-muted">{rhythmNames[d.every]()}</span>}
          </span>
          <span className="text-12 text-text-muted">{sayDue(d)}</span>
        </button>
      ))}
      {editing && <EditCadence product={product} all={[of]} of={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} onDone={asked.retry} />}
    </Part>
  )
}

function History({ product, of }: { product: string; of: Stakeholder }) {
  const asked = useAsk<{ items: Told[]; next: string | null }>(address('/briefings', { product, stakeholder: of.id, limit: 20 }), ['briefing'])
  const drafts = asked.value?.items ?? []
  return (
    <Part title={m.stake_told()} note={drafts[0]?.sentAt ? sayAge(drafts[0].sentAt) : undefined}>
      {asked.value && drafts.length === 0 && <p className="text-text-muted">{m.stake_told_none()}</p>}
      {drafts.map((t) => (
        <ToldLine key={t.id} product={product} told={t} to={of} onChanged={asked.retry} />
      ))}
      {asked.value?.next && <p className="text-12 text-text-muted">{m.stake_told_more()}</p>}
    </Part>
  )
}
