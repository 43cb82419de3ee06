/**
 * What a board does, apart from how it is drawn: going about by key, taking cards
 * along, selecting. It speaks to the page only to bring the focus along.
 */
import type { Data } from '@/data/data'
import { m } from '@/locales/gen/messages.js'
import { plainText } from '@/record/fields/cell'
import { proposes } from '@/record/fields/editor-options'
import type { SelectionStore } from '@/record/list/selection'
import { announce } from '@/record/views/common/announce'
import { toast } from '@/ui/toast'

import { cellKey } from './buckets'
import type { Column } from './columns'
import type { Act } from './keys'
import { type Board, moveCards, patchFor, placeFor, rightAt, type Target } from './move'
import type { BoardShape, ColumnField } from './shape'

export interface Shown extends Board {
  columns: readonly Column[]
  lanes: readonly string[]
  labelOf: (column: string) => string
  open: (id: string, how: 'panel' | 'page') => void
  refused?: BoardShape['refused']
}

export interface At {
  lane: string
  column: string
  index: number
}

export class BoardControl {
  shown: Shown | undefined
  pending: string | undefined
  private root: HTMLElement | undefined
  private readonly scrolls = new Map<string, (index: number) => void>()

  constructor(
    readonly data: Data,
    readonly selection: SelectionStore,
    readonly prefix: string,
  ) {}

  attach(root: HTMLElement): () => void {
    this.root = root
    const step = (by: -1 | 0 | 1) => {
      if (by !== 0) this.go({ x: 0, y: by })
      else if (this.selection.focus !== undefined) this.reveal(this.selection.focus)
    }
    this.selection.step = step
    return () => {
      this.root = undefined
      if (this.selection.step === step) this.selection.step = () => {}
    }
  }

  /** A list of cards says how to bring one of them into sight. */
  scrollsBy(key: string, to: (index: number) => void): () => void {
    this.scrolls.set(key, to)
    return () => {
      if (this.scrolls.get(key) === to) this.scrolls.delete(key)
    }
  }

  /** Where a card stands now. */
  find(id: string | undefined): At | undefined {
    if (id === undefined || !this.shown) return undefined
    for (const lane of this.shown.lanes)
      for (const { key } of this.shown.columns) {
        const index = this.shown.cell(lane, key).indexOf(id)
        if (index >= 0) return { lane, column: key, index }
      }
    return undefined
  }

  /** The first card of all: where one comes in. */
  first(): string | undefined {
    if (!this.shown) return undefined
    for (const lane of this.shown.lanes) for (const { key } of this.shown.columns) if (this.shown.cell(lane, key).length > 0) return this.shown.cell(lane, key)[0]
    return undefined
  }

  act(act: Act): boolean {
    const { focus } = this.selection
    if (act.do === 'go') return this.go(act)
    if (act.do === 'leave') {
      if (this.selection.ids.size === 0) return false
      this.selection.clear()
      return true
    }
    if (act.do === 'all') {
      const at = this.find(focus)
      this.selection.set(at ? this.shown!.cell(at.lane, at.column) : [])
      announce(m.views_table_selected({ count: this.selection.ids.size }))
      return true
    }
    const at = this.find(focus)
    if (!at || focus === undefined) return false
    switch (act.do) {
      case 'carry':
        return this.carry(focus, at, act)
      case 'open':
        this.shown!.open(focus, 'page')
        return true
      case 'peek':
        this.shown!.open(focus, 'panel')
        return true
      case 'toggle':
        this.selection.toggle(focus)
        return true
      case 'add':
        this.adder(cellKey(at.lane, at.column))?.click()
        return true
    }
  }

  /** The button under a list of cards that takes a new one. */
  private adder(key: string): HTMLElement | undefined {
    return [...(this.root?.querySelectorAll<HTMLElement>('[data-add]') ?? [])].find((el) => el.dataset.add === key)
  }

  private go({ x, y }: { x: -1 | 0 | 1; y: -1 | 0 | 1 | 'first' | 'last' }): boolean {
    const at = this.find(this.selection.focus)
    const id = at ? this.neighbour(at, x, y) : this.first()
    if (id === undefined) return false
    this.selection.moveTo(id)
    this.reveal(id)
    return true
  }

