import { useList } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { useRecords } from '@/record/screen/records'
import { useToday } from '@/record/screen/today'
import { DatePicker } from '@/ui/date'
import { NumberInput, SearchInput } from '@/ui/input'
import { Select } from '@/ui/select'
import { Segmented } from '@/ui/tabs'

import type { Question } from './question'

interface FormProps {
  product: string
  question: Question
  set: (more: Partial<Question>) => void
}

const all = '*'
const read = (text: string | undefined) => (text === undefined ? null : Number(text))
const write = (value: number | null) => (value === null ? undefined : String(value))

/** What is to be forecast, and what is assumed. */
export function ForecastForm({ product, question: q, set }: FormProps) {
  const today = useToday()
  const features = useRecords(useList({ q: 'type:feature category!=closed sort:title', product, limit: 200 }).ids)
  const releases = useRecords(useList({ q: 'type:release category!=closed sort:-created', product, limit: 60 }).ids)
  const sprints = useRecords(useList({ q: 'type:sprint category!=closed sort:starton', product, limit: 20 }).ids)
  const chosen = q.feature ?? q.release ?? q.sprint ?? all
  const options = [
    { value: all, label: m.flow_forecast_open() },
    ...[...releases, ...sprints, ...features].map((r) => ({ value: r.key, label: r.title, hint: r.key })),
  ]
  const choose = (key: string) => {
    const of = (list: typeof features) => (list.some((r) => r.key === key) ? key : undefined)
    set({ feature: of(features), release: of(releases), sprint: of(sprints) })
  }
  return (
    <form aria-label={m.flow_forecast_what()} className="flex flex-col gap-4" onSubmit={(e) => e.preventDefault()}>
      <div className="flex flex-col gap-1 text-12 text-text-muted">
        {m.flow_forecast_what()}
        <Select label={m.flow_forecast_what()} value={chosen} onChange={choose} options={options} />
      </div>
      <SearchInput label={m.flow_query()} placeholder={m.flow_query_example()} value={q.q ?? ''} onChange={(v) => set({ q: v || undefined })} />
      <NumberInput label={m.flow_forecast_count()} min={1} max={100_000} value={read(q.count)} onChange={(v) => set({ count: write(v) })} />
      <div className="flex flex-col gap-1 text-12 text-text-muted">
        {m.flow_forecast_order()}
        <Segmented
          label={m.flow_forecast_order()}
          size="sm"
          value={q.order === 'queue' ? 'queue' : 'alone'}
          onChange={(v) => set({ order: v === 'queue' ? v : undefined })}
          options={[
            { value: 'alone', label: m.flow_forecast_alone() },
            { value: 'queue', label: m.flow_forecast_queue() },
          ]}
        />
      </div>
      <div className="flex flex-col gap-1 text-12 text-text-muted">
        {m.flow_forecast_by()}
        <DatePicker label={m.flow_forecast_by()} now={today} min={today} value={q.by ?? null} onChange={(d) => set({ by: d ?? undefined })} />
      </div>
      <Two label={m.flow_forecast_split()} low={q.splitLow} high={q.splitHigh} step={0.1} onChange={(splitLow, splitHigh) => set({ splitLow, splitHigh })} usual={1} />
      <Two label={m.flow_forecast_growth()} low={percentOf(q.growthLow)} high={percentOf(q.growthHigh)} step={5} onChange={(low, high) => set({ growthLow: shareOf(low), growthHigh: shareOf(high) })} usual={0} />
      <NumberInput label={m.flow_forecast_history()} min={5} max={500} value={read(q.history)} placeholder="60" onChange={(v) => set({ history: write(v) })} />
      <NumberInput label={m.flow_forecast_seed()} min={0} value={read(q.seed)} onChange={(v) => set({ seed: write(v) })} />
    </form>
  )
}

const percentOf = (share: string | undefined) => (share === undefined ? undefined : String(Math.round(Number(share) * 100)))
const shareOf = (percent: string | undefined) => (percent === undefined ? undefined : String(Number(percent) / 100))

interface TwoProps {
  label: string
  low: string | undefined
  high: string | undefined
  step: number
  usual: number
  onChange: (low: string | undefined, high: string | undefined) => void
}

/** A range of two numbers; one moved beyond the other takes it along. */
function Two({ label, low, high, step, usual, onChange }: TwoProps) {
  const ordered = (l: number | null, h: number | null, moved: 'low' | 'high') => {
    if (l !== null && h !== null && l > h) return moved === 'low' ? ([l, l] as const) : ([h, h] as const)
    return [l, h] as const
  }
  const set = (l: number | null, h: number | null, moved: 'low' | 'high') => {
    const [a, b] = ordered(l, h, moved)
    onChange(write(a), write(b))
  }
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 text-12 text-text-muted">{label}</legend>
      <div className="grid grid-cols-2 gap-2">
        <NumberInput aria-label={`${label}: ${m.flow_forecast_low()}`} hint={m.flow_forecast_low()} min={0} max={1000} step={step} placeholder={String(usual)} value={read(low)} onChange={(v) => set(v, read(high), 'low')} />
        <NumberInput aria-label={`${label}: ${m.flow_forecast_high()}`} hint={m.flow_forecast_high()} min={0} max={1000} step={step} placeholder={String(usual)} value={read(high)} onChange={(v) => set(read(low), v, 'high')} />
      </div>
    </fieldset>
  )
}
