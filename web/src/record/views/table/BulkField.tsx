import { useRef, useState } from 'react'

import type { KindName } from '@/data/kinds.gen'
import type { Right } from '@/data/rights'
import { m } from '@/locales/gen/messages.js'
import { FieldEditor, mannerOf, proposes } from '@/record/fields/editor'
import type { Field } from '@/record/fields/field'
import { Button } from '@/ui/button'
import { Popover } from '@/ui/popover'

interface Props {
  field: Field
  right: Right
  value: unknown
  product: string | undefined
  kind: KindName
  /** It was just asked for, so it opens at once. */
  autoOpen: boolean
  onChange: (value: unknown) => void
}

/** One field for all that is selected. */
export function BulkField({ field, right, value, product, kind, autoOpen, onChange }: Props) {
  const [open, setOpen] = useState(false)
  const pressed = useRef(false)
  const note = proposes(right)
  const manner = mannerOf(field)
  const trigger = (
    <Button
      ref={(el) => {
        if (!el || !autoOpen || pressed.current) return
        pressed.current = true
        queueMicrotask(() => el.click())
      }}
      variant="ghost"
      size="sm"
      disabled={right.may === 'no'}
      title={right.may === 'no' ? m.views_table_no_right({ field: field.label }) : note}
      onClick={manner === 'toggle' ? () => onChange(value !== true) : undefined}
    >
      {field.label}
    </Button>
  )
  if (right.may === 'no' || manner === 'toggle') return trigger
  if (manner === 'pick')
    return <FieldEditor field={field} label={field.type === 'tags' ? m.views_table_add_tags() : field.label} value={value} product={product} kind={kind} right={right} trigger={trigger} onChange={onChange} />
  return (
    <Popover trigger={trigger} open={open} onOpenChange={setOpen} label={field.label} side="top">
      <div className="w-48 px-1.5">
        <FieldEditor field={field} value={value} product={product} kind={kind} right={right} trigger={<span />} editing onChange={onChange} onDone={() => setOpen(false)} />
      </div>
      {note && <p className="mt-2 text-12 text-text-faint">{note}</p>}
    </Popover>
  )
}
