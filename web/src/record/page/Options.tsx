import { useData, useRight } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { proposes } from '@/record/fields/editor-options'
import { SectionHeader } from '@/ui/layout'

import { KeptText } from './KeptText'

/** What there was to choose from, a line each; an emptied line goes. */
export function Options({ record }: { record: Rec }) {
  const data = useData()
  const right = useRight(record, 'options')
  const options = Array.isArray(record.options) ? record.options.map(String) : []
  const set = (at: number, text: string) => data.change(record.id, { options: [...options.slice(0, at), ...(text ? [text] : []), ...options.slice(at + 1)] })
  const readOnly = right.may === 'no'
  return (
    <section aria-label={m.record_options()}>
      <SectionHeader title={m.record_options()} count={options.length || undefined} />
      <ul className="list-disc pl-5 marker:text-text-faint">
        {[...options, ...(readOnly ? [] : [''])].map((text, i) => (
          <li key={`${i} ${text}`}>
            <KeptText label={m.record_option()} value={text} placeholder={m.record_options_add()} readOnly={readOnly} proposes={proposes(right)} onCommit={(next) => set(i, next)} className="-mx-1 px-1 py-0.5 text-14" />
          </li>
        ))}
      </ul>
    </section>
  )
}
