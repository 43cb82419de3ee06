/**
 * What a table does, apart from how it is drawn: moving the focus, selecting,
 * editing, ranking. It holds what is shown now and speaks to the page only to
 * bring the focus along.
 */
import type { Data } from '@/data/data'
import { m } from '@/locales/gen/messages.js'
import { mannerOf } from '@/record/fields/editor'
import { setField } from '@/record/fields/editor-record'
import { fieldRight } from '@/record/fields/editor-right'
import { type Field, valueOf } from '@/record/fields/field'
import { type Ranking, stepTo, type Step } from '@/record/list/rank'
import { rankRecords } from '@/record/list/ranking'
import type { SelectionStore } from '@/record/list/selection'
import { announce } from '@/record/views/common/announce'
import { toast } from '@/ui/toast'

import { Cells, ROW_ITSELF } from './cells'
import type { Act, Standing } from './keys'
import { Layout } from './layout'

/** What is shown now; told anew whenever the table is drawn. */
export interface Shown {
  layout: Layout
  /** The title and the chosen columns, in their order. */
  columns: readonly Field[]
  /** The list stands in the order made by hand. */
  ranked: boolean
  /** Rows that fit into the window. */
  page: number
  open: (id: string, how: 'panel' | 'page') => void
  fold: (key: string, open: boolean) => void
  scrollTo: (line: number) => void
}

export class TableControl {
  readonly cells: Cells
  shown: Shown = { layout: new Layout([]), columns: [], ranked: false, page: 10, open: () => {}, fold: () => {}, scrollTo: () => {} }
  /** A row that gets the focus as soon as it is drawn. */
  pending: string | undefined
  private root: HTMLElement | undefined

  constructor(
    readonly data: Data,
    readonly selection: SelectionStore,
    /** Tells the ids of rows in the page from those of other tables. */
    readonly prefix: string,
  ) {
    this.cells = new Cells(selection)
  }

  attach(root: HTMLElement): () => void {
    this.root = root
    const step = (by: -1 | 0 | 1) => {
      if (by !== 0) this.move(by, false, false)
      else if (this.selection.focus !== undefined) this.reveal(this.selection.focus)
    }
    this.selection.step = step
    return () => {
      this.root = undefined
      if (this.selection.step === step) this.selection.step = () => {}
    }
  }

  // --- the keys

  /** How the chosen cell takes typing. */
  standing(): Standing {
    const field = this.shown.columns[this.cells.column]
    if (!field) return { cell: 'none' }
    const manner = mannerOf(field)
    if (manner === 'page') return { cell: 'fixed' }
    if (manner === 'input') return { cell: field.type === 'number' || field.type === 'money' ? 'number' : 'text' }
    return { cell: 'pick' }
  }

  /** Does it; false where there was nothing to do and the key belongs to others. */
  act(act: Act): boolean {
    const { focus } = this.selection
    switch (act.do) {
      case 'move':
        return this.move(act.by, act.extend)
      case 'cell':
        return this.step(act.by)
      case 'all':
        this.selection.set(this.shown.layout.order)
        announce(m.views_table_selected({ count: this.selection.ids.size }))
        return true
      case 'leave':
        return this.leave()
      case 'rank':
        return this.rank(act.step)
    }
    if (focus === undefined || this.shown.layout.lineOf(focus) < 0) return false
    switch (act.do) {
      case 'edit':
        return this.edit(focus, this.shown.columns[Math.max(0, this.cells.column)], act.typed)
      case 'toggle':
        this.selection.toggle(focus)
        return true
      case 'open':
        this.shown.open(focus, 'page')
        return true
      case 'peek':
        this.shown.open(focus, 'panel')
        return true
      case 'fold':
      case 'unfold':
        return this.fold(focus, act.do === 'unfold')
    }
  }

  /** Moves the focus of the list, and with `bring` that of the page. */
  private move(by: number | 'first' | 'last' | 'page' | 'page back', extend: boolean, bring = true): boolean {
    const { order } = this.shown.layout
    const at = this.selection.focus === undefined ? -1 : order.indexOf(this.selection.focus)
    const to = { first: 0, last: order.length - 1, page: at + this.shown.page, 'page back': at - this.shown.page }[by as string] ?? at + (by as number)
    const id = order[at < 0 && typeof by === 'number' ? 0 : Math.min(order.length - 1, Math.max(0, to))]
    if (id === undefined) return false
    if (extend) this.selection.extend(id, order)
    else this.selection.moveTo(id)
    if (bring) this.reveal(id)
    else this.shown.scrollTo(this.shown.layout.lineOf(id))
    return true
  }

