import { useState } from 'react'

import { useList } from '@/data/hooks'
import { join, placeOf } from '@/lib/query-edit'

import type { Wrong } from './filter/Complaint'

export interface AskedQuery {
  /** The screen's part and the person's, as one. */
  q: string
  /** What is shown: the last that could be answered, while this one cannot. */
  shown: string
  total: number | undefined
  /** What the server says is wrong, at its place in the person's part. */
  wrong: Wrong | undefined
}

/** The query of a list, and how the server takes it. */
export function useQuery(base: string, own: string, sort: string | undefined, product: string | undefined): AskedQuery {
  const { q, at } = join(base, own, sort)
  const { status, error, total } = useList({ q, product, limit: 1 })
  const [good, setGood] = useState(q)
  const said = error?.fields.find((f) => f.field === 'q')?.message
  if (status === 'ready' && !said && good !== q) setGood(q)
  if (!said) return { q, shown: q, total, wrong: undefined }
  const { at: place, text } = placeOf(said)
  const mine = place > 0 ? at(place) : 0
  return { q, shown: good, total: undefined, wrong: { at: mine <= own.length + 1 ? mine : 0, text } }
}
