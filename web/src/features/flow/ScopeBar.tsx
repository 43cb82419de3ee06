import { useList } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { useRecords } from '@/record/screen/records'
import { sprints } from '@/record/screen/sprints'
import { useToday } from '@/record/screen/today'
import { Button } from '@/ui/button'
import { DatePicker, DateRangePicker } from '@/ui/date'
import { SearchInput } from '@/ui/input'
import { Popover } from '@/ui/popover'
import { Select } from '@/ui/select'
import { Segmented } from '@/ui/tabs'

import type { Scope, useScope } from './scope'

interface ScopeBarProps {
  product: string
  scope: Scope
  set: ReturnType<typeof useScope>[1]
  /** The report counts estimates as well as items. */
  sized?: boolean
}

const all = '*'
const kinds = ['story', 'bug', 'task', 'spike'] as const
const kindNames = { story: m.flow_kind_story, bug: m.flow_kind_bug, task: m.flow_kind_task, spike: m.flow_kind_spike }

/** What a report is about: its days, its items, and the day it is as of. */
export function ScopeBar({ product, scope, set, sized }: ScopeBarProps) {
  const today = useToday()
  const narrowed = [scope.sprint, scope.feature, scope.release, scope.q, scope.kind, scope.asOf].filter(Boolean).length
  return (
    <>
      <DateRangePicker
        label={m.flow_period()}
        size="sm"
        placeholder={scope.sprint ? m.flow_period_sprint() : m.flow_period_90()}
        now={today}
        value={{ from: scope.from ?? null, to: scope.to ?? null }}
        onChange={(r) => {
          set.from(r.from ?? undefined)
          set.to(r.to ?? undefined)
        }}
      />
      {sized && <Segmented
        label={m.flow_unit()}
        size="sm"
        value={scope.unit === 'count' ? 'count' : 'points'}
        onChange={(v) => set.unit(v === 'count' ? v : undefined)}
        options={[
          { value: 'points', label: m.flow_points() },
          { value: 'count', label: m.flow_items() },
        ]}
      />}
      <Popover
        label={m.flow_filter()}
        align="end"
        trigger={
          <Button size="sm" icon="list-filter">
            {narrowed > 0 ? m.flow_filters({ count: narrowed }) : m.flow_filter()}
          </Button>
        }
      >
        <Narrowing product={product} scope={scope} set={set} today={today} />
      </Popover>
    </>
  )
}

function Narrowing({ product, scope, set, today }: ScopeBarProps & { today: string }) {
  const known = useRecords(useList({ q: sprints, product, limit: 60 }).ids)
  const features = useRecords(useList({ q: 'type:feature sort:title', product, limit: 200 }).ids)
  const releases = useRecords(useList({ q: 'type:release sort:-created', product, limit: 60 }).ids)
  const among = (name: string, value: string | undefined, to: (v: string | undefined) => void, records: typeof known) => (
    <label className="flex flex-col gap-1 text-12 text-text-muted">
      {name}
      <Select label={name} value={value ?? all} onChange={(v) => to(v === all ? undefined : v)} options={[{ value: all, label: m.flow_any() }, ...records.map((r) => ({ value: r.key, label: r.title, hint: r.key }))]} />
    </label>
  )
  return (
    <div className="flex w-72 max-w-[85vw] flex-col gap-3 p-1">
      {among(m.flow_sprint(), scope.sprint, set.sprint, known)}
      {among(m.flow_feature(), scope.feature, set.feature, features)}
      {among(m.flow_release(), scope.release, set.release, releases)}
      <label className="flex flex-col gap-1 text-12 text-text-muted">
        {m.flow_kind()}
        <Select label={m.flow_kind()} value={scope.kind ?? all} onChange={(v) => set.kind(v === all ? undefined : v)} options={[{ value: all, label: m.flow_any() }, ...kinds.map((k) => ({ value: k, label: kindNames[k]() }))]} />
      </label>
      <SearchInput label={m.flow_query()} placeholder={m.flow_query_example()} value={scope.q ?? ''} onChange={(v) => set.q(v || undefined)} />
      <div className="flex flex-col gap-1 text-12 text-text-muted">
        {m.flow_as_of()}
        <DatePicker label={m.flow_as_of()} placeholder={m.flow_today()} now={today} max={today} value={scope.asOf ?? null} onChange={(d) => set.asOf(d ?? undefined)} />
      </div>
      <Button
        size="sm"
        variant="ghost"
        onClick={() => {
          for (const clear of [set.sprint, set.feature, set.release, set.kind, set.q, set.asOf]) clear(undefined)
        }}
      >
        {m.flow_filter_clear()}
      </Button>
    </div>
  )
}
