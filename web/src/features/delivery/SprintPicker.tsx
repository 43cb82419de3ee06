import type { Rec } from '@/data/types'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { useToday } from '@/record/screen/today'
import { Select } from '@/ui/select'

interface SprintPickerProps {
  sprints: readonly Rec[]
  value: Rec
  onPick: (key: string) => void
}

/** Which sprint is looked at. */
export function SprintPicker({ sprints, value, onPick }: SprintPickerProps) {
  const today = useToday()
  return (
    <Select
      label={m.screens_sprint()}
      value={value.key}
      onChange={onPick}
      size="sm"
      options={sprints.map((s) => ({ value: s.key, label: s.title, hint: [s.state, [sayDay(s.startOn as string, today), sayDay(s.endOn as string, today)].filter(Boolean).join(' – ')].filter(Boolean).join(' · ') }))}
    />
  )
}
