import { useMe } from '@/data/hooks'
import { screenAddress } from '@/record/screen/address'

/** Screens that list kinds; what has none is found among the work. */
const SCREENS: Record<string, string> = {
  feature: 'roadmap',
  objective: 'objectives',
  metric: 'metrics',
  release: 'releases',
  sprint: 'sprints',
  feedback: 'feedback',
  insight: 'insights',
  opportunity: 'opportunities',
  risk: 'risks',
  decision: 'decisions',
  account: 'accounts',
  contact: 'contacts',
}

const ITEMS: readonly string[] = ['story', 'bug', 'task', 'spike']

/** The list that shows the records of a query, in the product where one is. */
export function useListAddress(): (q: string, kinds: readonly string[], product?: string) => string | undefined {
  const { products } = useMe()
  const last = localStorage.getItem('throughline.product')
  return (q, kinds, product) => {
    const key = product ?? products.find((p) => p.key === last)?.key ?? products[0]?.key
    const other = kinds.some((k) => ITEMS.includes(k)) ? undefined : kinds.map((k) => SCREENS[k]).find(Boolean)
    return key && screenAddress(key, other ?? 'backlog', { q, ...(other === 'roadmap' && { view: 'table' }) })
  }
}
