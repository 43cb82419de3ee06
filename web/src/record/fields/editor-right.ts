/** What one may do about a field of a record, links and custom fields included. */
import { useSyncExternalStore } from 'react'

import type { Data } from '@/data/data'
import { useData } from '@/data/hooks'
import type { KindName } from '@/data/kinds.gen'
import { rightTo, rightToAll, rightToField, type Right } from '@/data/rights'
import type { Rec } from '@/data/types'

import type { Field } from './field'

export function fieldRight(data: Data, record: Rec, field: Field, to?: unknown): Right {
  if (field.type !== 'link') return rightToField(data, record, field.name, to)
  return record.archivedAt ? { may: 'no' } : rightToAll(data, field.decisions, record.product)
}

/** The decision that orders a kind's records. */
export const rankDecision = (kind: KindName): string => (kind === 'pillar' ? 'strategy.set' : kind === 'feature' || kind === 'initiative' ? 'roadmap.place' : 'backlog.rank')

/** The least of several rights, and everybody who would decide. */
export function leastOf(rights: readonly Right[]): Right {
  if (rights.length === 0 || rights.some((r) => r.may === 'no')) return { may: 'no' }
  const proposing = rights.filter((r) => r.may === 'propose')
  if (proposing.length === 0) return { may: 'act' }
  const decides = [...new Set(proposing.flatMap((r) => r.decides ?? []))]
  return decides.length > 0 ? { may: 'propose', decides } : { may: 'propose' }
}

export const rankRight = (data: Data, records: readonly Rec[]): Right => leastOf(records.map((r) => rightTo(data, rankDecision(r.kind), r.product)))

/** The right to a field of a record, as long as it is shown. */
export function useFieldRight(record: Rec, field: Field, to?: unknown): Right {
  const data = useData()
  // Right answers are made anew each time; what they say is what is compared.
  const text = useSyncExternalStore(data.session.signal.on, () => JSON.stringify(fieldRight(data, record, field, to)))
  return JSON.parse(text) as Right
}
