import { useData } from '@/data/hooks'
import { rightTo, type Right } from '@/data/rights'

/** What one may do about a decision on a product: act, propose, or nothing. */
export function useMay(decision: string, product: string | null | undefined): Right {
  return rightTo(useData(), decision, product)
}
