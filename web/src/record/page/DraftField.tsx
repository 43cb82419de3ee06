import type { KindName } from '@/data/kinds.gen'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { FieldValue, isEmpty } from '@/record/fields/cell'
import { FieldEditor, mannerOf } from '@/record/fields/editor'
import { type Field, patchOf } from '@/record/fields/field'
import { cx } from '@/ui/cx'
import { NumberInput, Switch, TextArea, TextInput } from '@/ui/input'
import { Field as Labelled } from '@/ui/field'
import { control } from '@/ui/styles'

import { prose } from './properties'

interface DraftFieldProps {
  field: Field
  value: unknown
  product: string | undefined
  kind: KindName
  onChange: (value: unknown) => void
  error?: string
  autoFocus?: boolean
}

/** Whether a value of this field can be set before there is a record. */
export const canDraft = (f: Field): boolean => f.type === 'markdown' || (f.editable && f.type !== 'link' && mannerOf(f) !== 'page')

/** A field of a record that is not there yet, with its label. */
export function DraftField({ field, value, product, kind, onChange, error, autoFocus }: DraftFieldProps) {
  const text = value === null || value === undefined ? '' : String(value)
  if (field.type === 'markdown' || prose.has(field.name) || (typeof value === 'string' && value.length > 60))
    return <TextArea autoGrow rows={2} label={field.label} value={text} onChange={onChange} error={error} autoFocus={autoFocus} />
  switch (field.type) {
    case 'text':
    case 'url':
      return <TextInput label={field.label} value={text} onChange={onChange} error={error} autoFocus={autoFocus} />
    case 'number':
      return <NumberInput label={field.label} value={typeof value === 'number' ? value : null} onChange={onChange} error={error} />
    case 'money':
      return <NumberInput label={field.label} value={typeof value === 'number' ? value / 100 : null} onChange={(v) => onChange(v === null ? null : Math.round(v * 100))} error={error} />
    case 'bool':
      return <Switch label={field.label} checked={value === true} onChange={onChange} />
    default:
      return <Picked field={field} value={value} product={product} kind={kind} onChange={onChange} error={error} />
  }
}

function Picked({ field, value, product, kind, onChange, error }: Omit<DraftFieldProps, 'autoFocus'>) {
  const pretend = { id: '', kind, product: product ?? null, tags: [], custom: {}, category: '', ...patchOf(field, value) } as unknown as Rec
  const trigger = (
    <button type="button" className={cx(control, 'relative flex h-control w-full min-w-0 items-center px-2 text-left text-13')}>
      <span className="sr-only">{field.label}: </span>
      {isEmpty(value) ? <span className="text-text-faint">{m.views_list_empty_value()}</span> : <FieldValue record={pretend} field={field} room={4} />}
    </button>
  )
  return (
    <Labelled label={field.label} error={error}>
      <FieldEditor field={field} value={value} product={product} kind={kind} trigger={trigger} onChange={onChange} />
    </Labelled>
  )
}
