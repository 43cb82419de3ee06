import { useCallback, useMemo, useState, type KeyboardEvent, type MouseEvent } from 'react'

import { useData } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import type { Field } from '@/record/fields/field'
import type { ListViewProps } from '@/record/list/props'

import { type Buckets, cellKey } from './buckets'
import { type Column, limitOption, quietColumns, useColumns, valuesOf } from './columns'
import { columnText, type BoardControl } from './control'
import { DropSpot, scrollsWithCards } from './drag'
import { actOf } from './keys'
import { Lanes } from './Lanes'
import { LimitDialog } from './LimitDialog'
import { OneLane } from './OneLane'
import type { ColumnField } from './shape'
import { pressedCard } from './press'

interface Props {
  props: ListViewProps
  board: BoardControl
  buckets: Buckets
  column: ColumnField
  lane: Field | undefined
  ranked: boolean
}

/** What the parts of a board share; the same object as long as nothing of it changes. */
export interface Parts {
  board: BoardControl
  field: ColumnField
  fold: (column: string) => void
  /** Absent where limits are set elsewhere. */
  setLimit?: (column: Column) => void
  spot: DropSpot
  label: (column: string) => string
  /** Makes a card in a cell; absent where nothing can be made. */
  add?: (lane: string, column: string, title: string) => void
  addMore?: (column: string) => void
}

/** What is on the board now. */
export interface Filling {
  columns: readonly Column[]
  cell: (lane: string, column: string) => readonly string[]
  folded: ReadonlySet<string>
  /** The card that takes the focus when none has it. */
  entry: string | undefined
}

const none: readonly string[] = []

export function Cells({ props, board, buckets, column, lane, ranked }: Props) {
  const { product, kinds, options, setOptions, open, create, values } = props
  const data = useData()
  const columns = useColumns(column, buckets.columns, product, kinds, options)
  const lanes = useMemo(() => (lane ? valuesOf(data, lane, buckets.lanes, product, kinds).map((c) => c.key).filter((key) => buckets.lanes.includes(key)) : ['']), [data, lane, buckets.lanes, product, kinds])
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  const [limiting, setLimiting] = useState<Column>()
  const [spot] = useState(() => new DropSpot())
  const [root, setRoot] = useState<HTMLElement | null>(null)
  const cell = useCallback((l: string, c: string) => buckets.cells.get(cellKey(l, c)) ?? none, [buckets])
  const label = useCallback((key: string) => columnText(data, column, key), [data, column])
  board.shown = { column, lane, ranked, cell, columns, lanes, labelOf: label, open, refused: props.shape?.refused }
  const quiet = useQuiet(columns, buckets, lanes)
  const folded = new Set(columns.filter((c) => quiet.has(c.key) !== turned.has(c.key)).map((c) => c.key))
  const filling: Filling = { columns, cell, folded, entry: board.find(board.selection.focus) ? undefined : board.first() }
  const kind = kinds[0]!
  const parts = useMemo((): Parts => {
    const given = (l: string, c: string) => ({ ...values, ...(lane ? { [lane.name]: l || undefined } : {}), [column.name]: column.columns?.find((x) => x.key === c)?.values[0] ?? (c || undefined) })
    return {
      board, field: column, setLimit: column.columns ? undefined : setLimiting, spot, label,
      fold: (key) => setTurned((before) => (before.has(key) ? new Set([...before].filter((k) => k !== key)) : new Set([...before, key]))),
      add: create && product ? (l, c, title) => void data.create(kind, { product, title, ...given(l, c) }) : undefined,
      addMore: create && ((c) => create(given('', c))),
    }
  }, [board, column, lane, spot, label, create, product, data, kind, values])
  const frame = useCallback(
    (el: HTMLElement | null) => {
      setRoot(el)
      if (!el) return undefined
      const offs = [board.attach(el), scrollsWithCards(board, el)]
      return () => offs.forEach((off) => off())
    },
    [board],
  )
  const keys = (e: KeyboardEvent) => {
    const target = e.target as HTMLElement
    if (e.defaultPrevented || !target.closest('[data-id]')) return
    const act = actOf(e)
    if (!act || !board.act(act)) return
    e.preventDefault()
    e.stopPropagation()
  }
  return (
    <div ref={frame} role="group" aria-label={m.views_board_label()} onKeyDown={keys} onFocus={(e) => focused(e.target, board)} onClick={(e: MouseEvent) => pressedCard(e, board)} className="quiet-scroll flex min-h-0 flex-1 overflow-auto bg-bg-sunken">
      {lane ? <Lanes parts={parts} filling={filling} lanes={lanes} field={lane} scroll={root} /> : <OneLane parts={parts} filling={filling} />}
      {limiting && <LimitDialog label={label(limiting.key)} limit={limiting.limit} onLimit={(n) => setOptions(limitOption(limiting.key, n))} onClose={() => setLimiting(undefined)} />}
    </div>
  )
}

/** What the keyboard brings one to is what it works on, whichever way one came. */
function focused(target: HTMLElement, board: BoardControl): void {
  const { id } = target.dataset
  if (id !== undefined && board.selection.focus !== id && board.find(id)) board.selection.moveTo(id)
}

/**
 * Columns that take little room until one asks for them: empty ones of what is
 * closed, and of what is not begun as long as one of those is left. Seen when the
 * board comes up, so that none folds under a card that is moved out of it.
 */
function useQuiet(columns: readonly Column[], buckets: Buckets, lanes: readonly string[]): ReadonlySet<string> {
  const [kept, setKept] = useState<{ of: string; keys: ReadonlySet<string> }>()
  const of = columns.map((c) => c.key).join('\n')
  if (kept?.of === of) return kept.keys
  const keys = quietColumns(columns, (key) => lanes.some((l) => (buckets.cells.get(cellKey(l, key))?.length ?? 0) > 0))
  if (buckets.missing === 0) setKept({ of, keys })
  return keys
}
