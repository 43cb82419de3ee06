/** What a refinement holds: who sat together over what, and how they voted. */
import { address } from '@/data/client'
import { useAsk } from '@/data/hooks'
import type { Rec } from '@/data/types'

export interface Seat {
  member: string
  as: 'voter' | 'observer'
  joinedAt: string
  leftAt: string | null
}

export interface Entry {
  item: string
  turnAt: string | null
  estimateBefore: number | null
  estimateAfter: number | null
  lackedBefore: string[]
  lacksAfter: string[]
  note: string
}

export const seatsOf = (r: Rec): Seat[] => (Array.isArray(r.people) ? (r.people as Seat[]) : [])
export const entriesOf = (r: Rec): Entry[] => (Array.isArray(r.items) ? (r.items as Entry[]) : [])
export interface Vote {
  member: string
  value: string
}

export interface Round {
  id: string
  record: string
  refinement: string | null
  number: number
  scale: string[]
  state: 'open' | 'revealed' | 'dropped'
  voted: string[]
  votes: Vote[]
  revealedBy: string | null
  taken: number | null
}

export interface Result {
  low: number | null
  high: number | null
  median: number | null
  consensus: number | null
  suggestion: number | null
  lowest: string[]
  highest: string[]
  advice: 'take' | 'explain' | 'larger or split'
}

export interface Told {
  round: Round
  result: Result | null
}

/** The rounds of a refinement, newest first. */
export const useRounds = (refinement: string) => useAsk<{ items: Told[]; next: string | null }>(address('/rounds', { refinement, limit: 200 }), ['round'])
