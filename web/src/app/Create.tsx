import { useMe } from '@/data/hooks'
import type { KindName } from '@/data/kinds.gen'
import { QuickCreate } from '@/record/page/QuickCreate'

import type { DialogProps } from './dialogs'

interface Wish {
  kind?: KindName
  product?: string
  values?: Record<string, unknown>
}

/** A new record of any kind, in the product one is in. */
export function Create({ context, input, close }: DialogProps) {
  const wish = (input ?? {}) as Wish
  const me = useMe()
  const product = wish.product ?? context().product ?? me.products[0]?.key
  if (!product) return null
  return <QuickCreate kind={wish.kind ?? kindHere()} values={wish.values} product={product} onDone={close} />
}

const kinds: Record<string, KindName> = {
  backlog: 'story', board: 'story', sprints: 'sprint', roadmap: 'feature', objectives: 'objective', strategy: 'pillar', metrics: 'metric', releases: 'release',
  feedback: 'feedback', insights: 'insight', opportunities: 'opportunity', decisions: 'decision', risks: 'risk', accounts: 'account', contacts: 'contact',
}

/** What one most likely wants to make on the screen one is at. */
function kindHere(): KindName {
  return kinds[location.pathname.split('/')[3] ?? ''] ?? 'story'
}
