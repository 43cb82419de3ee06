/** What a summary is of: a product, a portfolio or all products, and since when. */
import { useMemo } from 'react'

import { useMe } from '@/data/hooks'
import { useScope, type Scope } from '@/record/roadmap/scope'
import { screenAddress } from '@/record/screen/address'
import { useAddressed } from '@/record/screen/shown'
import { useToday } from '@/record/screen/today'

import { monthBefore } from './figures'

export interface Of {
  /** The product that one is in, whose screens are opened. */
  here: string
  scope: Scope
  since: string
  today: string
  /** A query of records, kept to these products. */
  query: (q: string) => { q: string; product?: string }
  /** A screen that shows just this product; undefined of several products, of which it would show one. */
  opens: (path: string, show?: Record<string, string | undefined>) => string | undefined
  /** Whether what belongs to a product, by its id, is of these. */
  has: (product: string | null) => boolean
}

export function useOf(product: string): { of: Of; show: (of: string | undefined) => void; showSince: (day: string | undefined) => void } {
  const me = useMe()
  const today = useToday()
  const [said, show] = useAddressed('of')
  const [day, showSince] = useAddressed('since')
  const scope = useScope(product, said)
  const since = day && /^\d{4}-\d\d-\d\d$/.test(day) && day < today ? day : monthBefore(today)
  const of = useMemo<Of>(() => {
    const ids = scope.products && new Set(me.products.filter((p) => scope.products!.includes(p.key)).map((p) => p.id))
    return {
      here: product, scope, since, today,
      query: (q) => ({ q: `${q}${amongOf(scope)}`, product: scope.product }),
      opens: (path, shown) => (scope.product ? screenAddress(scope.product, path, shown) : undefined),
      has: (id) => !ids || (id !== null && ids.has(id)),
    }
  }, [me.products, product, scope, since, today])
  return { of, show, showSince }
}

/** A portfolio is asked for by its products; one without any finds nothing. */
function amongOf(scope: Scope): string {
  if (!scope.portfolio) return ''
  return scope.products?.length ? ` product:${scope.products.join(',')}` : ' -type:release,risk,decision'
}
