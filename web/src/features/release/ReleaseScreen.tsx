import { useState } from 'react'

import { useData, useRecord, useRecordState } from '@/data/hooks'
import { rightTo } from '@/data/rights'
import type { Rec } from '@/data/types'
import { progressOf } from '@/lib/sprint'
import { sayDay, sayDistance } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { OddsLine } from '@/record/odds/OddsLine'
import { RisksOn } from '@/record/risk/RisksOn'
import { PromisesOf } from '@/record/promise/PromisesOf'
import { recordAddress, useGo, useLink } from '@/record/screen/address'
import { Line } from '@/record/screen/Line'
import { ProgressLine } from '@/record/screen/ProgressLine'
import { Part, Screen } from '@/record/screen/Screen'
import { useAddressed } from '@/record/screen/shown'
import { sizedOf } from '@/record/screen/sized'
import { useToday } from '@/record/screen/today'
import { StateBadge } from '@/ui/badge'
import { Button } from '@/ui/button'
import { SkeletonRows } from '@/ui/skeleton'
import { ErrorState } from '@/ui/state'

import { Checks } from './Checks'
import { FeatureProgress } from './FeatureProgress'
import { GoOut, Hold } from './GoOut'
import { HotFix } from './HotFix'
import { Money } from './Money'
import { Notes } from './Notes'
import { useReadiness } from './readiness'
import { Ruling } from './Ruling'
import { useScope } from './useScope'

/** One release: what goes out, how far it is, and what is in the way. */
export function ReleaseScreen({ product, id }: { product: string; id: string }) {
  const { record, status, error } = useRecordState(id)
  if (!record) return status === 'loading' ? <SkeletonRows /> : <ErrorState title={m.screens_record_gone()} text={error?.detail} />
  return <Release product={product} release={record} />
}

function Release({ product, release: r }: { product: string; release: Rec }) {
  const data = useData()
  const go = useGo()
  const link = useLink()
  const today = useToday()
  const scope = useScope(r)
  const [verb] = useAddressed('do')
  const [going, setGoing] = useState(verb === 'go')
  const progress = progressOf(scope.items.map(sizedOf))
  const asked = useReadiness(r.id)
  const checks = asked.value?.checks ?? []
  const [asking, setAsking] = useState<'hold' | 'fix'>()
  const mends = useRecord(typeof r.mends === 'string' ? r.mends : undefined)
  const right = rightTo(data, 'release.content', r.product)
  const isOut = r.category === 'done' || r.category === 'closed'
  const ofFeatures = new Set([...scope.of.values()].flatMap((s) => [...s]))
  const loose = scope.items.filter((i) => scope.direct.includes(i.id) && !ofFeatures.has(i.id))
  const when = typeof r.releasedOn === 'string' ? m.screens_release_went({ day: sayDay(r.releasedOn, today) }) : typeof r.dueOn === 'string' ? m.screens_release_due({ day: sayDay(r.dueOn, today), distance: sayDistance(r.dueOn, today) }) : m.screens_release_no_day()
  return (
    <Screen
      title={r.title}
      scroll
      note={
        <span className="tabular flex flex-wrap items-center gap-x-3">
          <span className="keyed">{r.key}</span>
          <StateBadge state={r.state} category={r.category} />
          {when}
          <OddsLine record={r} />
          {mends && (
            <a {...link(`/p/${product}/releases/${mends.key}`)} className="hover:underline">
              {m.accept_fix_mends()} {mends.title}
            </a>
          )}
        </span>
      }
      actions={
        <>
          {!isOut && right.may !== 'no' && (
            <Button icon="circle-x" onClick={() => setAsking('hold')}>
              {m.accept_hold()}
            </Button>
          )}
          {r.category === 'done' && right.may !== 'no' && (
            <Button icon="wrench" onClick={() => setAsking('fix')}>
              {m.accept_fix()}
            </Button>
          )}
          {!isOut && right.may !== 'no' && (
            <Button icon="rocket" variant="primary" title={right.may === 'propose' ? m.screens_proposes_to({ who: right.decides?.join(', ') ?? '' }) : undefined} onClick={() => setGoing(true)}>
              {m.accept_go()}
            </Button>
          )}
          <Button variant="ghost" icon="file-text" onClick={() => go(recordAddress(r.key))}>
            {m.screens_open_record()}
          </Button>
        </>
      }
    >
      <div className="grid gap-x-10 gap-y-5 px-4 py-4 lg:grid-cols-[minmax(0,2fr)_minmax(18rem,1fr)]">
        <div className="flex min-w-0 flex-col gap-5">
          <Ruling release={r} />
          <ProgressLine progress={progress} label={m.screens_release_progress({ name: r.title })} legend />
          <Part title={m.screens_release_features()} note={scope.features.length}>
            {scope.features.map((f) => (
              <FeatureProgress key={f.id} feature={f} items={scope.items.filter((i) => scope.of.get(f.id)?.has(i.id))} />
            ))}
            {scope.ready && scope.features.length === 0 && <p className="text-text-muted">{m.screens_release_no_features()}</p>}
          </Part>
          {loose.length > 0 && (
            <Part title={m.screens_release_items()} note={loose.length}>
              {loose.map((i) => (
                <Line key={i.id} id={i.id} note={typeof i.estimate === 'number' ? m.screens_points({ count: i.estimate }) : m.screens_unsized()} />
              ))}
            </Part>
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Part title={isOut ? m.screens_release_checks_then() : m.accept_readiness()} note={checks.length > 0 ? m.accept_readiness_note({ done: checks.filter((c) => c.ok).length, all: checks.length }) : undefined}>
            {asked.status === 'loading' && <SkeletonRows count={6} />}
            {asked.status === 'error' && <ErrorState title={m.accept_readiness_failed()} text={asked.error?.detail} onRetry={asked.retry} />}
            <Checks checks={checks} product={product} />
          </Part>
          <RisksOn record={r} always />
          <PromisesOf record={r} />
          <Money release={r} readiness={asked.value} />
          <Notes release={r} />
        </div>
      </div>
      {going && !isOut && <GoOut release={r} readiness={asked.value} onClose={() => setGoing(false)} />}
      {asking === 'hold' && <Hold release={r} onClose={() => setAsking(undefined)} />}
      {asking === 'fix' && <HotFix release={r} product={product} onClose={() => setAsking(undefined)} />}
    </Screen>
  )
}
