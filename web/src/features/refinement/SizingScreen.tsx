/**
 * Relative sizing: items are dragged into columns of sizes, and compared with
 * what stands there and with how past ones of that size turned out.
 */
import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element'
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { useCallback, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react'

import { useData, useList } from '@/data/hooks'
import { number } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { saySize } from '@/record/refined/words'
import { tellOutcome } from '@/record/screen/act'
import { recordAddress, useGo } from '@/record/screen/address'
import { useRecords } from '@/record/screen/records'
import { Screen } from '@/record/screen/Screen'
import { useAddressed } from '@/record/screen/shown'
import { announce } from '@/record/views/common/announce'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { SkeletonRows } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'

import { useScale, useSizes, type SizeSpread } from './queries'
import { SizingCard } from './SizingCard'
import { carriedTo, columnsOf, neighbourOf, type SizeColumn, type Way } from './sizing'

const todo = 'type:story,bug,task,spike category:todo sort:rank'
const ways: Record<string, Way> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' }

export function SizingScreen({ product }: { product: string }) {
  const data = useData()
  const go = useGo()
  const [only, setOnly] = useAddressed('only')
  const list = useList({ q: todo, product, limit: 200 })
  const items = useRecords(list.ids)
  const scale = useScale(product)
  const { sizes } = useSizes(product)
  const [focus, setFocus] = useState<string>()
  const [held, setHeld] = useState<ReadonlySet<string>>()
  // With only what is unsized, what one sizes here stays in sight.
  const shown = useMemo(() => (only === '1' ? items.filter((i) => typeof i.estimate !== 'number' || held?.has(i.id)) : items), [items, only, held])
  const columns = useMemo(() => columnsOf(shown.map((i) => ({ id: i.id, estimate: typeof i.estimate === 'number' ? i.estimate : null })), scale.value?.steps ?? []), [shown, scale.value])
  const entry = focus && columns.some((c) => c.ids.includes(focus)) ? focus : columns.find((c) => c.ids.length > 0)?.ids[0]

  const set = async (id: string, size: number | null) => {
    const item = data.cache.get(id)
    if (!item || (item.estimate ?? null) === size) return
    setHeld((was) => new Set([...(was ?? []), id]))
    announce(size === null ? m.sizing_did_none({ what: item.key }) : m.sizing_did({ what: item.key, size: saySize(size) }))
    tellOutcome(await data.change(id, { estimate: size }))
  }
  const latest = useRef(set)
  latest.current = set
  // A card that goes to another column is drawn anew there, and takes the focus along.
  const wanted = useRef<string>(undefined)
  const reveal = (id: string) => {
    setFocus(id)
    requestAnimationFrame(() => document.getElementById(`size-${id}`)?.focus())
  }
  const keys = (e: KeyboardEvent) => {
    const id = (e.target as HTMLElement).closest<HTMLElement>('[data-card]')?.dataset.card
    if (!id || e.defaultPrevented) return
    const way = ways[e.key]
    const mod = e.ctrlKey || e.metaKey || e.altKey
    if (way) {
      const size = mod ? carriedTo(columns, id, way) : undefined
      const next = mod ? undefined : neighbourOf(columns, id, way)
      if (size !== undefined) {
        wanted.current = id
        setFocus(id)
        void set(id, size)
      } else if (next) reveal(next)
      else announce(m.sizing_edge())
    } else if (e.key === 'Enter' && !mod) go(recordAddress(data.cache.get(id)!.key))
    else if ((e.key === 'Delete' || e.key === 'Backspace') && !mod) void set(id, null)
    else return
    e.preventDefault()
    e.stopPropagation()
  }
  const failed = list.status === 'error' && items.length === 0
  const waiting = !failed && ((list.status === 'loading' && items.length === 0) || !scale.value)
  const empty = !failed && !waiting && list.ids.length === 0
  return (
    <Screen
      title={m.sizing_title()}
      note={<span className="max-lg:hidden">{m.sizing_help()}</span>}
      actions={
        <Button variant="ghost" icon="filter" aria-pressed={only === '1'} onClick={() => setOnly(only === '1' ? undefined : '1')}>
          {m.sizing_only()}
        </Button>
      }
    >
      {failed && <ErrorState title={m.screens_list_failed()} text={list.error?.detail} onRetry={list.retry} />}
      {waiting && <SkeletonRows />}
      {empty && <EmptyState icon="scale" title={m.sizing_empty()} text={m.sizing_empty_text()} />}
      {!failed && !waiting && !empty && (
        <div role="group" aria-label={m.sizing_title()} onKeyDown={keys} className="quiet-scroll flex min-h-0 flex-1 gap-2 overflow-x-auto bg-bg-sunken p-3">
          {columns.map((c) => (
            <Column key={c.size ?? 'none'} wanted={wanted} column={c} past={sizes?.find((s) => s.estimate === (c.size ?? null) && s.estimate !== null)} entry={entry} onFocus={setFocus} onDrop={(id) => void latest.current(id, c.size ?? null)} />
          ))}
          {list.more && <p className="w-40 shrink-0 self-center text-12 text-text-muted">{m.sizing_more()}</p>}
        </div>
      )}
    </Screen>
  )
}

interface ColumnProps {
  wanted: RefObject<string | undefined>
  column: SizeColumn
  past?: SizeSpread
  entry: string | undefined
  onFocus: (id: string) => void
  onDrop: (id: string) => void
}

function Column({ wanted, column, past, entry, onFocus, onDrop }: ColumnProps) {
  const [over, setOver] = useState(false)
  const drop = useRef(onDrop)
  drop.current = onDrop
  const name = column.size === undefined ? m.sizing_unsized() : m.sizing_column({ size: saySize(column.size) })
  const attach = useCallback((el: HTMLElement | null) => {
    if (!el) return undefined
    const sized = (data: Record<string | symbol, unknown>) => typeof data.sizing === 'string'
    return combine(
      dropTargetForElements({
        element: el,
        canDrop: ({ source }) => sized(source.data),
        onDragEnter: () => setOver(true),
        onDragLeave: () => setOver(false),
        onDrop: ({ source }) => {
          setOver(false)
          drop.current(source.data.sizing as string)
        },
      }),
      autoScrollForElements({ element: el, canScroll: ({ source }) => sized(source.data) }),
    )
  }, [])
  return (
    <section ref={attach} aria-label={name} className={cx('flex shrink-0 flex-col rounded border bg-bg', column.ids.length === 0 && column.size !== undefined ? 'w-32' : 'w-52', over && 'border-accent bg-bg-selected')}>
      <header className="border-b px-2.5 py-1.5">
        <h2 className="tabular flex items-baseline gap-2 text-14 font-semibold">
          {column.size === undefined ? m.sizing_unsized() : saySize(column.size)}
          <span className="text-12 font-normal text-text-muted">{m.sizing_count({ count: column.ids.length })}</span>
        </h2>
        <p className="tabular min-h-4 text-12 text-text-muted">{column.stray ? m.sizing_off_scale() : past && past.n > 0 ? m.sizing_past({ p50: number(past.p50), p85: number(past.p85) }) : ''}</p>
      </header>
      <ul aria-label={name} className="quiet-scroll flex min-h-16 flex-1 flex-col gap-1.5 overflow-y-auto p-1.5">
        {column.ids.map((id, n) => (
          <SizingCard key={id} wanted={wanted} id={id} place={m.sizing_place({ size: name, nth: n + 1, of: column.ids.length })} tabbable={id === entry} onFocus={onFocus} />
        ))}
      </ul>
    </section>
  )
}
