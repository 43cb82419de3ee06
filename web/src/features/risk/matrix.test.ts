import { describe, expect, it } from 'vitest'

import { cellOf, cellQuery, levelOf, matrixOf } from './matrix'

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

  it('finds a cell again by its query', () => {
    expect(cellOf(cellQuery({ likelihood: 4, impact: 3 }))).toEqual({ likelihood: 4, impact: 3 })
    expect(cellOf('likelihood=4 impact=3 owner:me')).toBeUndefined()
    expect(cellOf(undefined)).toBeUndefined()
  })
})
