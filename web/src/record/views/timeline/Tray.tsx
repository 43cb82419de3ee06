import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, memo, type PointerEvent, useRef } from 'react'

import { useOrder, useRecord, useRows } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { RecordTitle } from '@/record/views/common/title'
import { IconButton } from '@/ui/button'
import { SectionHeader } from '@/ui/layout'
import { Skeleton, SkeletonRows } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'

import { ROW } from './Row'

interface TrayProps {
  q: string
  product: string | undefined
  open: (id: string, how: 'panel' | 'page') => void
  /** Takes hold of one with the pointer. */
  onCarry: (e: PointerEvent, id: string) => void
  /** Puts one on the axis, at a day that is in sight. */
  onPlace: (id: string) => void
  onClose: () => void
}

/** What has no dates yet, beside the axis: dragged onto it, or placed by key. */
export function Tray({ q, product, open, onCarry, onPlace, onClose }: TrayProps) {
  const list = useOrder({ q, product })
  const { ids } = list
  const box = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({ count: ids.length, getScrollElement: () => box.current, estimateSize: () => ROW, getItemKey: (i) => ids[i]!, overscan: 6 })
  const items = rows.getVirtualItems()
  useRows(items.map((v) => ids[v.index]!))
  const empty = ids.length === 0
  return (
    <section aria-label={m.views_timeline_tray()} className="flex w-72 shrink-0 flex-col border-l bg-bg max-sm:absolute max-sm:inset-y-0 max-sm:right-0 max-sm:z-40 max-sm:shadow-float">
      <SectionHeader title={m.views_timeline_tray()} count={ids.length} className="border-b px-3" actions={<IconButton icon="x" size="sm" label={m.views_timeline_tray_close()} onClick={onClose} />} />
      {empty && list.status === 'loading' && <SkeletonRows count={5} />}
      {empty && list.status === 'error' && <ErrorState text={list.error?.detail} onRetry={list.retry} />}
      {empty && list.status === 'ready' && <EmptyState icon="check" title={m.views_timeline_tray_empty()} />}
      {!empty && <p className="px-3 py-1.5 text-12 text-text-faint">{m.views_timeline_tray_hint()}</p>}
      <div ref={box} className="min-h-0 flex-1 overflow-y-auto quiet-scroll">
        <ul className="relative" style={{ height: rows.getTotalSize() }} onKeyDown={steps}>
          {items.map((v) => (
            <Item key={v.key} id={ids[v.index]!} top={v.start} place={v.index + 1} count={ids.length} open={open} onCarry={onCarry} onPlace={onPlace} />
          ))}
        </ul>
      </div>
    </section>
  )
}

/** Arrows go from one to the next. */
function steps(e: KeyboardEvent<HTMLElement>) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[e.key]
  if (!by) return
  const all = [...e.currentTarget.querySelectorAll<HTMLElement>('[data-open]')]
  const next = all[all.indexOf(document.activeElement as HTMLElement) + by]
  if (!next) return
  e.preventDefault()
  next.focus()
}

interface ItemProps extends Pick<TrayProps, 'open' | 'onCarry' | 'onPlace'> {
  id: string
  top: number
  place: number
  count: number
}

const Item = memo(function Item({ id, top, place, count, open, onCarry, onPlace }: ItemProps) {
  const record = useRecord(id)
  const key = (e: KeyboardEvent) => {
    if (e.key.toLowerCase() !== 'p' || e.ctrlKey || e.metaKey || e.altKey) return
    e.preventDefault()
    e.stopPropagation()
    onPlace(id)
  }
  return (
    <li onPointerDown={(e) => onCarry(e, id)} aria-posinset={place} aria-setsize={count} className="group absolute inset-x-0 flex h-row cursor-grab select-none touch-pan-y items-center gap-1 border-b border-line/60 pr-1 hover:bg-bg-hover active:cursor-grabbing" style={{ top }}>
      <button type="button" data-open onClick={() => open(id, 'panel')} onKeyDown={key} aria-keyshortcuts="P" className="flex h-full min-w-0 grow items-center pl-3 text-left -outline-offset-2">
        {record ? <RecordTitle record={record} /> : <Skeleton width={160} />}
      </button>
      <IconButton icon="calendar" size="sm" label={m.views_timeline_place()} kbd="P" className="opacity-0 group-focus-within:opacity-100 group-hover:opacity-100" onClick={() => onPlace(id)} />
    </li>
  )
})
