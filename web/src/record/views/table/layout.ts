/**
 * Where what stands in a table: rows, the headings of groups, and marks between
 * rows, found by arithmetic. A hundred thousand rows cost no object each.
 */
export interface Mark {
  /** Drawn after so many rows, or before the row of this record. */
  afterIndex?: number
  beforeId?: string
  label: string
  tone?: 'neutral' | 'accent' | 'green' | 'amber' | 'red' | 'blue' | 'violet'
}

export interface Section {
  /** The group's value; '' for records without one, and in a table without groups. */
  key: string
  head: boolean
  open: boolean
  ids: readonly string[]
  /** How many there are, as long as the ids have not come. */
  count: number
}

export type Line =
  | { is: 'row'; id: string; section: Section }
  | { is: 'head'; section: Section }
  | { is: 'wait'; section: Section }
  | { is: 'mark'; marks: readonly Mark[] }

export const ROW = 34
export const MARK = 28

interface Part {
  section: Section
  start: number
  lines: number
}

export class Layout {
  readonly count: number
  readonly rows: number
  private readonly parts: Part[] = []
  /** Marks by the number of rows before them; only where there are no groups. */
  private readonly marks: { after: number; marks: Mark[] }[]
  private joined: readonly string[] | undefined

  constructor(sections: readonly Section[], marks: readonly Mark[] = []) {
    const flat = sections.length === 1 && !sections[0]!.head ? sections[0]! : undefined
    this.marks = flat ? placed(marks, flat.ids) : []
    let start = 0
    let rows = 0
    for (const section of sections) {
      const own = section.open ? section.ids.length || section.count : 0
      const lines = (section.head ? 1 : 0) + own + (flat ? this.marks.length : 0)
      this.parts.push({ section, start, lines })
      start += lines
      rows += own
    }
    this.count = start
    this.rows = rows
  }

  private partAt(index: number): Part | undefined {
    let low = 0
    let high = this.parts.length - 1
    while (low < high) {
      const mid = (low + high + 1) >> 1
      if (this.parts[mid]!.start <= index) low = mid
      else high = mid - 1
    }
    return this.parts[low]
  }

  at(index: number): Line | undefined {
    const part = this.partAt(index)
    if (!part || index < 0 || index >= this.count) return undefined
    const { section } = part
    let row = index - part.start - (section.head ? 1 : 0)
    if (row < 0) return { is: 'head', section }
    for (const [i, mark] of this.marks.entries()) {
      if (index === mark.after + i) return { is: 'mark', marks: mark.marks }
      if (index > mark.after + i) row--
    }
    const id = section.ids[row]
    return id === undefined ? { is: 'wait', section } : { is: 'row', id, section }
  }

  /** The group whose rows stand at a line. */
  sectionAt(index: number): Section | undefined {
    return this.partAt(index)?.section
  }

  /** The line of a group's heading. */
  headOf(key: string): number {
    return this.parts.find((p) => p.section.key === key)?.start ?? -1
  }

  /** The line of a record; -1 where it is not shown. */
  lineOf(id: string): number {
    for (const { section, start } of this.parts) {
      const row = section.open ? section.ids.indexOf(id) : -1
      if (row >= 0) return start + (section.head ? 1 : 0) + row + this.marks.filter((m) => m.after <= row).length
    }
    return -1
  }

  height(index: number): number {
    return this.marks.some((m, i) => index === m.after + i) ? MARK : ROW
  }

  /** Where a line begins, in px from the first. */
  top(index: number): number {
    return index * ROW + this.marks.filter((m, i) => m.after + i < index).length * (MARK - ROW)
  }

  /** The line that is at a height. */
  lineAt(y: number): number {
    let line = Math.max(0, Math.min(this.count - 1, Math.floor(y / ROW)))
    while (line > 0 && this.top(line) > y) line--
    while (line < this.count - 1 && this.top(line + 1) <= y) line++
    return line
  }

  /** The gap between lines that is nearest to a height: before the line of this number. */
  gapAt(y: number): number {
    const line = this.lineAt(y)
    return this.count > 0 && y > this.top(line) + this.height(line) / 2 ? line + 1 : line
  }

  /** The group that a gap belongs to, and how many of its rows are before it. */
  placeOf(gap: number): { section: Section; index: number } | undefined {
    const part = this.partAt(Math.max(0, gap - 1))
    if (!part) return undefined
    const line = gap - part.start - (part.section.head ? 1 : 0)
    const marks = this.marks.filter((m, i) => m.after + i < gap).length
    return { section: part.section, index: part.section.open ? Math.max(0, line - marks) : part.section.ids.length }
  }

  /** The ids that are shown, in their order. */
  get order(): readonly string[] {
    const open = this.parts.filter((p) => p.section.open)
    return (this.joined ??= open.length === 1 ? open[0]!.section.ids : open.flatMap((p) => p.section.ids))
  }

  /** Says whether lines of other heights stand elsewhere than in another layout. */
  sameHeights(other: Layout): boolean {
    return this.marks.length === other.marks.length && this.marks.every((m, i) => m.after === other.marks[i]!.after)
  }
}

function placed(marks: readonly Mark[], ids: readonly string[]): { after: number; marks: Mark[] }[] {
  const by = new Map<number, Mark[]>()
  for (const mark of marks) {
    const after = mark.beforeId !== undefined ? ids.indexOf(mark.beforeId) : (mark.afterIndex ?? -1)
    if (after < 0 || after > ids.length) continue
    by.set(after, [...(by.get(after) ?? []), mark])
  }
  return [...by].map(([after, marks]) => ({ after, marks })).sort((a, b) => a.after - b.after)
}
