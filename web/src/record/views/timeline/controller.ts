import type { Data } from '@/data/data'
import type { Right } from '@/data/rights'
import type { Rec } from '@/data/types'
import { type Day, dayOf, numberOf } from '@/lib/scale'
import { boundsOf, type Grip, pulled, type Span } from '@/lib/scaleSpan'
import { m } from '@/locales/gen/messages.js'
import { fieldRight } from '@/record/fields/editor-right'
import { type Field, valueOf } from '@/record/fields/field'
import { announce } from '@/record/views/common/announce'
import { Cursor } from '@/record/views/common/cursor'
import { Drafts, Steps } from '@/record/views/common/drafts'

import { all, type Dates, hasField, patchFor, placement, pulledFields, removal, standOf } from './dates'
import { spanSaid } from './labels'
import { Viewport } from './viewport'

/** A bar that is about to be put on the axis. */
export interface Ghost {
  span: Span
  /** From the top of the box, in px. */
  top: number
  hint: string | undefined
}

/** The one ghost there is. */
export const GHOST = 'ghost'

/** What one does to bars, by pointer and by key, for as long as a timeline is shown. */
export class Controller {
  readonly viewport = new Viewport()
  readonly cursor: Cursor
  readonly drafts = new Drafts<Span>()
  readonly steps = new Steps<Span>(this.drafts, (id, _, after) => void this.move(id, after))
  readonly ghosts = new Drafts<Ghost>()
  dates: Dates = { points: [] }
  today: Day = ''

  constructor(
    readonly data: Data,
    prefix: string,
  ) {
    this.cursor = new Cursor(prefix)
  }

  /** Whether one may change a field of a record, or proposes to. */
  right(record: Rec, field: Field): Right {
    return fieldRight(this.data, record, field)
  }

  record(id: string): Rec | undefined {
    return this.data.cache.get(id)
  }

  /** Whether a bar can be taken hold of so. */
  canPull(record: Rec, grip: Grip): boolean {
    const stand = standOf(record, this.dates)
    const fields = stand ? pulledFields(record, this.dates, stand, grip) : []
    return fields.length > 0 && fields.every((f) => this.right(record, f).may !== 'no')
  }

  /** Sends where a bar was pulled to. */
  async move(id: string, span: Span): Promise<void> {
    const record = this.record(id)
    const stand = record && standOf(record, this.dates)
    const patch = stand && patchFor(this.dates, stand, span)
    if (patch) await this.change(id, patch)
  }

  private async change(id: string, patch: Record<string, unknown>): Promise<boolean> {
    return 'done' in (await this.data.change(id, patch))
  }

  /** A step by key: shown and said at once, sent when the keys rest. */
  step(id: string, grip: Grip, days: number): void {
    const record = this.record(id)
    const stand = record && standOf(record, this.dates)
    if (!record || !stand) return announce(m.views_timeline_nowhere())
    if (!this.canPull(record, grip)) return announce(m.views_timeline_fixed())
    const span = this.steps.step(id, stand.span, (s) => pulled(s, grip, days))
    const bounds = boundsOf(span)!
    this.viewport.reveal(numberOf(bounds.first), numberOf(bounds.last))
    announce(spanSaid(span, this.today))
  }

  /** Puts a record that has no dates on a day; gives what it was put to. */
  place(id: string, day: number): Promise<boolean> | undefined {
    const record = this.record(id)
    const put = record && placement(record, this.dates, dayOf(day))
    if (!put || this.right(record, put.field).may === 'no') {
      announce(m.views_timeline_fixed())
      return undefined
    }
    announce(m.views_timeline_placed({ title: record.title, where: spanSaid(put.span, this.today) }))
    return this.change(id, put.patch)
  }

  /** Takes a record's dates away. */
  async remove(id: string): Promise<void> {
    const record = this.record(id)
    const patch = record && removal(record, this.dates)
    if (!patch || all(this.dates).some((f) => hasField(record.kind, f) && valueOf(record, f) && this.right(record, f).may === 'no')) return announce(m.views_timeline_fixed())
    announce(m.views_timeline_removed({ title: record.title }))
    await this.change(id, patch)
  }

  /** Today where it is in sight, else the first day that is. */
  get handyDay(): number {
    const { scale, left, width } = this.viewport
    const today = numberOf(this.today)
    if (!scale) return today
    const first = scale.at(left + width * 0.1)
    return today >= scale.at(left) && today < scale.at(left + width) ? today : first
  }
}
