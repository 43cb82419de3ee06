import { lazy, Suspense } from 'react'

import type { KindName } from '@/data/kinds.gen'

const QuickCreate = lazy(() => import('@/record/page/QuickCreate').then((x) => ({ default: x.QuickCreate })))

interface Props {
  kinds: readonly KindName[]
  product: string
  values: Record<string, unknown>
  onDone: () => void
}

/** Makes a record of the list's kind, with what its place in the list says of it. */
export function Making({ kinds, product, values: { kind, ...values }, onDone }: Props) {
  return (
    <Suspense>
      <QuickCreate kind={(kind as KindName | undefined) ?? kinds[0]!} product={product} values={values} onDone={onDone} />
    </Suspense>
  )
}
