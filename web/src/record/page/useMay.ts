import { useSyncExternalStore } from 'react'

import { useData } from '@/data/hooks'
import { rightTo } from '@/data/rights'
import type { Rec } from '@/data/types'

/** Whether one may do something about a record that is in use, or at least propose it. */
export function useMay(decision: string, record: Pick<Rec, 'product' | 'archivedAt'>): boolean {
  const data = useData()
  return useSyncExternalStore(data.session.signal.on, () => !record.archivedAt && rightTo(data, decision, record.product).may !== 'no')
}