  private step(by: 1 | -1): boolean {
    const { focus } = this.selection
    if (focus === undefined) return false
    this.cells.choose(Math.min(this.shown.columns.length - 1, Math.max(ROW_ITSELF, this.cells.column + by)))
    this.reveal(focus)
    return true
  }

  private leave(): boolean {
    if (this.cells.column !== ROW_ITSELF) {
      this.cells.choose(ROW_ITSELF)
      if (this.selection.focus !== undefined) this.reveal(this.selection.focus)
      return true
    }
    if (this.selection.ids.size === 0) return false
    this.selection.clear()
    announce(m.views_table_selected({ count: 0 }))
    return true
  }

  private fold(id: string, open: boolean): boolean {
    const { layout, fold } = this.shown
    const section = layout.sectionAt(layout.lineOf(id))
    if (!section?.head) return false
    fold(section.key, open)
    return true
  }

  // --- editing

  /** Begins to edit a cell, or does at once what needs no more than a press. */
  edit(id: string, field: Field | undefined, typed?: string): boolean {
    const record = this.data.cache.get(id)
    if (!field || !record) return false
    const manner = mannerOf(field)
    if (manner === 'page') return this.peekAt(id)
    if (fieldRight(this.data, record, field).may === 'no') {
      toast({ text: m.views_table_no_right({ field: field.label }) })
      return true
    }
    if (manner === 'toggle') setField(this.data, record, field, valueOf(record, field) !== true)
    else this.cells.edit({ id, field: field.name, typed })
    return true
  }

  private peekAt(id: string): boolean {
    this.shown.open(id, 'panel')
    return true
  }

  /** The edit is over: the focus goes back to the cell, or on to the next. */
  edited(move: 'stay' | 'next' | 'previous'): void {
    const { editing } = this.cells
    if (!editing) return
    this.cells.stop()
    if (move !== 'stay') this.cells.choose(Math.min(this.shown.columns.length - 1, Math.max(0, this.cells.column + (move === 'next' ? 1 : -1))))
    // What was edited is drawn as text again before it can have the focus.
    queueMicrotask(() => this.reveal(editing.id))
  }

  // --- ranking

  /** What is moved: the selection, where the row in focus is part of it. */
  moving(id: string): ReadonlySet<string> {
    return this.selection.ids.has(id) ? this.selection.ids : new Set([id])
  }

  private rank(step: Step): boolean {
    const { focus } = this.selection
    if (focus === undefined) return false
    if (!this.shown.ranked) {
      toast({ text: m.views_table_not_ranked() })
      return true
    }
    this.place(stepTo(this.shown.layout.order, this.moving(focus), step))
    // By then it is drawn in its new place.
    queueMicrotask(() => this.reveal(focus))
    return true
  }

  place(ranking: Ranking | undefined): void {
    if (ranking) void rankRecords(this.data, ranking, this.shown.layout.order)
  }

  // --- the focus

  /** A row got the focus of the page by itself: by the tab key, or from a screen reader. */
  noticed(id: string | undefined): void {
    if (id === undefined || id === this.selection.focus || this.shown.layout.lineOf(id) < 0) return
    this.selection.set(this.selection.ids, id)
  }

  rowId = (id: string): string => `${this.prefix}${id}`

  /** Brings a row into sight and gives it, or its chosen cell, the focus. */
  reveal(id: string): void {
    const line = this.shown.layout.lineOf(id)
    if (line < 0) return
    this.shown.scrollTo(line)
    const row = this.root && document.getElementById(this.rowId(id))
    if (row) this.focusRow(row)
    else this.pending = id
  }

  /** A row has been drawn. */
  drawn(id: string, row: HTMLElement): void {
    if (this.pending !== id) return
    this.pending = undefined
    this.focusRow(row)
  }

  private focusRow(row: HTMLElement): void {
    this.pending = undefined
    const cell = this.cells.column === ROW_ITSELF ? undefined : row.querySelector<HTMLElement>(`[data-column="${this.cells.column}"]`)
    ;(cell ?? row).focus({ preventScroll: true })
  }
}
