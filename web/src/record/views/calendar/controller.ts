import type { Data } from '@/data/data'
import type { Right } from '@/data/rights'
import type { Day } from '@/lib/scale'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { proposes } from '@/record/fields/editor'
import { fieldRight } from '@/record/fields/editor-right'
import { type Field, patchOf } from '@/record/fields/field'
import { announce } from '@/record/views/common/announce'
import { Cursor } from '@/record/views/common/cursor'
import { Drafts, Steps, useDraft } from '@/record/views/common/drafts'

export interface Moved {
  id: string
  day: Day
}

/** What is being dragged, and who would decide. */
export interface Dragged {
  id: string
  hint: string | undefined
}

const ONE = 'moved'

/** Moving records to other days, by pointer and by key, for as long as a calendar is shown. */
export class Controller {
  readonly cursor: Cursor
  readonly drags = new Drafts<Dragged>()
  readonly shown = new Drafts<Moved>()
  private drafts = new Drafts<Day>()
  private steps = new Steps<Day>(this.drafts, (id, _, day) => this.send(id, day))
  field!: Field
  today: Day = ''

  constructor(
    readonly data: Data,
    prefix: string,
  ) {
    this.cursor = new Cursor(prefix)
  }

  right(id: string): Right {
    const record = this.data.cache.get(id)
    return record && this.field.type === 'day' ? fieldRight(this.data, record, this.field) : { may: 'no' }
  }

  /** Begins to drag; false where it cannot be moved. */
  drag(id: string): void {
    this.drags.set(ONE, { id, hint: proposes(this.right(id)) })
  }

  endDrag(): void {
    this.drags.set(ONE, undefined)
  }

  private send(id: string, day: Day): void {
    void this.data.change(id, patchOf(this.field, day))
    this.shown.set(ONE, undefined)
  }

  drop(id: string, day: Day): void {
    this.send(id, day)
    this.tell(id, day)
  }

  /** One step by key: shown and said at once, sent when the keys rest. */
  step(id: string, from: Day, day: Day): boolean {
    if (this.right(id).may === 'no') {
      announce(m.views_calendar_fixed())
      return false
    }
    this.steps.step(id, from, () => day)
    this.shown.set(ONE, { id, day })
    this.tell(id, day)
    return true
  }

  get moving(): boolean {
    return this.steps.id !== undefined
  }

  settle(): boolean {
    return this.steps.flush()
  }

  cancel(): boolean {
    const done = this.steps.cancel()
    this.shown.set(ONE, undefined)
    return done
  }

  private tell(id: string, day: Day): void {
    announce(m.views_calendar_moved({ title: this.data.cache.get(id)?.title ?? '', day: sayDay(day, this.today) }))
  }
}

/** What is shown under another day than it has, because keys have moved it. */
export const useMoved = (control: Controller): Moved | undefined => useDraft(control.shown, ONE)

export const useDragged = (control: Controller): Dragged | undefined => useDraft(control.drags, ONE)
