import { useRecord } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { ProofList } from '@/record/verdict/Proofs'
import type { Proof } from '@/record/verdict/verdict'
import { Icon } from '@/ui/icon'
import { SectionHeader } from '@/ui/layout'

import { criteriaIn } from './criteria'

interface Result {
  criterion: string
  met: boolean
  evidence?: string
  proofs?: Proof[]
}

/** A verdict criterion by criterion, in the words of the item that it is about. */
export function Results({ record }: { record: Rec }) {
  const item = useRecord(typeof record.item === 'string' ? record.item : undefined)
  const results = Array.isArray(record.results) ? (record.results as Result[]) : []
  const text = (id: string) => criteriaIn(item?.criteria).find((c) => c.id === id)?.text ?? m.record_results_gone()
  if (results.length === 0) return null
  return (
    <section aria-label={m.record_results()}>
      <SectionHeader title={m.record_results()} count={results.length} />
      <ul>
        {results.map((r) => (
          <li key={r.criterion} className="flex gap-2 py-1 text-13">
            <Icon name={r.met ? 'circle-check' : 'circle-x'} label={r.met ? m.record_results_met() : m.record_results_unmet()} className={r.met ? 'mt-0.5 text-green' : 'mt-0.5 text-red'} />
            <div>
              <p>{text(r.criterion)}</p>
              {r.evidence && <p className="text-12 text-text-muted">{r.evidence}</p>}
              {r.proofs && r.proofs.length > 0 && (
                <p className="mt-1 flex flex-wrap gap-1.5">
                  <ProofList proofs={r.proofs} />
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
