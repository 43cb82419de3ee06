/** Of which products a roadmap is: the one that one is in, a portfolio, another product, or all. */
import { useMemo } from 'react'

import { useList, useMe } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { useRecords } from '@/record/screen/records'

export interface Scope {
  /** What stands in the address; empty for the product that one is in. */
  value: string
  options: { value: string; label: string }[]
  /** What the server is asked for; neither for all. */
  product?: string
  portfolio?: string
  /** The products by key; undefined for all. */
  products?: readonly string[]
  title: string
}

interface Place {
  id: string
  key: string
  parent: string | null
}

/** The products of a portfolio and of those below it. */
export function below(portfolio: string, portfolios: readonly Place[], products: readonly { key: string; portfolio: string | null }[]): string[] {
  const inside = new Set([portfolio])
  for (let before = 0; before !== inside.size; ) {
    before = inside.size
    for (const p of portfolios) if (p.parent && inside.has(p.parent)) inside.add(p.id)
  }
  return products.filter((p) => p.portfolio && inside.has(p.portfolio)).map((p) => p.key)
}

const none: readonly string[] = []

export function useScope(product: string, said: string | undefined): Scope {
  const me = useMe()
  const portfolios = useRecords(useList({ q: 'type:portfolio sort:title', limit: 100 }).ids)
  const products = useRecords(useList({ q: 'type:product', limit: 200 }).ids ?? none)
  return useMemo(() => {
    const here = me.products.find((p) => p.key === product)
    const options = [
      { value: 'here', label: here?.title ?? product },
      { value: 'all', label: m.plan_all() },
      ...portfolios.map((p) => ({ value: p.key, label: m.roadmap_portfolio({ name: p.title }) })),
      ...me.products.filter((p) => p.key !== product).map((p) => ({ value: p.key, label: p.title })),
    ]
    const own = { value: 'here', options, product, products: [product], title: here?.title ?? product }
    if (!said) return own
    if (said === 'all') return { value: 'all', options, title: m.plan_all() }
    const portfolio = portfolios.find((p) => p.key === said)
    if (portfolio) {
      const text = (v: unknown) => (typeof v === 'string' ? v : null)
      const keys = below(
        portfolio.id,
        portfolios.map((p) => ({ id: p.id, key: p.key, parent: text(p.parent) })),
        products.map((p) => ({ key: p.key, portfolio: text(p.portfolio) })),
      )
      return { value: said, options, portfolio: said, products: keys, title: portfolio.title }
    }
    const other = me.products.find((p) => p.key === said)
    return other ? { value: said, options, product: said, products: [said], title: other.title } : own
  }, [me.products, product, said, portfolios, products])
}
