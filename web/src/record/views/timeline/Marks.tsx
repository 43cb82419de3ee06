import { useMemo } from 'react'

import { useOrder } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { KINDS } from '@/data/kinds.gen'
import { type Day, isDay, numberOf } from '@/lib/scale'
import { m } from '@/locales/gen/messages.js'
import { useRecs } from '@/record/views/common/lists'
import { cx } from '@/ui/cx'
import { tip } from '@/ui/tooltip'

import { useTimeline } from './context'
import { dayText } from './labels'

export interface Mark {
  record: Rec
  day: Day
}

const usual = ['releasedOn', 'dueOn', 'promisedOn', 'endOn', 'targetOn', 'decidedOn', 'startOn']

/** The one day of a record that stands for it, whatever its kind. */
export function markOf(record: Rec): Mark | undefined {
  const names = [...usual, ...Object.entries(KINDS[record.kind]?.fields ?? {}).flatMap(([name, f]) => (f.type === 'day' ? [name] : []))]
  const day = names.map((n) => record[n]).find(isDay)
  return day ? { record, day } : undefined
}

/** Marks in the order of days, each with the room to the next for its title. */
export function spaced(marks: readonly Mark[], x: (day: Day) => number): (Mark & { x: number; room: number })[] {
  const sorted = marks.toSorted((a, b) => a.day.localeCompare(b.day))
  return sorted.map((mark, i) => {
    const next = sorted[i + 1]
    return { ...mark, x: x(mark.day), room: next ? x(next.day) - x(mark.day) - 24 : 240 }
  })
}

/** Milestones over all lines: releases, or what else the screen names. */
export function Marks({ q, product }: { q: string; product: string | undefined }) {
  const { ids } = useOrder({ q, product })
  const records = useRecs(ids)
  const { scale, today, open } = useTimeline()
  const marks = useMemo(() => spaced(records.flatMap((r) => (r && markOf(r)) ?? []), (d) => scale.x(numberOf(d)) + scale.perDay / 2), [records, scale])
  return (
    <ul aria-label={m.views_timeline_marks()} className="absolute inset-x-0 bottom-0 h-6 border-t border-line/60">
      {marks.map(({ record, day, x, room }) => (
        <li key={record.id} className="absolute top-0 h-6" style={{ left: x - 12 }}>
          <button type="button" onClick={() => open(record.id, 'panel')} className="flex h-6 items-center rounded-sm hover:bg-bg-hover" {...tip(`${record.title} · ${dayText(numberOf(day), today)} · ${record.state}`)}>
            <span className="grid size-6 place-items-center">
              <span className={cx('size-2.5 rotate-45 rounded-[1px] border', record.category === 'done' || record.category === 'closed' ? 'border-green bg-green' : 'border-violet bg-violet-soft')} />
            </span>
            {room > 28 ? (
              <span className="truncate pr-1 text-12 text-text-muted" style={{ maxWidth: room }}>
                {record.title}
              </span>
            ) : (
              <span className="sr-only">{record.title}</span>
            )}
          </button>
        </li>
      ))}
    </ul>
  )
}
