import { describe, expect, it } from 'vitest'

import { parse } from '@/lib/query'

import { awaiting, backlogHealth, bets, blocked, launches, saidSince, settledBets, unheard, within } from './figures'

describe('the figures of the desks', () => {
  const all = [...backlogHealth.map((f) => f.q), awaiting, bets, blocked, launches, unheard, saidSince('2026-11-22'), settledBets('2026-11-22')]

  it('are queries that can be read', () => {
    for (const q of all) expect(parse(q).complaint, q).toBeUndefined()
  })

  it('look back from today', () => {
    expect(saidSince('2026-11-22')).toContain('saidon>=2026-11-15')
    expect(settledBets('2026-01-01')).toContain('updated>=2025-10-02')
  })

  it('open the records without what the screen asks for anyway', () => {
    expect(within('type:story,bug category:todo,doing updated<-30d sort:rank')).toBe('category:todo,doing updated<-30d')
    expect(within('type:feedback')).toBe('')
  })
})
