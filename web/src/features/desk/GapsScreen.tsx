/**
 * What one looks at first: the desk of the product manager, the desk of the
 * product owner, and the gaps in the thread with the way to close each.
 */
import { address } from '@/data/client'
import { useAsk, useList } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { recordAddress, useGo } from '@/record/screen/address'
import { neighbour, screenKeys } from '@/record/screen/keys'
import { ListStates } from '@/record/screen/ListStates'
import { NewButton } from '@/record/screen/NewButton'
import { Part, Screen } from '@/record/screen/Screen'
import { useAddressed } from '@/record/screen/shown'

import { gapKinds } from './gapKinds'
import { GapRow } from './GapRow'
import { grouped, sorts, type Gap, type Sort } from './gaps'

const titles: Record<Sort, () => string> = { work: m.desk_gap_work, objective: m.desk_gap_objective, promise: m.desk_gap_promise }

export function GapsScreen({ product }: { product: string }) {
  const asked = useAsk<{ items: Gap[]; next: string | null }>(address('/gaps', { product, limit: 200 }), gapKinds)
  const gaps = asked.value?.items ?? []
  const groups = grouped(gaps)
  // Where nothing is yet, nothing could have a gap: that is no praise.
  const nothing = useList({ q: '-type:product', product, limit: 1 }).total === 0
  const order = groups.flatMap((g) => g.gaps.map((x) => x.id))
  const [at, setAt] = useAddressed('at')
  const go = useGo()
  const here = at && order.includes(at) ? at : undefined
  const open = () => {
    const gap = gaps.find((g) => g.id === here)
    if (gap) go(recordAddress(gap.key))
  }
  const keys = { j: () => setAt(neighbour(order, here, 1)), k: () => setAt(neighbour(order, here, -1)), f: () => document.querySelector<HTMLElement>(`[data-fix="${here}"]`)?.click(), Enter: open }
  return (
    <Screen title={m.desk_gaps()} note={gaps.length > 0 ? m.desk_gaps_count({ count: gaps.length, more: asked.value?.next ? '+' : '' }) : undefined} scroll>
      <div ref={screenKeys(keys)} className="flex flex-col gap-6 px-4 py-4">
        <ListStates list={{ ids: order, status: asked.status, error: asked.error, retry: asked.retry }} icon="link" title={nothing ? m.desk_gaps_nothing() : m.desk_gaps_none()} text={nothing ? m.desk_gaps_nothing_text() : m.desk_gaps_none_text()} action={nothing && <NewButton kind="objective" product={product} primary />}>
          {sorts.map((sort) => {
            const g = groups.find((x) => x.sort === sort)
            if (!g) return null
            return (
              <Part key={sort} title={titles[sort]()} note={g.gaps.length}>
                <ul>
                  {g.gaps.map((gap) => (
                    <GapRow key={gap.id} gap={gap} product={product} current={gap.id === here} />
                  ))}
                </ul>
              </Part>
            )
          })}
        </ListStates>
      </div>
    </Screen>
  )
}
