import { useSyncExternalStore } from 'react'

import { useData } from '@/data/hooks'

/** Sees that it is known who decides what, so that a drag can name them at once. */
export function useRules(product: string | undefined): void {
  const { session } = useData()
  useSyncExternalStore(session.signal.on, () => session.rules(product))
}
