import type { RecordState } from '@/data/hooks'
import { useData } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { useGo } from '@/record/screen/address'
import { Button } from '@/ui/button'
import { Skeleton } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'

/** What stands where a record would be: it is on its way, it is not there, or one may not see it. */
export function Absent({ id, state }: { id: string; state: RecordState }) {
  const data = useData()
  const go = useGo()
  switch (state.status) {
    case 'missing':
      return <EmptyState icon="circle-question-mark" title={m.record_missing({ id })} text={m.record_missing_text()} action={<Button icon="search" onClick={() => go(`/search?q=${encodeURIComponent(id)}`)}>{m.record_missing_search()}</Button>} />
    case 'refused':
      return <EmptyState icon="lock" title={m.record_refused({ id })} text={m.record_refused_text()} />
    case 'error':
      return <ErrorState title={m.record_failed({ id })} text={state.error?.detail} onRetry={() => data.loader.retry(id)} />
    default:
      return <Outline />
  }
}

/** The page before it is there, in its own proportions. */
function Outline() {
  return (
    <div role="status" aria-label={m.record_loading()} className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-11 shrink-0 items-center gap-3 border-b border-line px-4">
        {[88, 120, 96, 140].map((w) => (
          <Skeleton key={w} width={w} height={16} />
        ))}
      </div>
      <div className="mx-auto flex w-full max-w-[45rem] flex-col gap-4 px-6 py-8">
        <Skeleton width={96} />
        <Skeleton width="70%" height={24} />
        <div className="mt-4 flex flex-col gap-3">
          {['92%', '97%', '88%', '54%'].map((w) => (
            <Skeleton key={w} width={w} />
          ))}
        </div>
      </div>
    </div>
  )
}
