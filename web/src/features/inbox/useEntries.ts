import { useMemo, useState } from 'react'

import { useAsk, useData, useList, useMe, usePages } from '@/data/hooks'
import { NOTICED } from '@/data/kinds.gen'
import type { Proposal } from '@/data/types'
import { heard } from '@/record/launch/launch'
import { useToday } from '@/record/screen/today'

import { noticesPath } from './count'
import { duesOf, type EndsWait, type LaunchesWait } from './due'
import { entriesOf, type Approval, type Entry, type Notice, type Review } from './entries'

const nothing: never[] = []
const launchKinds = [...heard]

/** What waits for one's approval. */
export const approvalsPath = '/approvals/mine'

/** Decisions, risks and bets whose day has come. */
const reviewsPath = '/reviews/mine'

/** Verdicts are awaited by those who look after a backlog. */
function useVerdicts() {
  const mine = useMe().products.filter((p) => p.roles.includes('product owner')).map((p) => p.key)
  return useList(mine.length === 0 ? undefined : { q: `type:story,bug,task,spike category:done product:${mine.join(',')} sort:doneat`, limit: 100 })
}

export interface Inbox {
  entries: readonly Entry[]
  status: 'loading' | 'ready' | 'error'
  error: ReturnType<typeof useAsk>['error']
  /** There is news, or work to judge, beyond what is shown. */
  more: boolean
  loadMore: () => void
  retry: () => void
}

/** All that awaits one, or that one should hear of. */
export function useEntries(): Inbox {
  const { cache } = useData()
  const proposals = usePages<Proposal>('/proposals?mine=true&state=open&limit=200', ['proposal'])
  const [pages, setPages] = useState(1)
  const notices = usePages<Notice>(noticesPath, [...NOTICED], pages)
  const approvals = useAsk<Approval[]>(approvalsPath, ['approval', 'feature'])
  const reviews = useAsk<Review[]>(reviewsPath, ['decision', 'risk', 'feature'])
  const launches = useAsk<LaunchesWait>('/launchtasks/mine', launchKinds)
  const ends = useAsk<EndsWait[]>('/sunset/mine', ['sunset_plan', 'product'])
  const products = useMe().products
  const today = useToday()
  const dues = useMemo(() => duesOf(launches.value, ends.value ?? nothing, (id) => products.find((p) => p.id === id)?.key, today), [launches.value, ends.value, products, today])
  const verdicts = useVerdicts()
  const entries = useMemo(() => {
    const done = verdicts.ids.flatMap((id) => {
      const r = cache.get(id)
      return r ? [{ id, key: r.key, title: r.title, since: String(r.doneAt ?? r.updatedAt) }] : []
    })
    return entriesOf(proposals.items ?? nothing, done, notices.items ?? nothing, approvals.value ?? nothing, reviews.value ?? nothing, dues)
  }, [cache, proposals.items, notices.items, approvals.value, reviews.value, dues, verdicts.ids])
  const parts = [proposals, notices, approvals, reviews, launches, ends]
  const failed = parts.find((p) => p.status === 'error')
  return {
    entries,
    status: failed ? 'error' : parts.some((p) => p.status === 'loading') ? 'loading' : 'ready',
    error: failed?.error,
    more: proposals.more || notices.more || verdicts.more,
    loadMore: () => {
      if (notices.more) setPages(pages + 1)
      if (verdicts.more) verdicts.loadMore()
    },
    retry: () => parts.forEach((p) => p.status === 'error' && void p.retry()),
  }
}
