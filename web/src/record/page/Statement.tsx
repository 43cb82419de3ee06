import { useData, useRight } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { proposes } from '@/record/fields/editor-options'

import { KeptText } from './KeptText'

const lines = [
  { field: 'asA', lead: m.record_statement_as, empty: m.record_statement_as_empty },
  { field: 'iWant', lead: m.record_statement_want, empty: m.record_statement_want_empty },
  { field: 'soThat', lead: m.record_statement_so, empty: m.record_statement_so_empty },
] as const

/** Who wants what, and what for. Other items than stories have it only where somebody wrote it. */
export function Statement({ record }: { record: Rec }) {
  const data = useData()
  const right = useRight(record, 'iWant')
  if (!('asA' in record)) return null
  if (record.kind !== 'story' && lines.every((l) => !record[l.field])) return null
  return (
    <section aria-label={m.record_statement()} className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-14 leading-6">
      {lines.map((l) => (
        <div key={l.field} className="contents">
          <span className="py-0.5 text-text-faint">{l.lead()}</span>
          <KeptText
            label={l.lead()}
            value={String(record[l.field] ?? '')}
            placeholder={l.empty()}
            readOnly={right.may === 'no'}
            proposes={proposes(right)}
            onCommit={(text) => data.change(record.id, { [l.field]: text })}
            className="-mx-1.5 px-1.5 py-0.5"
          />
        </div>
      ))}
    </section>
  )
}
