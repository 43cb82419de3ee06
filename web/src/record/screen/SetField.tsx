import { useState } from 'react'

import { useData } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import type { Context } from '@/record/commands'
import { FieldEditor, mannerOf } from '@/record/fields/editor'
import { fieldRight, leastOf } from '@/record/fields/editor-right'
import type { Field } from '@/record/fields/field'
import { proposes } from '@/record/fields/editor-options'
import { useFields } from '@/record/fields/fields'
import { sameValue, setAll } from '@/record/views/table/bulk'
import { Dialog } from '@/ui/dialog'

interface SetFieldProps {
  context: () => Context
  input: unknown
  close: () => void
}

/** Sets one field of all that is selected, beside the first of them. */
export function SetField({ context, input, close }: SetFieldProps) {
  // What was selected when it was asked for, whatever gets the focus meanwhile.
  const [{ records, product }] = useState(context)
  const fields = useFields(product, [...new Set(records.map((r) => r.kind))])
  const field = fields.find((f) => f.name === (input as { field?: string } | undefined)?.field)
  if (!field || records.length === 0) return null
  return <Setting field={field} records={records} product={product} close={close} />
}

function Setting({ field, records, product, close }: { field: Field; records: readonly Rec[]; product: string | undefined; close: () => void }) {
  const data = useData()
  const [before] = useState(() => document.activeElement)
  const first = records[0]!
  const right = leastOf(records.map((r) => fieldRight(data, r, field)))
  const shared = { field, value: sameValue(records, field), product, kind: first.kind, record: records.length === 1 ? first : undefined, right, onChange: (value: unknown) => void setAll(data, records.map((r) => r.id), field, value) }
  const done = () => {
    close()
    // The list that one came from goes on hearing the keys.
    requestAnimationFrame(() => before instanceof HTMLElement && before.focus())
  }
  if (mannerOf(field) === 'pick') {
    const at = document.querySelector(`[data-id="${first.id}"]`)
    return <FieldEditor {...shared} trigger={<button type="button" ref={press} tabIndex={-1} aria-label={field.label} className="fixed top-[24vh] left-1/2 size-0 opacity-0" />} onOpenChange={(open) => !open && done()} anchor={at ? () => at : undefined} />
  }
  return (
    <Dialog open onOpenChange={(open) => !open && done()} size="sm" title={field.label} description={[records.length === 1 ? `${first.key} ${first.title}` : m.screens_cmd_several({ count: records.length }), proposes(right)].filter(Boolean).join('. ')}>
      <FieldEditor {...shared} trigger={<span />} editing onDone={done} />
    </Dialog>
  )
}

/** Opens at once what the button opens. */
const press = (button: HTMLButtonElement | null) => void (button && queueMicrotask(() => button.click()))
