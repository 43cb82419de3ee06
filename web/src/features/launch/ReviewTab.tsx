import { useState } from 'react'

import { useAsk } from '@/data/hooks'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { type Bet, outcomeName, sayChange, sayRange, type Stands, standsLook, standsName } from '@/record/bet/bet'
import { BetRange } from '@/record/bet/BetRange'
import { proposes } from '@/record/fields/editor-options'
import type { Plan } from '@/record/launch/launch'
import { useAct } from '@/record/screen/act'
import { recordAddress, screenAddress, useLink } from '@/record/screen/address'
import { Ask } from '@/record/screen/Ask'
import { useMay } from '@/record/screen/may'
import { Part } from '@/record/screen/Screen'
import { Badge, StateBadge } from '@/ui/badge'
import { Button, IconButton } from '@/ui/button'
import { KindIcon } from '@/ui/icon'
import { TextArea, TextInput } from '@/ui/input'
import { Markdown } from '@/ui/markdown'
import { Select } from '@/ui/select'
import { SkeletonRows } from '@/ui/skeleton'
import { Callout, ErrorState } from '@/ui/state'

interface Seen extends Pick<Bet, 'key' | 'title' | 'low' | 'high' | 'in' | 'unit' | 'odds' | 'change' | 'on'> {
  feature: string
  stands: Stands
  metric: string
  says: string
}

interface Review {
  id: string
  heldOn: string
  well: string
  less: string
  bets: Seen[]
  followUps: string[]
}

interface Lookback {
  due: string | null
  today: string
  bets: Bet[]
  bare: { id: string; key: string; title: string }[]
  tasks: { done: number; inTime: number; notNeeded: number; open: number }
  reviews: Review[]
  came: { id: string; key: string; kind: string; title: string; state: string; category: string }[]
}

/** What came of a launch: its bets, its plan, and what was learnt. */
export function ReviewTab({ plan: p, product }: { plan: Plan; product: string }) {
  const asked = useAsk<Lookback>(`/launches/${p.id}/lookback`, ['launch', 'launch_review', 'launch_task', 'feature', 'metric_point', 'link'])
  const right = useMay('launch.plan', p.product)
  const link = useLink()
  const [writing, setWriting] = useState(false)
  const v = asked.value
  if (!v) return asked.status === 'error' ? <ErrorState text={asked.error?.detail} onRetry={asked.retry} /> : <SkeletonRows count={6} />
  const may = right.may !== 'no' && !p.archivedAt && p.launchedOn !== null
  const overdue = v.due !== null && v.due < v.today && v.reviews.length === 0 && p.launchedOn !== null
  return (
    <div className="flex max-w-4xl flex-col gap-8">
      {!p.launchedOn && <Callout>{v.due ? m.launch_review_later({ day: sayDay(v.due, v.today) }) : m.launch_review_after()}</Callout>}
      {overdue && <Callout tone="amber">{m.launch_review_overdue({ day: sayDay(v.due, v.today) })}</Callout>}
      <Part
        title={m.launch_bets()}
        note={v.bets.length || undefined}
        actions={
          may && (
            <Button size="sm" variant={v.reviews.length === 0 ? 'primary' : 'default'} onClick={() => setWriting(true)}>
              {m.launch_review_write()}
            </Button>
          )
        }
      >
        {v.bets.length === 0 && <p className="py-1 text-text-muted">{m.launch_bets_none()}</p>}
        <ul className="divide-y">
          {v.bets.map((b) => (
            <li key={b.feature} className="grid gap-x-4 gap-y-1 py-2 md:grid-cols-[minmax(0,1fr)_12rem]">
              <div className="flex min-w-0 flex-col gap-0.5">
                <div className="flex min-w-0 flex-wrap items-center gap-2">
                  <a {...link(recordAddress(b.key))} className="min-w-0 rounded font-medium hover:underline">
                    <span className="keyed mr-1.5 font-normal text-text-faint">{b.key}</span>
                    {b.title}
                  </a>
                  <Badge tone={standsLook[b.stands].tone} icon={standsLook[b.stands].icon}>
                    {standsName[b.stands]()}
                  </Badge>
                </div>
                <p className="text-12 text-text-muted">
                  {b.hidden ? b.says.why : `${b.name}: ${m.bets_predicted({ range: sayRange(b.low, b.high, b) })}`}
                  {b.odds !== null && `, ${m.launch_odds({ odds: b.odds })}`}
                  {b.change !== null && ` · ${m.launch_change({ change: sayChange(b.change, b) })}`}
                </p>
                {!b.hidden && b.says.why && <p className="text-12 text-text-muted">{b.says.why}</p>}
              </div>
              <BetRange bet={b} />
            </li>
          ))}
        </ul>
        {v.bare.length > 0 && (
          <p className="pt-2 text-12 text-text-muted">
            {m.launch_bare()}{' '}
            {v.bare.map((f, i) => (
              <span key={f.id}>
                {i > 0 && ', '}
                <a {...link(recordAddress(f.key))} className="rounded underline">
                  {f.key} {f.title}
                </a>
              </span>
            ))}
          </p>
        )}
        <p className="pt-2 text-12 text-text-muted">
          <a {...link(screenAddress(product, 'bets'))} className="rounded underline">
            {m.launch_all_bets()}
          </a>
        </p>
      </Part>
      <Part title={m.launch_how_plan()}>
        <p className="text-13">{m.launch_plan_came({ done: v.tasks.done, time: v.tasks.inTime, not: v.tasks.notNeeded, open: v.tasks.open })}</p>
      </Part>
      {v.reviews.map((r) => (
        <Part key={r.id} title={m.launch_review_of({ day: sayDay(r.heldOn, v.today) })}>
          <div className="grid gap-4 sm:grid-cols-2">
            <Said title={m.launch_well()} text={r.well} />
            <Said title={m.launch_less()} text={r.less} />
          </div>
          {r.bets.length > 0 && (
            <ul aria-label={m.launch_bets_then()} className="mt-3 divide-y border-y text-13">
              {r.bets.map((b) => (
                <li key={b.feature} className="flex flex-wrap items-center gap-x-3 gap-y-0.5 py-1">
                  <span className="min-w-0 flex-1 basis-48 truncate">
                    {b.key} {b.title}
                  </span>
                  <span className="text-12 text-text-muted">
                    {b.metric} {sayRange(b.low, b.high, b)}
                    {b.change !== null && ` → ${sayChange(b.change, b)}`}
                  </span>
                  <Badge tone={standsLook[b.stands].tone} icon={standsLook[b.stands].icon}>
                    {b.stands === 'hit' || b.stands === 'missed' ? standsName[b.stands]() : (outcomeName[b.says]?.() ?? standsName[b.stands]())}
                  </Badge>
                </li>
              ))}
            </ul>
          )}
        </Part>
      ))}
      {v.came.length > 0 && (
        <Part title={m.launch_follow_ups()} note={v.came.length}>
          {v.came.map((c) => (
            <a key={c.id} {...link(recordAddress(c.key))} className="-mx-2 flex h-8 min-w-0 items-center gap-2 rounded px-2 hover:bg-bg-hover">
              <KindIcon kind={c.kind} size={14} />
              <span className="keyed shrink-0 text-text-faint">{c.key}</span>
              <span className="min-w-0 flex-1 truncate">{c.title}</span>
              <StateBadge state={c.state} category={c.category} />
            </a>
          ))}
        </Part>
      )}
      {writing && <Write plan={p} onClose={() => setWriting(false)} />}
    </div>
  )
}

