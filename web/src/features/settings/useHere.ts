import { useSearch } from '@tanstack/react-router'

import { useAsk, useData, useMe } from '@/data/hooks'
import { type Right, rightTo } from '@/data/rights'
import type { MyProduct } from '@/data/types'
import { useGo } from '@/record/screen/address'

/** The product whose settings are shown; it stands in the address. */
export function useChosenProduct(section: string): { product: MyProduct | undefined; choose: (key: string) => void; products: readonly MyProduct[] } {
  const { product } = useSearch({ strict: false }) as { product?: string }
  const { products } = useMe()
  const go = useGo()
  const last = localStorage.getItem('throughline.product')
  const key = product ?? last
  return {
    product: products.find((p) => p.key === key) ?? products[0],
    choose: (to) => go(`/settings/${section}?product=${to}`),
    products,
  }
}

/** What one may do about a decision, in the workspace or on a product. */
export function useMay(decision: string, product?: string): Right {
  const data = useData()
  const { member } = useMe()
  // Who decides is named once the table of decisions is there; guests are not shown it.
  useAsk(member.role === 'guest' ? undefined : product ? `/rights?product=${product}` : '/rights', ['decision_right'])
  return rightTo(data, decision, product)
}

/** For operations that cannot be proposed: one acts, or one reads. */
export function useActs(decision: string, product?: string): boolean {
  return useMay(decision, product).may === 'act'
}

/** Owners and admins of the workspace. */
export function useIsAdmin(): boolean {
  const { role } = useMe().member
  return role === 'owner' || role === 'admin'
}
