import { useState } from 'react'

import { useData, useRight } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { proposes } from '@/record/fields/editor-options'

import { KeptText } from './KeptText'

const user = [
  { field: 'asA', lead: m.record_statement_as, empty: m.record_statement_as_empty },
  { field: 'iWant', lead: m.record_statement_want, empty: m.record_statement_want_empty },
  { field: 'soThat', lead: m.record_statement_so, empty: m.record_statement_so_empty },
] as const

const job = [
  { field: 'situation', lead: m.story_job_when, empty: m.story_job_when_empty },
  { field: 'iWant', lead: m.story_job_want, empty: m.story_job_want_empty },
  { field: 'soThat', lead: m.story_job_so, empty: m.story_job_so_empty },
] as const

/**
 * Who wants what, and what for; or, as a job story, when. What is written in the
 * other form stays where it is. Other items than stories have it only where
 * somebody wrote it.
 */
export function Statement({ record }: { record: Rec }) {
  const data = useData()
  const right = useRight(record, 'iWant')
  const [chosen, choose] = useState<'user' | 'job'>()
  if (!('asA' in record)) return null
  const form = chosen ?? (record.situation && !record.asA ? 'job' : 'user')
  // Who may only read is shown what is written, and no gaps to fill.
  const lines = (form === 'job' ? job : user).filter((l) => right.may !== 'no' || record[l.field])
  if (lines.length === 0 || (record.kind !== 'story' && [...user, ...job].every((l) => !record[l.field]))) return null
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
      {right.may !== 'no' && (
        <button type="button" onClick={() => choose(form === 'job' ? 'user' : 'job')} className="col-span-2 min-h-6 justify-self-start rounded-sm text-12 text-text-faint hover:text-text hover:underline">
          {form === 'job' ? m.story_as_user() : m.story_as_job()}
        </button>
      )}
    </section>
  )
}
