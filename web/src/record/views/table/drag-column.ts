/** Columns are put elsewhere by dragging their heads. */
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'

import type { Field } from '@/record/fields/field'

import { movedColumn, printColumns } from './columns'
import { preview } from './drag'

const isColumn = (data: Record<string | symbol, unknown>): data is { column: string } => typeof data.column === 'string'

export function dragColumn(element: HTMLElement, name: string, columns: readonly Field[], onColumns: (cols: string) => void): () => void {
  const after = (clientX: number) => {
    const { left, width } = element.getBoundingClientRect()
    return clientX > left + width / 2
  }
  const mark = (side: 'left' | 'right' | undefined) => {
    element.style.boxShadow = side ? `inset ${side === 'left' ? '' : '-'}2px 0 0 var(--color-accent)` : ''
  }
  return combine(
    draggable({
      element,
      getInitialData: () => ({ column: name }),
      onGenerateDragPreview: ({ nativeSetDragImage }) => preview(columns.find((c) => c.name === name)?.label ?? name, nativeSetDragImage),
    }),
    dropTargetForElements({
      element,
      canDrop: ({ source }) => isColumn(source.data) && source.data.column !== name,
      onDrag: ({ location }) => mark(after(location.current.input.clientX) ? 'right' : 'left'),
      onDragLeave: () => mark(undefined),
      onDrop: ({ source, location }) => {
        mark(undefined)
        if (!isColumn(source.data)) return
        const at = columns.findIndex((c) => c.name === name)
        const before = after(location.current.input.clientX) ? columns[at + 1]?.name : name
        onColumns(printColumns(movedColumn(columns, source.data.column, before)))
      },
    }),
  )
}
