import { useState } from 'react'

import type { Rec } from '@/data/types'
import { useMe } from '@/data/hooks'
import { measure } from '@/lib/measure'
import { dayIn, momentOf, sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { useToday } from '@/record/screen/today'
import { usePoints } from '@/record/screen/Trend'
import { Button } from '@/ui/button'
import { Chart } from '@/ui/chart'
import { DatePicker } from '@/ui/date'
import { NumberInput, TextInput } from '@/ui/input'
import { SectionHeader } from '@/ui/layout'
import { ErrorState } from '@/ui/state'

import { useCall } from './call'

/** The last half year of a metric, and the point that is entered next. */
export function MetricPoints({ record }: { record: Rec }) {
  const today = useToday()
  const zone = useMe().workspace.zone
  const [entering, setEntering] = useState(false)
  const asked = usePoints(record.id)
  const points = asked.points ?? []
  const unit = typeof record.unit === 'string' ? record.unit : ''
  const last = points.at(-1)
  const days = points.map((p) => dayIn(p.at, zone))
  return (
    <section aria-label={m.record_points()}>
      <SectionHeader
        title={m.record_points()}
        actions={
          <>
            {last && <span className="tabular text-13 font-medium">{m.record_points_last({ value: measure(last.value, unit), day: sayDay(dayIn(last.at, zone), today) })}</span>}
            <Button size="sm" variant="ghost" icon="plus" onClick={() => setEntering(true)}>
              {m.record_points_enter()}
            </Button>
          </>
        }
      />
      {entering && <Enter metric={record.id} unit={unit} onDone={() => (setEntering(false), asked.retry())} />}
      {asked.status === 'error' && <ErrorState title={m.record_points_failed()} onRetry={asked.retry} />}
      {asked.status === 'ready' && points.length === 0 && !entering && <p className="text-13 text-text-faint">{m.record_points_empty()}</p>}
      {points.length > 1 && (
        <Chart
          type="line"
          label={record.title}
          height={220}
          categories={days}
          formatCategory={(day) => sayDay(day, today)}
          format={(v) => measure(v, unit)}
          series={[{ name: record.title, values: points.map((p) => p.value) }]}
          marks={typeof record.target === 'number' ? [{ label: m.record_points_target(), y: record.target }] : undefined}
          table={{ columns: [m.record_points_day(), record.title, m.record_points_note()], rows: points.map((p, i) => [days[i]!, p.value, p.note]) }}
        />
      )}
    </section>
  )
}

function Enter({ metric, unit, onDone }: { metric: string; unit: string; onDone: () => void }) {
  const today = useToday()
  const zone = useMe().workspace.zone
  const call = useCall()
  const [day, setDay] = useState(today)
  const [value, setValue] = useState<number | null>(null)
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const send = async () => {
    if (value === null || busy) return
    setBusy(true)
    const done = await call('POST', `/metrics/${metric}/enter`, { points: [{ at: momentOf(day, zone), value, note }] })
    setBusy(false)
    if (!('refused' in done)) onDone()
  }
  return (
    <form
      className="mb-3 flex flex-wrap items-end gap-2"
      onSubmit={(e) => {
        e.preventDefault()
        void send()
      }}
      onKeyDown={(e) => {
        if (e.key !== 'Escape') return
        e.stopPropagation()
        onDone()
      }}
    >
      <NumberInput label={m.record_points_value()} value={value} onChange={setValue} unit={unit} className="w-32" />
      <DatePicker label={m.record_points_day()} value={day} onChange={(d) => d && setDay(d)} now={today} required />
      <div className="min-w-40 flex-1">
        <TextInput label={m.record_points_note()} value={note} onChange={setNote} />
      </div>
      <Button type="submit" variant="primary" busy={busy} disabled={value === null}>
        {m.record_points_enter()}
      </Button>
      <Button onClick={onDone}>{m.record_cancel()}</Button>
    </form>
  )
}