function Said({ title, text }: { title: string; text: string }) {
  return (
    <section aria-label={title} className="flex flex-col gap-1">
      <h3 className="text-12 font-medium text-text-muted">{title}</h3>
      {text ? <Markdown dense text={text} /> : <p className="text-text-faint">{m.launch_unwritten()}</p>}
    </section>
  )
}

const itemKinds = ['task', 'story', 'bug', 'spike'] as const
type ItemKind = (typeof itemKinds)[number]
const kindNames = { task: m.record_kind_task, story: m.record_kind_story, bug: m.record_kind_bug, spike: m.record_kind_spike }

/** What went well and less well, and what follows; the bets are kept as they stand. */
function Write({ plan: p, onClose }: { plan: Plan; onClose: () => void }) {
  const act = useAct()
  const right = useMay('launch.plan', p.product)
  const [well, setWell] = useState('')
  const [less, setLess] = useState('')
  const [list, setList] = useState<{ kind: ItemKind; title: string }[]>([])
  const set = (at: number, of: Partial<{ kind: ItemKind; title: string }>) => setList(list.map((x, i) => (i === at ? { ...x, ...of } : x)))
  const followUps = list.map((x) => ({ ...x, title: x.title.trim() })).filter((x) => x.title)
  const send = async () => {
    if (await act('POST', `/launches/${p.id}/review`, { well: well.trim(), less: less.trim(), followUps }, m.launch_reviewed())) onClose()
  }
  return (
    <Ask title={m.launch_review_write()} text={proposes(right) ?? m.launch_review_text()} action={m.launch_review_keep()} ready={well.trim() !== '' || less.trim() !== ''} size="lg" onSend={send} onClose={onClose}>
      <TextArea autoFocus label={m.launch_well()} value={well} onChange={setWell} rows={3} autoGrow maxLength={20000} />
      <TextArea label={m.launch_less()} value={less} onChange={setLess} rows={3} autoGrow maxLength={20000} />
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1 text-12 font-medium text-text-muted">{m.launch_follow_ups()}</legend>
        {list.map((x, i) => (
          <div key={i} className="grid grid-cols-[7rem_minmax(0,1fr)_auto] items-end gap-2">
            <Select label={m.launch_follow_kind({ n: i + 1 })} value={x.kind} onChange={(kind) => set(i, { kind })} options={itemKinds.map((k) => ({ value: k, label: kindNames[k]() }))} />
            <TextInput label={m.launch_follow_title({ n: i + 1 })} value={x.title} onChange={(title) => set(i, { title })} maxLength={500} />
            <IconButton icon="x" label={m.launch_follow_remove({ n: i + 1 })} onClick={() => setList(list.filter((_, n) => n !== i))} />
          </div>
        ))}
        <Button size="sm" variant="ghost" icon="plus" className="self-start" onClick={() => setList([...list, { kind: 'task', title: '' }])}>
          {m.launch_follow_add()}
        </Button>
      </fieldset>
    </Ask>
  )
}
