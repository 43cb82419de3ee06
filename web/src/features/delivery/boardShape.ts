/** A board of the server as the board view takes it. */
import { number } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import type { BoardShape, CardFact, ShapeColumn } from '@/record/views/board/shape'

import type { Board, BoardShown, Fact } from './types'

const hour = 3_600_000

/** How long ago, in short: "5 h", "3 d". */
export function sayLong(since: string, now: number): string {
  const hours = Math.max(0, (now - Date.parse(since)) / hour)
  return hours < 24 ? m.delivery_hours({ count: Math.floor(hours) }) : m.delivery_days_short({ count: Math.floor(hours / 24) })
}

export function factOf(fact: Fact, p85: number | null | undefined, serviceClass: unknown, now: number): CardFact {
  return {
    days: fact.days,
    aged: fact.aged,
    age: fact.aged && p85 ? m.delivery_aged({ days: number(Math.floor(fact.days)), most: number(Math.round(p85 * 10) / 10) }) : m.delivery_stays({ days: number(Math.floor(fact.days)) }),
    block: fact.block ? { reason: fact.block.reason, long: sayLong(fact.block.since, now) } : undefined,
    mark: markOf(serviceClass),
  }
}

const marks: Record<string, { label: () => string; icon: string; loud?: boolean }> = {
  expedite: { label: () => m.delivery_class_expedite(), icon: 'zap', loud: true },
  fixed_date: { label: () => m.delivery_class_fixed(), icon: 'calendar-days' },
  intangible: { label: () => m.delivery_class_intangible(), icon: 'wrench' },
}

export function markOf(serviceClass: unknown): CardFact['mark'] {
  const mark = marks[String(serviceClass ?? '')]
  return mark && { label: mark.label(), icon: mark.icon, loud: mark.loud }
}

/** The category of the column's first state that the workflow knows. */
type CategoryOf = (state: string) => string | undefined

export function columnsOf(shown: BoardShown, categoryOf: CategoryOf): ShapeColumn[] {
  return shown.board.columns.map((c, i) => {
    const filled = shown.columns[i]
    const category = c.states.map(categoryOf).find(Boolean)
    // How long things wait to be begun says nothing of the team's pace.
    const p85 = category === 'todo' ? null : filled?.p85
    return {
      key: c.id,
      name: c.name,
      values: c.states,
      category,
      limit: c.limit ?? undefined,
      holds: c.limit === null ? undefined : filled?.holds,
      policy: c.policy || undefined,
      note: p85 ? m.delivery_p85({ days: number(Math.round(p85 * 10) / 10) }) : undefined,
    }
  })
}

export function shapeOf(shown: BoardShown, categoryOf: CategoryOf, classOf: (id: string) => unknown, now: number): BoardShape {
  const p85 = new Map(shown.columns.map((c) => [c.id, c.p85]))
  return {
    field: 'state',
    columns: columnsOf(shown, categoryOf),
    facts: new Map(shown.cards.map((f) => [f.item, factOf(f, p85.get(f.column), classOf(f.item), now)])),
  }
}

/** The limits beside those of columns, as one reads them over the board; those that are broken first. */
export function tallies(shown: BoardShown, nameOf: (member: string) => string): { text: string; over: boolean }[] {
  const { whole, expedite, people, lanes } = shown
  const out: { text: string; over: boolean }[] = []
  if (whole.limit !== null) out.push({ text: m.delivery_tally_whole({ holds: number(whole.holds), limit: number(whole.limit) }), over: whole.over })
  if (expedite.items > 0 && expedite.limit !== null) out.push({ text: m.delivery_tally_expedite({ holds: number(expedite.holds), limit: number(expedite.limit) }), over: expedite.over })
  for (const l of lanes) out.push({ text: m.delivery_tally_lane({ lane: l.id, holds: number(l.holds), limit: number(l.limit ?? 0) }), over: l.over })
  for (const p of people.filter((x) => x.holds >= (x.limit ?? Infinity))) out.push({ text: m.delivery_tally_person({ name: nameOf(p.id), holds: number(p.holds), limit: number(p.limit ?? 0) }), over: p.over })
  return out.sort((a, b) => Number(b.over) - Number(a.over))
}

/**
 * The cards of a board in the order of a stand-up: from the right, so that what is
 * nearest to done is spoken of first; in a column what is blocked, then what has
 * stood longest. What is closed or not begun is not walked.
 */
export function walk(shown: BoardShown, categoryOf: CategoryOf): Fact[] {
  const place = new Map(shown.board.columns.map((c, i) => [c.id, i]))
  const walked = new Set(shown.board.columns.filter((c) => c.states.some((s) => ['doing', 'done'].includes(categoryOf(s) ?? ''))).map((c) => c.id))
  return shown.cards
    .filter((c) => walked.has(c.column))
    .sort((a, b) => place.get(b.column)! - place.get(a.column)! || Number(!!b.block) - Number(!!a.block) || b.days - a.days)
}

/** What the server is told of a board: without what it keeps itself. */
export function specOf(b: Board): Omit<Board, 'id'> {
  const { name, method, columns, lanes, laneLimits, mode, countBy, personLimit, totalLimit, expediteLimit } = b
  return { name, method, columns, lanes, laneLimits: lanes ? laneLimits : {}, mode, countBy, personLimit, totalLimit, expediteLimit }
}
