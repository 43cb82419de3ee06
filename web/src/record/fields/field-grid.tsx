import type { Rec } from '@/data/types'
import { tip } from '@/ui/tooltip'

import { RecordField } from './editor-record'
import { fieldsOf } from './fields'

/** Some fields of a record by their names, each changed where it is read. */
export function FieldGrid({ record, names }: { record: Rec; names: readonly string[] }) {
  const fields = fieldsOf(record.kind)
  return (
    <dl className="grid grid-cols-1 gap-x-6 @md:grid-cols-2">
      {names.map((name) => {
        const field = fields.find((f) => f.name === name)
        return (
          field && (
            <div key={name} data-field={name} className="grid min-h-8 grid-cols-[7rem_minmax(0,1fr)] items-center gap-2">
              <dt className="truncate text-12 text-text-muted" {...tip(field.help)}>
                {field.label}
              </dt>
              <dd className="min-w-0">
                <RecordField record={record} field={field} className="w-full" />
              </dd>
            </div>
          )
        )
      })}
    </dl>
  )
}
