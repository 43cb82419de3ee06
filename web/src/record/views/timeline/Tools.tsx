import { ZOOMS, type Zoom, zoomOf } from '@/lib/scale'
import { m } from '@/locales/gen/messages.js'
import type { Field } from '@/record/fields/field'
import { Button, IconButton } from '@/ui/button'
import { Toolbar } from '@/ui/layout'
import { Menu, type MenuItem } from '@/ui/menu'
import { Segmented } from '@/ui/tabs'

import type { Dates } from './dates'

interface ToolsProps {
  perDay: number
  onZoom: (zoom: Zoom) => void
  onStep: (by: 1 | -1) => void
  /** Goes by a part of what is in sight, or to today. */
  onGo: (by: 1 | -1 | 'today') => void
  dates: Dates
  days: readonly Field[]
  groups: readonly Field[]
  group: Field | undefined
  tray: boolean
  unplaced: number | undefined
  setOptions: (change: Record<string, string | undefined>) => void
}

const zooms = (): { value: Zoom; label: string }[] => [
  { value: 'weeks', label: m.views_timeline_weeks() },
  { value: 'months', label: m.views_timeline_months() },
  { value: 'quarters', label: m.views_timeline_quarters() },
  { value: 'years', label: m.views_timeline_years() },
]

export function Tools({ perDay, onZoom, onStep, onGo, dates, days, groups, group, tray, unplaced, setOptions }: ToolsProps) {
  const groupItems: MenuItem[] = [
    { label: m.views_timeline_group_none(), checked: !group, onSelect: () => setOptions({ group: undefined, folded: undefined }) },
    ...groups.map((f) => ({ label: f.label, checked: f === group, onSelect: () => setOptions({ group: f.name, folded: undefined }) })),
  ]
  return (
    <Toolbar label={m.views_timeline_tools()}>
      <Segmented size="sm" label={m.views_timeline_zoom()} value={nearest(perDay)} onChange={onZoom} options={zooms()} />
      <IconButton size="sm" icon="zoom-out" label={m.views_timeline_zoom_out()} kbd="-" onClick={() => onStep(-1)} />
      <IconButton size="sm" icon="zoom-in" label={m.views_timeline_zoom_in()} kbd="+" onClick={() => onStep(1)} />
      <span className="ml-2 flex items-center gap-0.5">
        <IconButton size="sm" icon="chevron-left" label={m.views_timeline_earlier()} onClick={() => onGo(-1)} />
        <Button size="sm" variant="ghost" kbd="T" onClick={() => onGo('today')}>
          {m.views_timeline_today()}
        </Button>
        <IconButton size="sm" icon="chevron-right" label={m.views_timeline_later()} onClick={() => onGo(1)} />
      </span>
      <span className="ml-auto flex items-center gap-1">
        {groups.length > 0 && (
          <Menu
            align="end"
            trigger={
              <Button size="sm" variant="ghost" icon="layers">
                {group ? m.views_timeline_grouped({ field: group.label }) : m.views_timeline_group()}
              </Button>
            }
            items={groupItems}
          />
        )}
        {days.length > 2 && (
          <Menu
            align="end"
            trigger={
              <Button size="sm" variant="ghost" icon="calendar">
                {m.views_timeline_dates()}
              </Button>
            }
            items={() => dateItems(dates, days, setOptions)}
          />
        )}
        {unplaced !== undefined && (
          <Button size="sm" variant="ghost" icon="inbox" aria-pressed={tray} onClick={() => setOptions({ tray: tray ? undefined : 'on' })}>
            {m.views_timeline_unplaced({ count: unplaced })}
          </Button>
        )}
      </span>
    </Toolbar>
  )
}

/** The name that is nearest to a step without one. */
function nearest(perDay: number): Zoom {
  const named = zoomOf(perDay)
  if (named in ZOOMS) return named as Zoom
  return (Object.keys(ZOOMS) as Zoom[]).toSorted((a, b) => Math.abs(Math.log(ZOOMS[a] / perDay)) - Math.abs(Math.log(ZOOMS[b] / perDay)))[0]!
}

function dateItems(dates: Dates, days: readonly Field[], setOptions: ToolsProps['setOptions']): MenuItem[] {
  const choose = (name: 'start' | 'end') => days.map((f) => ({ label: f.label, checked: dates[name] === f, onSelect: () => setOptions({ [name]: f.name }) }))
  return [{ heading: m.views_timeline_starts() }, ...choose('start'), 'separator', { heading: m.views_timeline_ends() }, ...choose('end')]
}
