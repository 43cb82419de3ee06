import { useMe, useMembers, usePages } from '@/data/hooks'
import { sayMoment } from '@/lib/moment'
import { m } from '@/locales/gen/messages.js'
import { SkeletonRows } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'

import { reportOf, type Run } from './report'
import { ReportView } from './ReportView'

/** What an earlier import did. */
export function RunReport({ id }: { id: string }) {
  const ask = usePages<Run>('/imports?limit=200', ['import_run'])
  const { member, products } = useMe()
  const members = useMembers()
  if (ask.status === 'error') return <ErrorState text={ask.error?.detail} onRetry={ask.retry} />
  if (!ask.items) return <SkeletonRows count={6} />
  const run = ask.items.find((r) => r.id === id)
  const report = run && reportOf(run)
  if (!run || !report) return <EmptyState icon="import" title={m.settings_run_missing()} text={m.settings_run_missing_text()} />
  const key = products.find((p) => p.id === run.product)?.key ?? report.product
  return (
    <div className="flex max-w-4xl flex-col gap-3 px-6 py-5 max-md:px-4">
      <p className="text-12 text-text-muted">{m.settings_run_when({ when: sayMoment(run.createdAt, member.zone), by: members.find((x) => x.id === run.createdBy)?.name ?? '' })}</p>
      <ReportView report={{ ...report, product: key, request: run.id }} gone={run.undone ? sayMoment(run.undone, member.zone) : undefined} />
    </div>
  )
}
