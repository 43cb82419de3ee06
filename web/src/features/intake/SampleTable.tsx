import { m } from '@/locales/gen/messages.js'

import type { Sample } from './format'

interface SampleTableProps {
  samples: readonly Sample[]
  /** What a row's words become here; without it only the source's words are shown. */
  become?: (sample: Sample) => { kind: string; state: string; person: string }
}

const COLUMNS: readonly [keyof Sample, () => string][] = [
  ['key', m.settings_sample_key],
  ['title', m.settings_sample_title],
  ['type', m.settings_sample_type],
  ['state', m.settings_sample_state],
  ['person', m.settings_sample_person],
]

/** The first rows of what was chosen, in the source's words and in ours. */
export function SampleTable({ samples, become }: SampleTableProps) {
  // Columns that hold nothing in any row say nothing.
  const columns = COLUMNS.filter(([c]) => samples.some((s) => s[c] !== ''))
  return (
    <div className="overflow-x-auto">
      <table className="w-full min-w-160">
        <caption className="pb-1 text-left text-13 font-semibold">{become ? m.settings_sample_become() : m.settings_sample_caption()}</caption>
        <thead>
          <tr className="border-b text-left text-12 text-text-muted [&>th]:h-7 [&>th]:pr-4 [&>th]:font-medium">
            {columns.map(([c, name]) => (
              <th key={c}>{name()}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {samples.map((s) => {
            const to = become?.(s)
            const ours: Partial<Record<keyof Sample, string>> = { type: to?.kind, state: to?.state, person: to?.person }
            return (
              <tr key={`${s.key} ${s.title}`} className="h-row border-b [&>td]:pr-4">
                {columns.map(([c]) => (
                  <td key={c} className={c === 'title' ? 'max-w-96 truncate font-medium' : c === 'key' ? 'keyed text-text-faint' : 'max-w-56 truncate text-text-muted'}>
                    <Becomes from={s[c]} to={ours[c]} />
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function Becomes({ from, to }: { from: string; to: string | undefined }) {
  if (!to || to.toLowerCase() === from.toLowerCase()) return from
  return (
    <>
      {from && <span className="text-text-faint">{from} → </span>}
      <span className="text-text">{to}</span>
    </>
  )
}
