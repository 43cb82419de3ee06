import { useState } from 'react'

import { useMe } from '@/data/hooks'
import type { Right } from '@/data/rights'
import { measure } from '@/lib/measure'
import { dayIn, sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { recordAddress, useLink } from '@/record/screen/address'
import { Part } from '@/record/screen/Screen'
import { useToday } from '@/record/screen/today'
import { Badge } from '@/ui/badge'
import { Button, IconButton } from '@/ui/button'
import { Icon } from '@/ui/icon'
import type { Tone } from '@/ui/styles'

import { GuardrailDialog } from './GuardrailDialog'
import { type Guardrail, sayBound } from './page'

const states: Record<Guardrail['state'], { tone: Tone; icon: string; name: () => string }> = {
  '': { tone: 'neutral', icon: 'ban', name: m.onepage_never },
  kept: { tone: 'green', icon: 'circle-check', name: m.onepage_kept },
  broken: { tone: 'red', icon: 'circle-alert', name: m.onepage_broken },
  unknown: { tone: 'neutral', icon: 'circle-dot', name: m.onepage_unknown },
}

interface GuardrailsProps {
  of: string
  /** Where a metric is looked for first. */
  product: string | undefined
  all: readonly Guardrail[]
  right: Right
}

/** What is not done, and what must not suffer, with how it stands. */
export function GuardrailsPart({ of, product, all, right }: GuardrailsProps) {
  const [editing, setEditing] = useState<Guardrail | 'new'>()
  const act = useAct()
  const broken = all.filter((g) => g.state === 'broken').length
  const remove = (g: Guardrail) => void act('POST', '/strategy/guardrails/remove', { of: of || undefined, guardrail: g.id }, m.onepage_guardrail_removed())
  const add = right.may !== 'no' && (
    <Button size="sm" variant="ghost" icon="plus" onClick={() => setEditing('new')}>
      {m.onepage_guardrail_add()}
    </Button>
  )
  return (
    <Part title={m.onepage_guardrails()} note={broken > 0 ? <Badge tone="red" icon="circle-alert">{m.onepage_guardrails_broken({ count: broken })}</Badge> : all.length || undefined} actions={add}>
      {all.length === 0 && <p className="text-13 text-text-muted">{m.onepage_guardrails_empty()}</p>}
      <ul className="flex flex-col">
        {all.map((g) => (
          <li key={g.id} className="group/row flex min-h-9 items-center gap-3 border-b py-1">
            <Stands guardrail={g} />
            {right.may !== 'no' && (
              <span className="flex shrink-0 gap-1">
                <IconButton size="sm" icon="pencil" label={m.onepage_change({ what: g.text })} onClick={() => setEditing(g)} />
                <IconButton size="sm" icon="x" label={m.onepage_guardrail_remove({ what: g.text })} onClick={() => remove(g)} />
              </span>
            )}
          </li>
        ))}
      </ul>
      {editing && <GuardrailDialog of={of} product={product} guardrail={editing === 'new' ? undefined : editing} right={right} onClose={() => setEditing(undefined)} />}
    </Part>
  )
}

/** A guardrail in a line: what it says, what it demands, where it is now. */
export function Stands({ guardrail: g }: { guardrail: Guardrail }) {
  const link = useLink()
  const today = useToday()
  const zone = useMe().workspace.zone
  const is = states[g.state]
  const now = g.value === null ? '' : g.at ? m.onepage_now_on({ value: measure(g.value, g.unit), day: sayDay(dayIn(g.at, zone), today) }) : measure(g.value, g.unit)
  return (
    <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-0.5">
      <span className="flex min-w-0 basis-64 grow items-start gap-2">
        <Icon name={is.icon} size={14} className={`mt-1 shrink-0 ${g.state === 'kept' ? 'text-green' : g.state === 'broken' ? 'text-red' : 'text-text-faint'}`} label={is.name()} />
        <span className="min-w-0">{g.text}</span>
      </span>
      {g.sort !== 'never' && (
        <span className="tabular flex flex-wrap items-center gap-x-2 pl-5.5 text-12 text-text-muted sm:pl-0">
          {g.metricKey ? (
            <a {...link(recordAddress(g.metricKey))} className="hover:underline">
              {sayBound(g)}
            </a>
          ) : (
            <span>{sayBound(g)}</span>
          )}
          {now && <span className="font-medium text-text">{now}</span>}
          <Badge tone={is.tone}>{is.name()}</Badge>
        </span>
      )}
    </span>
  )
}
