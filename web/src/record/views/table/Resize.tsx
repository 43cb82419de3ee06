import type { KeyboardEvent, PointerEvent } from 'react'

import { m } from '@/locales/gen/messages.js'
import type { Field } from '@/record/fields/field'

import { gridTemplate, MAX_WIDTH, MIN_WIDTH, widthOf, type Widths } from './columns'

interface Props {
  field: Field
  widths: Widths
  columns: readonly Field[]
  onWidth: (name: string, width: number | undefined) => void
}

const within = (width: number) => Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width))

/** The edge of a column, pulled or moved with the arrow keys; a double click gives the usual width back. */
export function Resize({ field, widths, columns, onWidth }: Props) {
  const width = widthOf(field, widths)
  const pull = (start: PointerEvent<HTMLElement>) => {
    start.preventDefault()
    const handle = start.currentTarget
    // While it is pulled only the style of the grid changes, and nothing is drawn anew.
    const grid = handle.closest<HTMLElement>('[style*="--columns"]')
    let next = width
    handle.setPointerCapture(start.pointerId)
    const move = (e: globalThis.PointerEvent) => {
      next = within(width + e.clientX - start.clientX)
      grid?.style.setProperty('--columns', gridTemplate(columns, { ...widths, [field.name]: next }))
    }
    handle.addEventListener('pointermove', move)
    handle.addEventListener(
      'lostpointercapture',
      () => {
        handle.removeEventListener('pointermove', move)
        onWidth(field.name, next)
      },
      { once: true },
    )
  }
  const keys = (e: KeyboardEvent) => {
    const by = { ArrowLeft: -16, ArrowRight: 16 }[e.key]
    if (!by) return
    e.preventDefault()
    e.stopPropagation()
    onWidth(field.name, within(width + by))
  }
  return (
    <div
      role="separator"
      tabIndex={0}
      draggable
      aria-orientation="vertical"
      aria-label={m.views_table_resize({ field: field.label })}
      aria-valuenow={width}
      aria-valuemin={MIN_WIDTH}
      aria-valuemax={MAX_WIDTH}
      onPointerDown={pull}
      onDragStart={(e) => {
        e.preventDefault()
        e.stopPropagation()
      }}
      onKeyDown={keys}
      onDoubleClick={() => onWidth(field.name, undefined)}
      className="absolute inset-y-1 right-0 z-10 w-px cursor-col-resize touch-none bg-line opacity-0 transition-opacity group-hover/col:opacity-100 after:absolute after:inset-y-0 after:-inset-x-2 hover:bg-accent focus-visible:bg-accent focus-visible:opacity-100"
    />
  )
}
