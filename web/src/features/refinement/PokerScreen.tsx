/** Planning poker by itself: the item, the table, nothing else; also for a phone. */
import { useRecordState } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { screenAddress, useGo } from '@/record/screen/address'
import { Screen } from '@/record/screen/Screen'
import { Button } from '@/ui/button'
import { SkeletonRows } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'

import { ItemCard } from './ItemCard'
import { Poker } from './Poker'
import { currentOf, useRunning } from './queries'
import { Seats } from './Seats'
import { SizesPanel } from './SizesPanel'

export function PokerScreen({ product }: { product: string }) {
  const { running, list } = useRunning(product)
  const go = useGo()
  const open = (
    <Button variant={running ? 'ghost' : 'primary'} icon="list-checks" onClick={() => go(screenAddress(product, 'refinement'))}>
      {m.refine_title()}
    </Button>
  )
  return (
    <Screen title={m.poker_title()} note={running?.title} scroll actions={running && open}>
      {!running && list.status === 'error' && <ErrorState title={m.refine_queue_failed()} text={list.error?.detail} onRetry={list.retry} />}
      {!running && list.status === 'loading' && <SkeletonRows />}
      {!running && list.status === 'ready' && (
        <>
          <EmptyState icon="users" title={m.poker_none()} text={m.poker_none_text()} action={open} />
          <div className="mx-auto w-full max-w-2xl px-4 pb-6">
            <SizesPanel product={product} />
          </div>
        </>
      )}
      {running && <Table refinement={running} product={product} />}
    </Screen>
  )
}

/** The item that has its turn and the table, or who is there while none has. */
export function Table({ refinement, product }: { refinement: Rec; product: string }) {
  const current = currentOf(refinement)
  const { record: item, status, error, retry } = useRecordState(current)
  if (!current)
    return (
      <div className="mx-auto flex w-full max-w-3xl flex-col gap-4 px-4 py-3">
        <EmptyState icon="list-checks" title={m.refine_no_turn()} text={m.refine_no_turn_text()} />
        <Seats refinement={refinement} moderates={false} />
      </div>
    )
  if (!item) return status === 'loading' ? <SkeletonRows /> : <ErrorState text={error?.detail} onRetry={retry} />
  return (
    <div className="mx-auto flex w-full max-w-3xl flex-col gap-4 px-4 py-3">
      <ItemCard item={item} refinement={refinement} />
      <Poker key={item.id} refinement={refinement} item={item} product={product} />
    </div>
  )
}
