import { useMemo } from 'react'

import { useData, useWorkflow } from '@/data/hooks'

const kinds = ['story', 'bug', 'task', 'spike'] as const

/** The category of each state of work in a product. */
export function useCategories(product: string): (state: string) => string | undefined {
  const { session } = useData()
  const id = session.productId(product)
  // Heard of one of them, all are read anew.
  const heard = useWorkflow(id, 'story')
  return useMemo(() => {
    const found = new Map<string, string>()
    for (const k of kinds) for (const s of heard && session.workflow(id, k)) if (!found.has(s.name)) found.set(s.name, s.category)
    return (state) => found.get(state)
  }, [session, id, heard])
}
