import { useList, useMembers } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { kindName } from '@/record/fields/fields'
import { useRecords } from '@/record/screen/records'
import { work } from '@/record/screen/sprints'
import { NumberInput } from '@/ui/input'

import { lanesOf, limited, type LaneField } from './lanes'

const classes: Record<string, () => string> = { standard: () => m.delivery_class_standard(), fixed_date: () => m.delivery_class_fixed(), intangible: () => m.delivery_class_intangible() }

interface LaneLimitsProps {
  product: string
  field: LaneField
  limits: Record<string, number>
  onChange: (limits: Record<string, number>) => void
}

/** How much may be in progress in each lane: those that open work stands in, and those that have a limit. */
export function LaneLimits({ product, field, limits, onChange }: LaneLimitsProps) {
  const open = useRecords(useList({ q: `${work} is:open`, product, limit: 200 }).ids)
  const lanes = lanesOf(field, open, limits)
  const nameOf = useLaneName(field, lanes)
  return (
    <fieldset className="flex min-w-0 flex-col">
      <legend className="text-13 font-semibold">{m.delivery_lane_limits()}</legend>
      <p className="mb-2 text-12 text-text-muted">{lanes.length > 0 ? m.delivery_lane_limits_text() : m.delivery_lane_limits_none()}</p>
      <div className="grid gap-x-3 gap-y-2 sm:grid-cols-3">
        {lanes.map((lane) => (
          <NumberInput key={lane} label={nameOf(lane)} value={limits[lane] ?? null} onChange={(n) => onChange(limited(limits, lane, n))} min={1} />
        ))}
      </div>
    </fieldset>
  )
}

/** What a lane is called: its value stands for a person, a record, or a word. */
function useLaneName(field: LaneField, lanes: readonly string[]): (lane: string) => string {
  const members = useMembers()
  const parents: readonly Rec[] = useRecords(field === 'parent' ? lanes.filter((l) => l !== '') : [])
  return (lane) => {
    if (lane === '') return m.delivery_lane_none()
    if (field === 'owner') return members.find((x) => x.id === lane)?.name ?? m.screens_somebody()
    if (field === 'kind') return kindName(lane as 'story')
    if (field === 'serviceClass') return classes[lane]?.() ?? lane
    if (field === 'parent') return parents.find((r) => r.id === lane)?.title ?? lane
    return lane
  }
}
