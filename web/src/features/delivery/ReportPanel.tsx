import { useState } from 'react'

import { useAsk } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { number } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { recordAddress, useLink } from '@/record/screen/address'
import { Part } from '@/record/screen/Screen'
import { ErrorState } from '@/ui/state'

import type { Report, Sum } from './types'

const rows = [
  { of: 'committed', name: m.delivery_report_committed },
  { of: 'came', name: m.delivery_report_came },
  { of: 'went', name: m.delivery_report_went },
  { of: 'accepted', name: m.delivery_report_accepted },
  { of: 'done', name: m.delivery_report_done },
  { of: 'kept', name: m.delivery_report_kept },
  { of: 'open', name: m.delivery_report_open },
] as const

/** How a sprint came out against what was agreed on; each figure opens to its items. */
export function ReportPanel({ sprint }: { sprint: Rec }) {
  const { value: r, error, retry } = useAsk<Report>(`/sprints/${sprint.id}/report`, ['sprint', 'story', 'bug', 'task', 'spike', 'trade'])
  const [open, setOpen] = useState<string>()
  const link = useLink()
  if (!r) return error ? <ErrorState title={m.delivery_report_failed()} text={error.detail} onRetry={retry} /> : null
  const kept = r.committed.items > 0 ? Math.round((r.kept.items / r.committed.items) * 100) : undefined
  return (
    <Part title={sprint.category === 'closed' ? m.delivery_report() : m.delivery_report_now()} note={kept === undefined ? undefined : m.delivery_report_kept_share({ share: kept })}>
      <table className="tabular w-full text-13">
        <thead className="text-12 text-text-muted">
          <tr>
            <th scope="col" className="py-1 text-left font-normal">
              <span className="sr-only">{m.delivery_report_what()}</span>
            </th>
            <th scope="col" className="w-16 py-1 text-right font-normal">
              {m.delivery_items()}
            </th>
            <th scope="col" className="w-16 py-1 text-right font-normal">
              {m.screens_points_unit()}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ of, name }) => {
            const sum: Sum = r[of]
            return (
              <tr key={of} className="border-t align-top">
                <th scope="row" className="py-1 text-left font-normal">
                  <button type="button" disabled={sum.items === 0} aria-expanded={open === of} onClick={() => setOpen(open === of ? undefined : of)} className="rounded text-left enabled:hover:underline disabled:text-text-muted">
                    {name()}
                  </button>
                  {open === of && (
                    <span className="mt-1 flex flex-wrap gap-x-2 gap-y-1">
                      {sum.keys.map((key) => (
                        <a key={key} {...link(recordAddress(key))} className="keyed rounded underline underline-offset-2">
                          {key}
                        </a>
                      ))}
                    </span>
                  )}
                </th>
                <td className="py-1 text-right">{number(sum.items)}</td>
                <td className="py-1 text-right">{number(sum.points)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {r.carried.length > 0 && (
        <p className="mt-1 text-12 text-text-muted">
          {m.delivery_report_carried({ sprint: r.carried.filter((c) => c.how === 'sprint').length, backlog: r.carried.filter((c) => c.how === 'backlog').length, split: r.carried.filter((c) => c.how === 'split').length })}
        </p>
      )}
      {typeof sprint.outcome === 'string' && sprint.outcome !== '' && <p className="mt-2 whitespace-pre-line">{sprint.outcome}</p>}
    </Part>
  )
}
