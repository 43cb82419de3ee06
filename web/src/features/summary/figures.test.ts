import { describe, expect, test } from 'vitest'

import type { Bet } from '@/record/bet/bet'

import { betsOf, monthBefore, totalsOf, type Amounts } from './figures'

const amounts = (plan: number): Amounts => ({ plan, planToDate: plan / 2, actual: plan / 4, outlook: plan + 10 })

describe('money', () => {
  const answer = {
    currency: 'EUR',
    sorts: [{ sort: 'cost', ...amounts(100) }, { sort: 'run', ...amounts(20) }, { sort: 'revenue', ...amounts(200) }, { sort: 'value', ...amounts(999) }],
    rows: [{ key: 'A', kind: 'product', cost: amounts(40), revenue: amounts(80) }, { key: 'B', kind: 'product', cost: amounts(80), revenue: amounts(120) }],
    left: [],
  }
  test('run cost is cost, value is not revenue', () => {
    expect(totalsOf(answer)).toEqual({
      cost: { plan: 120, planToDate: 60, actual: 30, outlook: 140 },
      revenue: { plan: 200, planToDate: 100, actual: 50, outlook: 210 },
      profit: { plan: 80, planToDate: 40, actual: 20, outlook: 70 },
    })
  })
  test('a portfolio is only its products', () => {
    expect(totalsOf(answer, ['B']).profit).toEqual({ plan: 40, planToDate: 20, actual: 10, outlook: 40 })
    expect(totalsOf(answer, []).cost.plan).toBe(0)
  })
})

test('bets: due first, then by their day; the latest settled first; incomplete ones are not in flight', () => {
  const bet = (feature: string, stands: Bet['stands'], on: string | null) => ({ feature, stands, on }) as Bet
  const b = betsOf([bet('a', 'running', '2026-12-01'), bet('b', 'open', null), bet('c', 'due', '2026-11-01'), bet('d', 'hit', '2026-01-01'), bet('e', 'missed', '2026-05-01'), bet('f', 'incomplete', null), bet('g', 'running', '2026-11-30')])
  expect(b.flight.map((x) => x.feature)).toEqual(['c', 'g', 'a', 'b'])
  expect(b.settled.map((x) => x.feature)).toEqual(['e', 'd'])
  expect([b.hit, b.missed]).toEqual([1, 1])
})

test('a month before', () => {
  expect(monthBefore('2026-03-01')).toBe('2026-01-30')
})
