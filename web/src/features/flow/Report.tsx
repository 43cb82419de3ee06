import type { ReactNode } from 'react'

import type { AskState } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { Skeleton } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'

import type { Head } from './answers'

interface ReportProps<T extends Head> {
  asked: AskState<T>
  /** Says that there is nothing to show. */
  empty: (answer: T) => boolean
  emptyText: string
  children: (answer: T) => ReactNode
}

/** A report in its states, with how it was computed under it. */
export function Report<T extends Head>({ asked, empty, emptyText, children }: ReportProps<T>) {
  const { value, error } = asked
  if (!value) return error ? <ErrorState title={m.flow_failed()} text={error.detail} onRetry={asked.retry} /> : <Skeleton width="100%" height={300} />
  return (
    <div className="flex min-w-0 flex-col gap-4">
      {error && <p className="text-12 text-amber-text">{m.flow_stale({ why: error.detail })}</p>}
      {empty(value) ? <EmptyState icon="chart-line" title={m.flow_empty()} text={emptyText} /> : children(value)}
      <p className="max-w-3xl border-t pt-3 text-12 text-text-muted">
        <span className="font-medium text-text">{m.flow_rule()}</span> {value.rule} {m.flow_zone({ zone: value.zone })}
      </p>
    </div>
  )
}

/** A few numbers in a row, each over what it is. */
export function Numbers({ list }: { list: readonly { label: string; value: ReactNode; onOpen?: () => void; title?: string }[] }) {
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2">
      {list.map((n) => (
        <div key={n.label} className="min-w-16" title={n.title}>
          <dt className="text-12 text-text-muted">{n.label}</dt>
          <dd className="tabular text-16 font-semibold">
            {n.onOpen ? (
              <button type="button" className="rounded underline decoration-line-strong underline-offset-4 hover:decoration-text" onClick={n.onOpen}>
                {n.value}
              </button>
            ) : (
              n.value
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
