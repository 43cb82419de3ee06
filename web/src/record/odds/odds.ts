/** By when records will be done, as the server forecasts it from the team's own past. */
import { address } from '@/data/client'
import { useAsk } from '@/data/hooks'

export interface Odd {
  share: number
  on: string | null
  days: number
}

export interface RecordOdd {
  id: string
  key: string
  remaining: number
  done: number
  ahead: number
  when: Odd[]
  promised: string | null
  odds: number | null
  why: string
}

export interface RecordOdds {
  items: RecordOdd[]
  rule: string
}

/** What changes a forecast: work, what it belongs to, and its order. */
const kinds = ['story', 'bug', 'task', 'spike', 'link', 'sprint', 'feature', 'release', 'product']

/** The odds of some records of a product, by their ids; of at most a hundred. */
export function useOdds(product: string | undefined, ids: readonly string[]): { of: (id: string) => RecordOdd | undefined; rule: string } {
  const asked = [...new Set(ids)].sort().slice(0, 100).join()
  const { value } = useAsk<RecordOdds>(product && asked ? address('/flow/odds', { product, ids: asked }) : undefined, kinds)
  return { of: (id) => value?.items.find((i) => i.id === id), rule: value?.rule ?? '' }
}
