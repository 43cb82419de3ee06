import { useCallback } from 'react'

import { useData } from '@/data/hooks'
import { problemOf, type Proposal } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { whyRefused } from '@/record/fields/refusal'
import { toast } from '@/ui/toast'

export type Called<T> = { done: T } | { proposed: Proposal } | { refused: string }

/** Calls an operation that is no plain change of a record; says in a corner what was refused or proposed, and nothing else. */
export function useCall(): <T>(method: string, path: string, body?: unknown) => Promise<Called<T>> {
  const data = useData()
  return useCallback(
    async <T>(method: string, path: string, body?: unknown): Promise<Called<T>> => {
      try {
        const value = await data.call<T | { proposed: Proposal }>(method, path, body)
        if (typeof value === 'object' && value !== null && 'proposed' in value) {
          toast({ text: m.record_proposed({ what: value.proposed.title }) })
          return { proposed: value.proposed }
        }
        return { done: value as T }
      } catch (error) {
        const refused = whyRefused(problemOf(error))
        toast({ text: refused, tone: 'red' })
        return { refused }
      }
    },
    [data],
  )
}