  /** The card one step away; to the side, in the next column that has any. */
  private neighbour(at: At, x: -1 | 0 | 1, y: -1 | 0 | 1 | 'first' | 'last'): string | undefined {
    const { columns, lanes, cell } = this.shown!
    if (x !== 0) {
      for (let c = columns.findIndex((k) => k.key === at.column) + x; c >= 0 && c < columns.length; c += x) {
        const ids = cell(at.lane, columns[c]!.key)
        if (ids.length > 0) return ids[Math.min(at.index, ids.length - 1)]
      }
      return undefined
    }
    const ids = cell(at.lane, at.column)
    if (y === 'first' || y === 'last') return y === 'first' ? ids[0] : ids.at(-1)
    const next = ids[at.index + y]
    if (next !== undefined) return next
    // Beyond the end of a lane comes the next one.
    for (let l = lanes.indexOf(at.lane) + y; l >= 0 && l < lanes.length; l += y) {
      const other = cell(lanes[l]!, at.column)
      if (other.length > 0) return y === 1 ? other[0] : other.at(-1)
    }
    return undefined
  }

  private carry(id: string, at: At, { x, y, lane }: { x: -1 | 0 | 1; y: -1 | 0 | 1 | 'first' | 'last'; lane?: boolean }): boolean {
    const { columns, cell, ranked } = this.shown!
    if (lane) return this.carryOver(id, at, y === -1 ? -1 : 1)
    if (x === 0) {
      if (!ranked) {
        toast({ text: m.views_table_not_ranked() })
        return true
      }
      const length = cell(at.lane, at.column).length
      const index = y === 'first' ? 0 : y === 'last' ? length : y === -1 ? at.index - 1 : at.index + 2
      if (index < 0 || index > length) return true
      this.move([id], { lane: at.lane, column: at.column, index })
      return true
    }
    const record = this.data.cache.get(id)
    // Columns where the card cannot go by hand are passed over.
    for (let c = columns.findIndex((k) => k.key === at.column) + x; c >= 0 && c < columns.length; c += x) {
      const to = { lane: at.lane, column: columns[c]!.key }
      if (record && rightAt(this.data, this.shown!, [record], to).may === 'no') continue
      this.move([...this.moving(id)], to)
      return true
    }
    announce(m.views_board_no_further())
    return true
  }

  /** Takes cards into the lane above or below. */
  private carryOver(id: string, at: At, by: -1 | 1): boolean {
    const lane = this.shown!.lanes[this.shown!.lanes.indexOf(at.lane) + by]
    if (lane === undefined || !this.shown!.lane) announce(m.views_board_no_lane())
    else this.move([...this.moving(id)], { lane, column: at.column })
    return true
  }

  moving(id: string): ReadonlySet<string> {
    return this.selection.ids.has(id) ? this.selection.ids : new Set([id])
  }

  /** Moves cards and says where they went, or to whom that was proposed. */
  move(ids: readonly string[], to: Target): void {
    const board = this.shown
    const records = ids.flatMap((id) => this.data.cache.get(id) ?? [])
    if (!board || records.length === 0) return
    const right = rightAt(this.data, board, records, to)
    if (right.may === 'no') {
      toast({ text: m.views_board_refused() })
      return
    }
    const what = records.length === 1 ? records[0]!.key : m.views_table_dragging({ count: records.length })
    const wanted = { ids, patch: patchFor(this.data, board, ids, to), place: placeFor(board, ids, to)?.to }
    const moved = moveCards(this.data, board, ids, to)
    announce(`${m.views_board_moved({ what, column: board.labelOf(to.column) })} ${proposes(right) ?? ''}`.trim())
    this.selection.moveTo(ids[0])
    void moved.then((outcomes) => {
      if (this.root?.contains(document.activeElement)) this.reveal(ids[0]!)
      const refused = outcomes.find((o) => 'refused' in o)
      if (refused && 'refused' in refused) board.refused?.({ ...wanted, problem: refused.refused })
    })
    queueMicrotask(() => this.reveal(ids[0]!))
  }

  cardId = (id: string): string => `${this.prefix}${id}`

  /** Brings a card into sight and gives it the focus. */
  reveal(id: string): void {
    const at = this.find(id)
    if (!at) return
    this.scrolls.get(cellKey(at.lane, at.column))?.(at.index)
    const card = this.root && document.getElementById(this.cardId(id))
    if (card) {
      this.pending = undefined
      card.focus({ preventScroll: true })
      card.scrollIntoView?.({ block: 'nearest', inline: 'nearest' })
    } else this.pending = id
  }

  drawn(id: string, card: HTMLElement): void {
    if (this.pending !== id) return
    this.pending = undefined
    card.focus({ preventScroll: true })
  }
}

/** A column in words, for what is read aloud. */
export const columnText = (data: Data, field: ColumnField, key: string): string => {
  const column = field.columns?.find((c) => c.key === key)
  if (column) return column.name
  if (key === '' && field.none) return field.none
  if (key === '') return m.views_list_without({ field: field.label.toLocaleLowerCase() })
  if (field.type === 'person') return data.session.member(key)?.name ?? key
  if (field.type === 'record') return data.cache.get(key)?.title ?? key
  return plainText(field, key)
}
