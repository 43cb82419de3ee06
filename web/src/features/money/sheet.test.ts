import { describe, expect, it } from 'vitest'

import type { Line } from './answers'
import { sheetOf } from './sheet'

const line = (basis: Line['basis'], sort: Line['sort'], label: string, month: string, amount: number): Line => ({ id: `${basis}${label}${month}`, basis, sort, label, month, amount, currency: 'EUR', note: '' })

describe('the sheet', () => {
  it('has a row for each thing, whatever its basis, and amounts of its own', () => {
    const rows = sheetOf([line('plan', 'revenue', 'Fees', '2026-01-01', 5), line('plan', 'cost', 'Licences', '2026-01-01', 7), line('actual', 'cost', 'Licences', '2026-01-01', 9), line('actual', 'cost', 'Cloud', '2026-02-01', 3)], [], 'actual', 'EUR')
    expect(rows.map((r) => [r.sort, r.label, r.amounts])).toEqual([
      ['cost', 'Cloud', { '2026-02-01': 3 }],
      ['cost', 'Licences', { '2026-01-01': 9 }],
      ['revenue', 'Fees', {}],
    ])
  })

  it('keeps a new row once, also when its first amount is there', () => {
    const fresh = [{ sort: 'cost' as const, label: 'Cloud', currency: 'USD', amounts: {} }]
    expect(sheetOf([], fresh, 'plan', 'EUR')).toHaveLength(1)
    expect(sheetOf([line('plan', 'cost', 'Cloud', '2026-02-01', 3)], fresh, 'plan', 'EUR')).toHaveLength(1)
  })
})
