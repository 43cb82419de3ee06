import { describe, expect, it } from 'vitest'

import { cellOf, cellQuery, levelOf, matrixOf, movesOf, stepped, withoutCell } from './matrix'

describe('the heat map', () => {
  it('counts each risk in its cell, the likeliest row on top', () => {
    const { rows, unrated } = matrixOf([
      { likelihood: 5, impact: 1 },
      { likelihood: 2, impact: 4 },
      { likelihood: 2, impact: 4 },
      { likelihood: null, impact: 4 },
    ])
    expect(rows).toHaveLength(5)
    expect(rows[0]![0]).toMatchObject({ likelihood: 5, impact: 1, count: 1 })
    expect(rows[3]![3]).toMatchObject({ likelihood: 2, impact: 4, count: 2 })
    expect(rows.flat().reduce((n, c) => n + c.count, 0)).toBe(3)
    expect(unrated).toBe(1)
  })

  it('rises with both', () => {
    expect(levelOf(1, 5)).toBe('low')
    expect(levelOf(2, 3)).toBe('medium')
    expect(levelOf(3, 5)).toBe('high')
    expect(levelOf(4, 3)).toBe('medium')
  })

  it('finds a cell again by its query, beside other conditions', () => {
    expect(cellOf(cellQuery({ likelihood: 4, impact: 3 }))).toEqual({ likelihood: 4, impact: 3 })
    expect(cellOf('owner:me likelihood=4 impact=3 is:open')).toEqual({ likelihood: 4, impact: 3 })
    expect(withoutCell('owner:me likelihood=4 impact=3 is:open')).toBe('owner:me is:open')
    expect(cellOf('likelihood=4 impact=33')).toBeUndefined()
    expect(cellOf(undefined)).toBeUndefined()
  })

  it('shows the ways of those that moved, together where they are the same', () => {
    const at = (key: string, before: [number, number] | undefined, now: [number, number]) => ({ key, likelihood: now[0], impact: now[1], likelihoodBefore: before?.[0] ?? null, impactBefore: before?.[1] ?? null })
    expect(movesOf([at('A-1', [2, 4], [3, 4]), at('A-2', [2, 4], [3, 4]), at('A-3', [1, 1], [1, 1]), at('A-4', undefined, [5, 5])])).toEqual([{ from: { likelihood: 2, impact: 4 }, to: { likelihood: 3, impact: 4 }, keys: ['A-1', 'A-2'] }])
  })

  it('is walked with the arrows, to its edge and no further', () => {
    expect(stepped({ likelihood: 5, impact: 1 }, 'ArrowUp')).toEqual({ likelihood: 5, impact: 1 })
    expect(stepped({ likelihood: 5, impact: 1 }, 'ArrowDown')).toEqual({ likelihood: 4, impact: 1 })
    expect(stepped({ likelihood: 5, impact: 1 }, 'End')).toEqual({ likelihood: 5, impact: 5 })
  })
})
