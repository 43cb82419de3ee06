import { useMemo, useState } from 'react'

import { useAsk, useData, useMe } from '@/data/hooks'
import { problemOf, type Rec, type Row } from '@/data/types'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { whyRefused } from '@/record/fields/refusal'
import { useToday } from '@/record/screen/today'
import { Button } from '@/ui/button'
import { DatePicker } from '@/ui/date'
import { SkeletonRows } from '@/ui/skeleton'
import { ErrorState } from '@/ui/state'
import { toast } from '@/ui/toast'

import { AsOf } from './AsOf'
import { daysOf } from './history'
import { HistoryEntry } from './HistoryEntry'
import { useNames } from './names'

interface Page {
  items: Row[]
  next: number | null
}

const size = 60

/** The newest rows, kept up to date, and older ones as far as one has asked. */
function useHistory(record: Rec) {
  const data = useData()
  const first = useAsk<Page>(`/records/${record.id}/history?limit=${size}`, [record.kind, 'comment', 'link', 'attachment', 'proposal', 'metric_point', 'verdict'])
  const [older, setOlder] = useState<{ rows: Row[]; next: number | null; busy: boolean }>()
  const next = older ? older.next : (first.value?.next ?? null)
  const more = async () => {
    if (next === null || older?.busy) return
    setOlder({ rows: older?.rows ?? [], next, busy: true })
    try {
      const page = await data.client.get<Page>(`/records/${record.id}/history?limit=${size}&before=${next}`)
      setOlder({ rows: [...(older?.rows ?? []), ...page.items], next: page.next, busy: false })
    } catch (error) {
      setOlder({ rows: older?.rows ?? [], next, busy: false })
      toast({ text: whyRefused(problemOf(error)), tone: 'red' })
    }
  }
  const rows = useMemo(() => {
    const newest = first.value?.items ?? []
    const from = newest.at(-1)?.seq ?? Infinity
    return [...newest, ...(older?.rows.filter((r) => r.seq < from) ?? [])]
  }, [first.value, older])
  return { rows, status: first.status, error: first.error, retry: first.retry, more: next === null ? undefined : more, busy: older?.busy ?? false }
}

/** What happened, day by day, and the record as it was on any of them. */
export function HistoryList({ record }: { record: Rec }) {
  const today = useToday()
  const zone = useMe().workspace.zone
  const history = useHistory(record)
  const [day, setDay] = useState<string>()
  const diffs = useMemo(() => history.rows.map((r) => r.diff), [history.rows])
  const names = useNames(record.kind, record.product, record.id, diffs)
  const days = useMemo(() => daysOf(history.rows, names), [history.rows, names])
  if (history.status === 'error') return <ErrorState title={m.record_history_failed()} text={history.error?.detail} onRetry={history.retry} />
  if (history.status === 'loading') return <SkeletonRows count={4} />
  const picker = (
    <DatePicker label={m.record_asof()} value={day ?? null} onChange={(d) => setDay(d ?? undefined)} max={today} now={today} trigger={<Button size="sm" variant="ghost" icon="history">{day ? m.record_asof_other() : m.record_asof()}</Button>} />
  )
  if (day) return <AsOf record={record} day={day} picker={picker} onClose={() => setDay(undefined)} />
  return (
    <div className="flex flex-col gap-4">
      <div className="-mb-2 flex justify-end">{picker}</div>
      {days.map((d) => (
        <section key={d.day} aria-label={sayDay(d.day, today)}>
          <h3 className="mb-1 text-12 font-medium text-text-faint">{d.day === today ? m.record_today() : sayDay(d.day, today)}</h3>
          <ul>
            {d.entries.map((e) => (
              <HistoryEntry key={e.seq} entry={e} names={names} zone={zone} onUndone={history.retry} />
            ))}
          </ul>
        </section>
      ))}
      {history.more && (
        <div>
          <Button size="sm" variant="ghost" busy={history.busy} onClick={() => void history.more?.()}>
            {m.record_history_more()}
          </Button>
        </div>
      )}
    </div>
  )
}
