/** The strategy on one page: what it is for, what it stands on, what follows, and what must not happen; presented, printed, compared. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'

import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { useMay } from '@/record/screen/may'
import { Screen } from '@/record/screen/Screen'
import { useProduct, useToday } from '@/record/screen/today'
import { Button } from '@/ui/button'
import { DatePicker } from '@/ui/date'
import { Select } from '@/ui/select'
import { SkeletonRows } from '@/ui/skeleton'
import { Callout, ErrorState } from '@/ui/state'
import { Stage } from '@/ui/stage'
import { Segmented } from '@/ui/tabs'

import { CompareView } from './CompareView'
import { EndingNote } from './EndingNote'
import { KeepDialog } from './KeepDialog'
import { LifecycleView } from './LifecycleView'
import { LivesPart } from './LivesPart'
import { usePage, useSnapshots } from './page'
import { PageView } from './PageView'
import { PrintSheet } from './PrintSheet'
import { Scope, wholeWorkspace } from './Scope'
import { slidesOf } from './slides'

/** What of the screen stands in its address. */
interface Shown {
  of?: string
  view?: string
  at?: string
  from?: string
  to?: string
  slide?: string
}

const views = ['page', 'compare', 'lifecycle'] as const
type View = (typeof views)[number]

function useAddress(): [Shown, (change: Shown) => void] {
  const navigate = useNavigate()
  const search: Shown = useSearch({ strict: false })
  return [search, (change) => void navigate({ to: '.', search: ((s: object) => ({ ...s, ...change })) as never, replace: true })]
}

export function StrategyScreen({ product }: { product: string }) {
  const [shown, show] = useAddress()
  const record = useProduct(product)
  const of = shown.of === wholeWorkspace ? '' : (shown.of ?? product)
  const asked = usePage(of, shown.at)
  const right = useMay('strategy.set', shown.of ? null : record?.id)
  const [keeping, setKeeping] = useState(false)
  const page = asked.value
  const view: View = views.find((v) => v === shown.view) ?? 'page'
  const slides = page && view === 'page' ? slidesOf(page) : []
  const slide = Number(shown.slide)
  return (
    <Screen
      title={m.screens_strategy()}
      scroll
      actions={
        <>
          <Scope label={m.onepage_scope()} whole={m.onepage_workspace()} product={product} title={record?.title ?? product} value={shown.of} onChange={(v) => show({ of: v, at: undefined, from: undefined, to: undefined })} />
          <Segmented
            label={m.onepage_view()}
            value={view}
            onChange={(v) => show({ view: v === 'page' ? undefined : v })}
            options={[
              { value: 'page', label: m.onepage_page() },
              { value: 'compare', label: m.onepage_compare_short() },
              { value: 'lifecycle', label: m.life_view() },
            ]}
          />
          {view === 'page' && (
            <>
              <AsOfPicker of={of} value={shown.at} onChange={(at) => show({ at })} />
              {!shown.at && right.may !== 'no' && (
                <Button icon="bookmark" onClick={() => setKeeping(true)}>
                  {m.onepage_keep()}
                </Button>
              )}
              <Button icon="file-text" disabled={!page} onClick={() => window.print()}>
                {m.onepage_print()}
              </Button>
              <Button icon="monitor" variant="primary" disabled={slides.length === 0} onClick={() => show({ slide: '1' })}>
                {m.onepage_present()}
              </Button>
            </>
          )}
        </>
      }
    >
      {view === 'compare' ? (
        <CompareView of={of} from={shown.from} to={shown.to} onShow={(from, to) => show({ from, to })} />
      ) : view === 'lifecycle' ? (
        shown.of ? <LivesPart only={shown.of === wholeWorkspace ? undefined : (page?.products.map((p) => p.key) ?? [])} /> : <LifecycleView product={product} right={right} />
      ) : !page ? (
        asked.error ? <ErrorState title={m.onepage_failed()} text={asked.error.detail} onRetry={asked.retry} /> : <SkeletonRows count={8} />
      ) : (
        <>
          <Then page={page} onBack={() => show({ at: undefined })} onCompare={() => show({ view: 'compare', from: shown.at, to: undefined, at: undefined })} />
          {page.stage === 'sunset' && !shown.at && <EndingNote product={product} onOpen={() => show({ view: 'lifecycle' })} />}
          <PageView page={page} product={product} of={of} right={right} past={shown.at !== undefined} />
          <PrintSheet page={page} />
        </>
      )}
      {page && slides.length > 0 && slide > 0 && <Stage title={page.title} slides={slides} at={Math.min(slide, slides.length) - 1} onAt={(n) => show({ slide: String(n + 1) })} onClose={() => show({ slide: undefined })} />}
      {keeping && <KeepDialog of={of} right={right} onClose={() => setKeeping(false)} />}
    </Screen>
  )
}

/** Chooses the day or the kept page that is shown. */
function AsOfPicker({ of, value, onChange }: { of: string; value: string | undefined; onChange: (at: string | undefined) => void }) {
  const today = useToday()
  const kept = useSnapshots(of).value ?? []
  return (
    <>
      {kept.length > 0 && (
        <Select
          label={m.onepage_kept_pages()}
          value={kept.some((s) => s.id === value) ? value! : 'now'}
          onChange={(v) => onChange(v === 'now' ? undefined : v)}
          options={[{ value: 'now', label: m.onepage_now() }, ...kept.map((s) => ({ value: s.id, label: s.name, hint: sayDay(s.takenAt.slice(0, 10), today) }))]}
        />
      )}
      <DatePicker label={m.onepage_as_of()} value={value?.length === 10 ? value : null} max={today} now={today} onChange={(d) => onChange(d ?? undefined)} trigger={<Button icon="history">{m.onepage_as_of()}</Button>} />
    </>
  )
}

/** Says that what is shown is the past. */
function Then({ page, onBack, onCompare }: { page: { on: string | null; kept: string }; onBack: () => void; onCompare: () => void }) {
  const today = useToday()
  if (!page.on && !page.kept) return null
  return (
    <div className="px-4 pt-4">
      <Callout
        tone="blue"
        icon="history"
        title={page.kept ? m.onepage_then_kept({ name: page.kept }) : m.onepage_then_on({ day: sayDay(page.on, today) })}
        actions={
          <>
            <Button size="sm" onClick={onCompare}>
              {m.onepage_compare_now()}
            </Button>
            <Button size="sm" onClick={onBack}>
              {m.onepage_back()}
            </Button>
          </>
        }
      >
        {m.onepage_then_text()}
      </Callout>
    </div>
  )
}
