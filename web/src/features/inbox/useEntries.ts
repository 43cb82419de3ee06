import { useMemo } from 'react'

import { useAsk, useData, useList, useMe } from '@/data/hooks'
import type { Proposal } from '@/data/types'

import { noticed, noticesPath } from './count'
import { entriesOf, type Approval, type Entry, type Notice } from './entries'

const nothing: never[] = []

/** What waits for one's approval. */
export const approvalsPath = '/approvals/mine'

/** Verdicts are awaited by those who look after a backlog. */
function useVerdicts() {
  const mine = useMe().products.filter((p) => p.roles.includes('product owner')).map((p) => p.key)
  return useList(mine.length === 0 ? undefined : { q: `type:story,bug,task,spike category:done product:${mine.join(',')} sort:doneat`, limit: 100 })
}

export interface Inbox {
  entries: readonly Entry[]
  status: 'loading' | 'ready' | 'error'
  error: ReturnType<typeof useAsk>['error']
  retry: () => void
}

/** All that awaits one, or that one should hear of. */
export function useEntries(): Inbox {
  const { cache } = useData()
  const proposals = useAsk<{ items: Proposal[] }>('/proposals?mine=true&state=open&limit=100', ['proposal'])
  const notices = useAsk<{ items: Notice[] }>(noticesPath, noticed as string[])
  const approvals = useAsk<Approval[]>(approvalsPath, ['approval', 'feature'])
  const verdicts = useVerdicts()
  const entries = useMemo(() => {
    const done = verdicts.ids.flatMap((id) => {
      const r = cache.get(id)
      return r ? [{ id, key: r.key, title: r.title, since: String(r.doneAt ?? r.updatedAt) }] : []
    })
    return entriesOf(proposals.value?.items ?? nothing, done, notices.value?.items ?? nothing, approvals.value ?? nothing)
  }, [cache, proposals.value, notices.value, approvals.value, verdicts.ids])
  const parts = [proposals, notices, approvals]
  const failed = parts.find((p) => p.status === 'error')
  return {
    entries,
    status: failed ? 'error' : parts.some((p) => p.status === 'loading') ? 'loading' : 'ready',
    error: failed?.error,
    retry: () => parts.forEach((p) => p.status === 'error' && p.retry()),
  }
}
