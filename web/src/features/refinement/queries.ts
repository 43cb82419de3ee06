/** What refinement asks, in the words of the server. */
import { address } from '@/data/client'
import { useAsk, useData, useList, useRecord } from '@/data/hooks'
import { problemOf, type Rec } from '@/data/types'
import { addDays } from '@/lib/scale'
import { whyRefused } from '@/record/fields/refusal'
import { useToday } from '@/record/screen/today'
import type { Told } from '@/record/refined/rounds'
import type { Missing } from '@/record/story/rules'
import { toast } from '@/ui/toast'

const itemKinds = ['story', 'bug', 'task', 'spike']

export interface QueueItem {
  id: string
  key: string
  kind: string
  title: string
  state: string
  estimate: number | null
  place: number
  inNextSprint: boolean
  stretch: number
  missing: Missing[]
}

export interface Queue {
  items: QueueItem[]
  nextSprint: string | null
  looked: number
  ready: number
  more: boolean
}

/** What is not ready, in the order in which it matters. */
export const useQueue = (product: string) => useAsk<Queue>(address('/refinement/queue', { product, limit: 100 }), [...itemKinds, 'link', 'sprint', 'objective', 'feature', 'product_workflow'])

export const currentOf = (r: Rec): string | undefined => (typeof r.current === 'string' && r.current ? r.current : undefined)

/** The refinement that is going on in a product. As a record it is the same for everybody, at once. */
export function useRunning(product: string) {
  const list = useList({ q: 'type:refinement category:doing', product, limit: 2 })
  const record = useRecord(list.ids[0])
  return { running: record?.category === 'doing' && !record.archivedAt ? record : undefined, list }
}

export interface Now {
  scale: string[]
  rounds: Told[]
  waiting: string[]
  mine: string
  missing: Missing[]
}

/** The table as one sees it oneself. */
export const useNow = (refinement: string | undefined) => useAsk<Now>(refinement && `/refinements/${refinement}/now`, ['round', 'refinement', 'scale', 'link', ...itemKinds])

/** The values that a product's team votes with. */
export const useScale = (product: string) => useAsk<{ steps: string[]; usual: boolean }>(address('/scale', { product }), ['scale'])

export interface SizeSpread {
  estimate: number | null
  n: number
  min: number
  p50: number
  p85: number
  max: number
}

/** How long items of each size took, over a year. Where the server has no such report yet, there is nothing to show. */
export function useSizes(product: string) {
  const from = addDays(useToday(), -365)
  const asked = useAsk<{ sizes: SizeSpread[] }>(address('/flow/sizes', { product, from }))
  const missing = asked.error?.status === 404
  return { sizes: asked.value?.sizes ?? (missing ? [] : undefined), failed: asked.error && !missing && !asked.value, retry: asked.retry }
}

/** Sends something of the moment, of which nobody wants to hear that it went well: true when it did. */
export function useSend(): (method: 'POST', path: string, body?: unknown) => Promise<boolean> {
  const data = useData()
  return async (method, path, body = {}) => {
    try {
      await data.call(method, path, body)
      return true
    } catch (e) {
      toast({ text: whyRefused(problemOf(e)), tone: 'red' })
      return false
    }
  }
}
