/** The lines of the next sprints' capacity, as marks between the rows of the backlog. */
import type { Rec } from '@/data/types'
import { capacityLines, usual, type Box, type Line } from '@/lib/capacity'
import { number } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import type { Mark } from '@/record/views/table/layout'

const boxOf = (s: Rec): Box => ({ id: s.id, title: s.title, capacity: typeof s.capacity === 'number' ? s.capacity : null })

/**
 * Where the capacity of the next sprints ends. What stands in the active sprint
 * has its place already and takes none of the next ones'.
 */
export function linesOf(items: readonly Rec[], planned: readonly Rec[], before: readonly Rec[], active: string | undefined, whole: boolean): Line[] {
  const free = items.filter((i) => !active || i.sprint !== active).map((i) => ({ id: i.id, estimate: typeof i.estimate === 'number' ? i.estimate : null }))
  return capacityLines(free, planned.map(boxOf), usual(before.slice(0, 3).map((s) => boxOf(s).capacity)), whole)
}

/** The lines between the rows of the list. */
export function marksOf(lines: readonly Line[], order: readonly string[]): Mark[] {
  const place = new Map(order.map((id, i) => [id, i]))
  return lines.flatMap((l) => {
    const at = place.get(l.after)
    return at === undefined ? [] : [{ afterIndex: at + 1, label: sayLine(l), tone: l.room ? ('neutral' as const) : ('accent' as const) }]
  })
}

/** "Sprint 27 · 64 of 67 points · 12 items, 3 without an estimate". */
export function sayLine(l: Line): string {
  const capacity = l.assumed ? m.screens_line_assumed({ points: number(l.points), capacity: number(l.box.capacity) }) : m.screens_line_points({ points: number(l.points), capacity: number(l.box.capacity) })
  const parts = [l.box.title, capacity, l.unsized > 0 ? m.screens_line_unsized({ items: l.items, unsized: l.unsized }) : m.screens_line_items({ count: l.items }), m.screens_line_total({ points: number(l.total) })]
  return parts.join(' · ')
}
