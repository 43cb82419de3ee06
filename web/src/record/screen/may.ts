import { useSyncExternalStore } from 'react'

import { useData } from '@/data/hooks'
import { rightTo, type Right } from '@/data/rights'

/** What one may do about a decision on a product: act, propose, or nothing. Who decides is asked for when it is first needed, and told as soon as it is known. */
export function useMay(decision: string, product: string | null | undefined): Right {
  const data = useData()
  const now = () => rightTo(data, decision, product)
  useSyncExternalStore(data.session.signal.on, () => {
    const { may, decides } = now()
    return [may, ...(decides ?? [])].join()
  })
  return now()
}
