/**
 * The strategy of a product: its vision and pillars, its objectives with key
 * results and their numbers, and the check-in that says where one stands.
 */
import { address } from '@/data/client'
import { useAsk } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { NewButton } from '@/record/screen/NewButton'
import { Screen } from '@/record/screen/Screen'
import { useAddressed } from '@/record/screen/shown'
import { useProduct } from '@/record/screen/today'
import { SkeletonRows } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'
import { Segmented } from '@/ui/tabs'

import { ObjectiveBlock } from './ObjectiveBlock'
import { Scope, wholeWorkspace } from './Scope'
import { rowsOf, type Node } from './tree'

const kinds = ['objective', 'metric', 'metric_point', 'link', 'feature', 'check_in']

/** Objectives against their targets, each above what serves it. */
export function ObjectivesScreen({ product }: { product: string }) {
  const [scope, setScope] = useAddressed('scope')
  const [which, setWhich] = useAddressed('which')
  const all = which === 'all'
  const record = useProduct(product)
  // Links of before said it this way.
  const of = scope === 'all' ? wholeWorkspace : scope
  const asked = useAsk<{ items: Node[]; more: boolean }>(address('/objectives/tree', { product: of ? undefined : product, portfolio: of === wholeWorkspace ? undefined : of, all: all ? 'true' : undefined, odds: 'true' }), kinds)
  return (
    <Screen
      title={m.screens_objectives()}
      scroll
      actions={
        <>
          <Scope label={m.objective_scope()} whole={m.objective_scope_all()} product={product} title={record?.title ?? product} value={of} onChange={setScope} />
          <Segmented
            label={m.screens_objectives_which()}
            value={all ? 'all' : 'open'}
            onChange={(v) => setWhich(v === 'all' ? v : undefined)}
            options={[
              { value: 'open', label: m.screens_objectives_open() },
              { value: 'all', label: m.screens_objectives_all() },
            ]}
          />
          <NewButton kind="objective" product={product} whole={of !== undefined} />
        </>
      }
    >
      <Objectives asked={asked} product={product} />
    </Screen>
  )
}

/** So many objectives are shown with their key results from the start. */
const fewEnough = 15

function Objectives({ asked: { value, status, error, retry }, product }: { asked: ReturnType<typeof useAsk<{ items: Node[]; more: boolean }>>; product: string }) {
  if (status === 'error') return <ErrorState title={m.screens_list_failed()} text={error?.detail} onRetry={retry} />
  if (!value) return <SkeletonRows count={6} />
  if (value.items.length === 0) return <EmptyState icon="target" title={m.screens_objectives_empty()} text={m.screens_objectives_empty_text()} action={<NewButton kind="objective" product={product} primary />} />
  const rows = rowsOf(value.items)
  return (
    <>
      <ul aria-label={m.objective_tree()} className="px-4">
        {rows.map((r) => (
          <ObjectiveBlock key={`${r.under ?? ''} ${r.node.id}`} row={r} product={product} startsOpen={rows.length <= fewEnough} />
        ))}
      </ul>
      {value.more && <p className="px-4 py-2 text-13 text-text-muted">{m.objective_more()}</p>}
    </>
  )
}
