import type { Reach } from '@/lib/calendar'
import { weekOf, weekStart } from '@/lib/calendar'
import { addDays, dateOf, type Day } from '@/lib/scale'
import { m } from '@/locales/gen/messages.js'
import type { Field } from '@/record/fields/field'
import { Button, IconButton } from '@/ui/button'
import { Toolbar } from '@/ui/layout'
import { Menu } from '@/ui/menu'
import { Segmented } from '@/ui/tabs'

interface ToolsProps {
  at: Day
  reach: Reach
  firstDay: number
  fields: readonly Field[]
  field: Field
  onTurn: (by: 1 | -1) => void
  onToday: () => void
  setOptions: (change: Record<string, string | undefined>) => void
}

const month = new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric', timeZone: 'UTC' })
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })

function heading(at: Day, reach: Reach, firstDay: number): string {
  if (reach === 'month') return month.format(dateOf(at))
  const first = weekStart(at, firstDay)
  return m.views_calendar_week_of({ number: weekOf(at), days: day.formatRange(dateOf(first), dateOf(addDays(first, 6))) })
}

export function Tools({ at, reach, firstDay, fields, field, onTurn, onToday, setOptions }: ToolsProps) {
  return (
    <Toolbar label={m.views_calendar_name()}>
      <IconButton size="sm" icon="chevron-left" label={m.views_calendar_before()} onClick={() => onTurn(-1)} />
      <Button size="sm" variant="ghost" kbd="T" onClick={onToday}>
        {m.views_calendar_today()}
      </Button>
      <IconButton size="sm" icon="chevron-right" label={m.views_calendar_after()} onClick={() => onTurn(1)} />
      <h2 aria-live="polite" className="tabular mx-2 text-14 font-semibold">
        {heading(at, reach, firstDay)}
      </h2>
      <span className="ml-auto flex items-center gap-1.5">
        {fields.length > 1 && (
          <Menu
            align="end"
            trigger={
              <Button size="sm" variant="ghost" icon="calendar">
                {m.views_calendar_by({ field: field.label })}
              </Button>
            }
            items={fields.map((f) => ({ label: f.label, checked: f === field, onSelect: () => setOptions({ on: f.name }) }))}
          />
        )}
        <Segmented
          size="sm"
          label={m.views_calendar_reach()}
          value={reach}
          onChange={(value) => setOptions({ reach: value === 'month' ? undefined : value })}
          options={[
            { value: 'month', label: m.views_calendar_month() },
            { value: 'week', label: m.views_calendar_week() },
          ]}
        />
      </span>
    </Toolbar>
  )
}
