import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { memo, useCallback, type RefObject } from 'react'

import { useData, useRecord } from '@/data/hooks'
import { KindIcon } from '@/ui/icon'
import { preview } from '@/record/views/table/drag'

interface Props {
  /** The card that shall have the focus once it is there. */
  wanted: RefObject<string | undefined>
  id: string
  place: string
  tabbable: boolean
  onFocus: (id: string) => void
}

/** One item in a column of a size. */
export const SizingCard = memo(function SizingCard({ wanted, id, place, tabbable, onFocus }: Props) {
  const r = useRecord(id)
  const data = useData()
  const ref = useCallback(
    (el: HTMLElement | null) => {
      if (!el) return undefined
      if (wanted.current === id) {
        wanted.current = undefined
        el.focus()
      }
      return draggable({
        element: el,
        getInitialData: () => ({ sizing: id }),
        onGenerateDragPreview: ({ nativeSetDragImage }) => preview(`${data.cache.get(id)?.key ?? ''} ${data.cache.get(id)?.title ?? ''}`, nativeSetDragImage),
        onDragStart: () => {
          el.style.opacity = '0.5'
        },
        onDrop: () => {
          el.style.opacity = ''
        },
      })
    },
    [data, id, wanted],
  )
  if (!r) return null
  return (
    <li ref={ref} id={`size-${id}`} data-card={id} tabIndex={tabbable ? 0 : -1} aria-label={`${r.key} ${r.title}. ${place}`} onFocus={() => onFocus(id)} className="cursor-grab rounded border bg-bg-raised px-2 py-1.5 text-13 hover:border-line-strong">
      <span className="flex items-center gap-1.5 text-12 text-text-faint">
        <KindIcon kind={r.kind} size={12} />
        <span className="keyed">{r.key}</span>
      </span>
      <span className="line-clamp-3 leading-4.5">{r.title}</span>
    </li>
  )
})
