import type { ReactNode } from 'react'

import { useAsk, useMe } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { addDays } from '@/lib/scale'
import { momentOf, sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { isEmpty } from '@/record/fields/cell'
import { type Field, valueOf } from '@/record/fields/field'
import { useFields } from '@/record/fields/fields'
import { useToday } from '@/record/screen/today'
import { Button } from '@/ui/button'
import { SkeletonRows } from '@/ui/skeleton'
import { Callout, ErrorState } from '@/ui/state'

import { changesOf, type Change } from './history'
import { useNames } from './names'
import { TextDiff } from './TextDiff'

/** What is compared between then and now; order and times of change say nothing. */
export function differences(then: Rec, now: Rec, fields: readonly Field[]): Record<string, [unknown, unknown]> {
  const out: Record<string, [unknown, unknown]> = {}
  for (const f of fields) {
    if (f.type === 'link' || ['key', 'createdAt', 'createdBy', 'updatedAt', 'product'].includes(f.name)) continue
    const pair: [unknown, unknown] = [valueOf(then, f), valueOf(now, f)]
    if (pair.every(isEmpty)) continue
    out[f.name] = pair
  }
  return out
}

const same = ([a, b]: [unknown, unknown]): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** The record as it was at the end of a day, to be read only, with what is different now. */
export function AsOf({ record, day, picker, onClose }: { record: Rec; day: string; picker: ReactNode; onClose: () => void }) {
  const today = useToday()
  const zone = useMe().workspace.zone
  const at = momentOf(addDays(day, 1), zone)
  const asked = useAsk<Rec>(`/records/${record.id}/asof?at=${encodeURIComponent(at)}`)
  return (
    <section aria-label={m.record_asof_on({ day: sayDay(day, today) })} className="flex flex-col gap-3">
      <Callout
        tone="blue"
        icon="history"
        title={m.record_asof_on({ day: sayDay(day, today) })}
        actions={
          <>
            {picker}
            <Button size="sm" onClick={onClose}>
              {m.record_asof_back()}
            </Button>
          </>
        }
      />
      {asked.status === 'loading' && <SkeletonRows count={4} />}
      {asked.status === 'error' && <ErrorState title={m.record_asof_failed()} text={asked.error?.detail} onRetry={asked.retry} />}
      {asked.value && <Then then={asked.value} now={record} />}
    </section>
  )
}

function Then({ then, now }: { then: Rec; now: Rec }) {
  const fields = useFields(now.product ?? undefined, [now.kind])
  const pairs = differences(then, now, fields)
  const names = useNames(now.kind, now.product, now.id, [pairs])
  const rows = Object.entries(pairs).flatMap(([field, pair]) => changesOf({ diff: { [field]: pair } }, names).map((change) => ({ change, same: same(pair) })))
  return (
    <dl>
      {rows
        .toSorted((a, b) => Number(a.same) - Number(b.same))
        .map(({ change, same: unchanged }) => (
          <Row key={change.field} change={change} same={unchanged} />
        ))}
    </dl>
  )
}

function Row({ change: c, same: unchanged }: { change: Change; same: boolean }) {
  return (
    <div className={unchanged ? 'grid grid-cols-[8rem_minmax(0,1fr)] gap-3 border-l-2 border-transparent py-1.5 pl-3' : 'grid grid-cols-[8rem_minmax(0,1fr)] gap-3 border-l-2 border-amber py-1.5 pl-3'}>
      <dt className="text-12 text-text-muted">
        {c.label}
        {!unchanged && <span className="sr-only">{m.record_asof_changed()}</span>}
      </dt>
      <dd className="min-w-0 text-13">
        {unchanged || !c.text ? (
          <>
            <p className="wrap-anywhere whitespace-pre-wrap">{c.before || <span className="text-text-faint">{m.record_nothing()}</span>}</p>
            {!unchanged && <p className="text-12 text-text-muted">{m.record_asof_now({ value: c.after || m.record_nothing() })}</p>}
          </>
        ) : (
          <TextDiff before={c.before} after={c.after} />
        )}
      </dd>
    </div>
  )
}
