import { useRef, useState } from 'react'

import { useLinks } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { FieldValue } from '@/record/fields/cell'
import { linkedIds } from '@/record/fields/cell-parts'
import { FieldEditor, mannerOf, proposes } from '@/record/fields/editor'
import { useSet } from '@/record/fields/editor-record'
import { useFieldRight } from '@/record/fields/editor-right'
import { type Field, valueOf } from '@/record/fields/field'

import type { TableControl } from './control'

/** The cell while it is edited: an input in its place, or a list under it. */
export function CellEditor({ record, field, table }: { record: Rec; field: Field; table: TableControl }) {
  const right = useFieldRight(record, field)
  const set = useSet(record, field)
  const links = useLinks(field.type === 'link' ? record.id : undefined)
  const [open, setOpen] = useState(false)
  const pressed = useRef(false)
  const value = field.type === 'link' ? (links ? linkedIds(links, record.id, field) : []) : valueOf(record, field)
  const note = mannerOf(field) === 'input' ? proposes(right) : undefined
  // It was asked for by a press on the cell, so it opens at once.
  const press = (button: HTMLButtonElement | null) => {
    if (!button || pressed.current) return
    pressed.current = true
    queueMicrotask(() => button.click())
  }
  const trigger = (
    <button type="button" ref={press} tabIndex={-1} className="-mx-1.5 flex h-7 w-full min-w-0 items-center rounded-sm bg-bg-raised px-1.5 text-left outline-2 -outline-offset-2 outline-focus">
      <FieldValue record={record} field={field} />
    </button>
  )
  return (
    <div data-editing className="relative flex w-full min-w-0 items-center">
      <FieldEditor
        field={field}
        value={value}
        product={record.product ?? undefined}
        kind={record.kind}
        record={record}
        right={right}
        trigger={trigger}
        editing
        typed={table.cells.editing?.typed}
        open={open}
        onOpenChange={(next) => {
          setOpen(next)
          if (!next) table.edited('stay')
        }}
        onChange={set}
        onDone={(move) => table.edited(move)}
      />
      {note && <span className="absolute top-full left-0 z-20 mt-1 rounded-sm bg-bg-raised px-1.5 py-0.5 text-12 whitespace-nowrap text-text-muted shadow-float">{note}</span>}
    </div>
  )
}
