/** A field of a record, shown and changed in place: with its right, and what became of it told. */
import { useCallback, useState } from 'react'

import type { Data } from '@/data/data'
import { useData, useLinks } from '@/data/hooks'
import type { Link, Outcome, Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { cx } from '@/ui/cx'
import { tip } from '@/ui/tooltip'

import { FieldValue, isEmpty } from './cell'
import { linkedIds } from './cell-parts'
import { FieldEditor, mannerOf, proposes } from './editor'
import { useFieldRight } from './editor-right'
import { type Field, patchOf, valueOf } from './field'

/** Sets a field of a record; linked records are joined and parted one by one. */
export function setField(data: Data, record: Rec, field: Field, value: unknown, links: readonly Link[] = []): Promise<Outcome>[] {
  if (field.type !== 'link' || !field.link) return [data.change(record.id, patchOf(field, value))]
  const { type, direction } = field.link
  const before = linkedIds(links, record.id, field)
  const after = Array.isArray(value) ? value.map(String) : []
  const joins = after.filter((id) => !before.includes(id)).map((id) => (direction === 'in' ? data.link(type, id, record.id) : data.link(type, record.id, id)))
  const gone = before.filter((id) => !after.includes(id))
  const parts = links.filter((l) => l.type === type && gone.some((id) => (l.from === id && l.to === record.id) || (l.to === id && l.from === record.id)))
  return [...joins, ...parts.map((l) => data.unlink(l.id))]
}

/** How to set a field of this record. What was proposed or refused the shell tells. */
export function useSet(record: Rec, field: Field): (value: unknown) => void {
  const data = useData()
  const links = useLinks(field.type === 'link' ? record.id : undefined)
  return useCallback(
    (value) => {
      setField(data, record, field, value, links)
    },
    [data, record, field, links],
  )
}

interface Props {
  record: Rec
  field: Field
  /** Shown while there is no value. */
  empty?: string
  className?: string
}

/** For property lists and cards: a value that is pressed to change it. */
export function RecordField({ record, field, empty, className }: Props) {
  const [editing, setEditing] = useState(false)
  const right = useFieldRight(record, field)
  const set = useSet(record, field)
  const links = useLinks(field.type === 'link' ? record.id : undefined)
  const manner = mannerOf(field)
  const value = field.type === 'link' ? (links ? linkedIds(links, record.id, field) : []) : valueOf(record, field)
  const fixed = manner === 'page' || right.may === 'no'
  const shown = <FieldValue record={record} field={field} room={4} />
  const blank = isEmpty(value) && <span className="text-text-faint">{empty ?? m.views_list_empty_value()}</span>
  if (fixed) return <span className={cx('flex min-h-7 min-w-0 items-center px-1.5', className)}>{blank || shown}</span>
  const press = manner === 'toggle' ? () => set(value !== true) : manner === 'input' ? () => setEditing(true) : undefined
  const trigger = (
    <button
      type="button"
      onClick={press}
      {...(manner === 'toggle' ? { 'aria-pressed': value === true } : {})}
      {...tip(proposes(right))}
      className={cx('flex min-h-7 w-full min-w-0 items-center rounded-sm px-1.5 text-left hover:bg-bg-hover data-popup-open:bg-bg-hover', className)}
    >
      <span className="sr-only">{m.views_list_edit_field({ field: field.label })}</span>
      {blank || shown}
    </button>
  )
  return (
    <FieldEditor
      field={field}
      value={value}
      product={record.product ?? undefined}
      kind={record.kind}
      right={right}
      trigger={trigger}
      editing={editing}
      onChange={set}
      onDone={() => setEditing(false)}
    />
  )
}
