import { useData } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { proposes } from '@/record/fields/editor-options'
import { useFieldRight } from '@/record/fields/editor-right'
import type { Field } from '@/record/fields/field'
import { fieldsOf } from '@/record/fields/fields'

import { Body } from './Body'
import { KeptText } from './KeptText'
import { prose } from './properties'

/** The texts of a sentence or more that a kind has beside its description. */
export function Prose({ record }: { record: Rec }) {
  const fields = fieldsOf(record.kind).filter((f) => prose.has(f.name) && (f.editable || Boolean(record[f.name])))
  return fields.map((f) => <Text key={f.name} record={record} field={f} />)
}

function Text({ record, field }: { record: Rec; field: Field }) {
  const data = useData()
  const right = useFieldRight(record, field)
  const heading = <h2 className="mb-1 text-13 font-semibold">{field.label}</h2>
  if (field.type === 'markdown')
    return (
      <div>
        {heading}
        <Body record={record} field={field.name} label={field.label} placeholder={m.record_prose_empty({ label: field.label.toLowerCase() })} />
      </div>
    )
  return (
    <section aria-label={field.label}>
      {heading}
      <KeptText
        lines
        label={field.label}
        value={String(record[field.name] ?? '')}
        placeholder={m.record_prose_empty({ label: field.label.toLowerCase() })}
        readOnly={right.may === 'no'}
        proposes={proposes(right)}
        onCommit={(text) => data.change(record.id, { [field.name]: text })}
        className="-mx-2 px-2 py-1 text-14 leading-6"
      />
    </section>
  )
}
