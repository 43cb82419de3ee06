import { useState } from 'react'

import { useMe } from '@/data/hooks'
import type { Right } from '@/data/rights'
import type { Rec } from '@/data/types'
import { measure } from '@/lib/measure'
import { dayIn, sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { proposes } from '@/record/fields/editor-options'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { useToday } from '@/record/screen/today'
import { Button, IconButton } from '@/ui/button'
import { Icon } from '@/ui/icon'
import { NumberInput, RadioGroup } from '@/ui/input'
import { SectionHeader } from '@/ui/layout'
import { tip } from '@/ui/tooltip'

import type { Alert } from './chart'

const words = { above: m.metric_alert_above, below: m.metric_alert_below, behind: m.metric_alert_behind }

/** What tells the owner and the watchers when the newest value leaves its ground. */
export function Alerts({ record, alerts, right, line }: { record: Rec; alerts: readonly Alert[]; right: Right; line: boolean }) {
  const act = useAct()
  const today = useToday()
  const zone = useMe().workspace.zone
  const [adding, setAdding] = useState(false)
  const unit = typeof record.unit === 'string' ? record.unit : ''
  const say = (a: Pick<Alert, 'side' | 'bound'>) => words[a.side]({ bound: measure(a.bound, unit) })
  return (
    <section aria-label={m.metric_alerts()}>
      <SectionHeader
        title={m.metric_alerts()}
        count={alerts.length || undefined}
        actions={
          right.may !== 'no' && !record.archivedAt && (
            <Button size="sm" variant="ghost" icon="plus" {...tip(proposes(right))} onClick={() => setAdding(true)}>
              {m.metric_alert_add()}
            </Button>
          )
        }
      />
      {alerts.length === 0 && <p className="text-13 text-text-faint">{m.metric_alerts_empty()}</p>}
      <ul>
        {alerts.map((a) => (
          <li key={a.id} className="group/row flex min-h-8 items-center gap-2 text-13">
            <Icon name={a.crossedAt ? 'triangle-alert' : 'bell'} size={14} className={a.crossedAt ? 'text-amber' : 'text-text-faint'} />
            <span>{say(a)}</span>
            {a.crossedAt && <span className="tabular text-12 text-amber-text">{m.metric_alert_crossed({ value: measure(a.value, unit), day: sayDay(dayIn(a.crossedAt, zone), today) })}</span>}
            {right.may !== 'no' && (
              <IconButton
                size="sm"
                icon="x"
                label={m.metric_alert_remove({ what: say(a) })}
                onClick={() => void act('DELETE', `/alerts/${a.id}`, undefined, m.metric_alert_removed())}
                className="ml-auto opacity-0 group-hover/row:opacity-100 focus-visible:opacity-100"
              />
            )}
          </li>
        ))}
      </ul>
      {adding && <NewAlert record={record} line={line} unit={unit} onClose={() => setAdding(false)} />}
    </section>
  )
}

function NewAlert({ record, line, unit, onClose }: { record: Rec; line: boolean; unit: string; onClose: () => void }) {
  const act = useAct()
  const [side, setSide] = useState<Alert['side']>(record.direction === 'down' ? 'above' : 'below')
  const [bound, setBound] = useState<number | null>(null)
  const send = async () => {
    if (await act('POST', '/alerts', { metric: record.id, side, ...(bound === null ? {} : { bound }) }, m.metric_alert_added())) onClose()
  }
  return (
    <Ask title={m.metric_alert_new()} text={m.metric_alert_new_text()} action={m.metric_alert_add()} size="sm" ready={side === 'behind' ? line : bound !== null} onSend={send} onClose={onClose}>
      <RadioGroup
        label={m.metric_alert_side()}
        value={side}
        onChange={setSide}
        options={[
          { value: 'above', label: m.metric_side_above() },
          { value: 'below', label: m.metric_side_below() },
          { value: 'behind', label: m.metric_side_behind(), hint: line ? undefined : m.metric_side_no_line(), disabled: !line },
        ]}
      />
      <NumberInput label={side === 'behind' ? m.metric_alert_by() : m.metric_alert_bound()} value={bound} onChange={setBound} unit={unit} />
    </Ask>
  )
}
