import { describe, expect, it } from 'vitest'

import { dotsLeft, groupsOf, votedOf } from './retro'
import type { Phase, Retro } from './types'

const note = (id: string, column: string, under: string | null = null) => ({ id, column, body: id, with: under, createdBy: null })
const retro = (phase: Phase): Pick<Retro, 'notes' | 'votes' | 'retro'> => ({
  retro: { id: 'r', phase, votes: 5, columns: [] },
  notes: [note('slow', 'badly'), note('demo', 'well'), note('hour', 'badly', 'slow'), note('late', 'badly')],
  votes: [{ note: 'late', member: 'ana', dots: 3 }, { note: 'slow', member: 'ben', dots: 1 }, { note: 'late', member: 'ben', dots: 1 }],
})

describe('a retrospective', () => {
  it('puts notes under the head of their group', () => {
    expect(groupsOf(retro('grouping'), 'badly', 'ana').map((g) => [g.head.id, g.under.map((n) => n.id)])).toEqual([['slow', ['hour']], ['late', []]])
  })

  it('has what has the most dots first, once they are set', () => {
    expect(groupsOf(retro('voting'), 'badly', 'ana').map((g) => g.head.id)).toEqual(['slow', 'late'])
    expect(groupsOf(retro('acting'), 'badly', 'ana').map((g) => [g.head.id, g.dots, g.mine])).toEqual([['late', 4, 3], ['slow', 1, 0]])
  })

  it('tells who has voted, and how much', () => {
    expect(votedOf(retro('voting'))).toEqual({ people: ['ana', 'ben'], dots: 5 })
  })

  it('counts the dots one has left', () => {
    expect(dotsLeft(retro('voting'), 'ana')).toBe(2)
    expect(dotsLeft(retro('voting'), 'cid')).toBe(5)
  })
})
