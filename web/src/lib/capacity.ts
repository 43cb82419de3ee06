/**
 * How far down a ranked list the next sprints reach: the lines that are drawn
 * through a backlog.
 */

/** A sprint to come, and what it can take on. */
export interface Box {
  id: string
  title: string
  /** In points; null when nobody has said. */
  capacity: number | null
}

export interface Line {
  box: Box & { capacity: number }
  /** The capacity was taken from sprints before, not set for this one. */
  assumed: boolean
  /** The last item that still fits. */
  after: string
  /** Points from the line before to this one. */
  points: number
  /** Items between the two, and how many of them have no estimate. */
  items: number
  unsized: number
  /** Points from the top of the list. */
  total: number
  /** The list ended before the sprint was full. */
  room: boolean
}

/** What a sprint can be taken to hold when nobody has said: the mean of the last ones, rounded. */
export function usual(before: readonly (number | null)[]): number | null {
  const known = before.filter((n): n is number => n !== null && n > 0)
  return known.length === 0 ? null : Math.round(known.reduce((a, b) => a + b, 0) / known.length)
}

/**
 * Fills the sprints one after another in the order of the list. An item that
 * does not fit begins the next sprint, so that the order stays what it is; one
 * that is too large for any sprint fills one alone. `whole` says that the items
 * are the whole list: only then may a line show that there is room.
 */
export function capacityLines(items: readonly { id: string; estimate: number | null }[], boxes: readonly Box[], spare: number | null, whole: boolean): Line[] {
  const out: Line[] = []
  let n = 0
  let total = 0
  for (const box of boxes) {
    const capacity = box.capacity ?? spare
    if (capacity === null || capacity <= 0 || n >= items.length) break
    const line: Line = { box: { ...box, capacity }, assumed: box.capacity === null, after: '', points: 0, items: 0, unsized: 0, total, room: false }
    for (; n < items.length; n++) {
      const i = items[n]!
      const points = i.estimate ?? 0
      if (line.points + points > capacity && line.points > 0) break
      line.points += points
      line.items++
      if (i.estimate === null) line.unsized++
      line.after = i.id
    }
    line.total = total += line.points
    line.room = n >= items.length && line.points < capacity
    if (n >= items.length && !whole) break
    out.push(line)
  }
  return out
}
