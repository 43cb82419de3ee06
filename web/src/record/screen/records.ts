import { useCallback, useRef, useSyncExternalStore } from 'react'

import { useData } from '@/data/hooks'
import type { Rec } from '@/data/types'

/**
 * The records of some ids, as far as they are here; those that are missing are
 * read. For sums and counts over a few hundred records: a row of a list reads its
 * own.
 */
export function useRecords(ids: readonly string[]): readonly Rec[] {
  const data = useData()
  const held = useRef<readonly Rec[]>([])
  const subscribe = useCallback(
    (fn: () => void) => {
      const missing = ids.filter((id) => !data.cache.get(id))
      if (missing.length > 0) data.loader.want(missing)
      const offs = ids.map((id) => data.cache.on(id, fn))
      return () => offs.forEach((off) => off())
    },
    [data, ids],
  )
  return useSyncExternalStore(subscribe, () => {
    const now = ids.flatMap((id) => data.cache.get(id) ?? [])
    if (now.length !== held.current.length || now.some((r, i) => r !== held.current[i])) held.current = now
    return held.current
  })
}
