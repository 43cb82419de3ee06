import { describe, expect, it } from 'vitest'

import { barOf, moved, sayRange, settled, short, wordsOf, type Input, type Row } from './ranking'

const input = (of: Partial<Input> = {}): Input => ({ name: 'effort', label: 'Effort', unit: '', min: 0, max: null, choices: null, from: '', help: '', ...of })

describe('inputs of a ranking', () => {
  it('are said as ranges, and choices by their words', () => {
    expect(sayRange({ low: 1, likely: 2, high: 4 }, input())).toBe('1 – 2 – 4')
    expect(sayRange({ low: null, likely: 2, high: null }, input({ choices: [{ value: 2, label: '2 high' }] }))).toBe('2 high')
    expect(sayRange(undefined, input())).toBe('–')
    expect(short(1066.6667, 'en')).toBe('1,067')
  })

  it('stay within what they may be when they are dragged', () => {
    expect(settled(-3, input())).toBe(0)
    expect(settled(1.7, input({ choices: [{ value: 1, label: '' }, { value: 2, label: '' }, { value: 3, label: '' }] }))).toBe(2)
    expect(settled(12.6, input({ from: 'reach' }))).toBe(13)
    expect(settled(120, input({ max: 100 }))).toBe(100)
    expect(settled(2.34567, input())).toBe(2.35)
  })

  it('take their ends along', () => {
    expect(moved({ low: 1, likely: 2, high: 4 }, 4, input())).toEqual({ low: 2, likely: 4, high: 8 })
    expect(moved({ low: null, likely: 2, high: null }, 3, input())).toEqual({ low: null, likely: 3, high: null })
    expect(moved(undefined, 3, input())).toEqual({ low: null, likely: 3, high: null })
  })
})

it('draws scores from nothing to the largest', () => {
  const at = barOf([{ score: 5, low: 2, high: 10 }, { score: null, low: null, high: null }] as Row[])
  expect(at(0)).toBe(0)
  expect(at(10)).toBe(100)
  expect(at(5)).toBe(50)
})

it('writes the word of a dot where it covers nothing, or not at all', () => {
  const within = { left: 0, right: 300, top: 0, bottom: 100 }
  // Alone to the right; at the edge to the left; over another dot above; in a crowd nowhere.
  expect(wordsOf([{ x: 50, y: 50, wide: 60 }], within)).toEqual([{ dx: 11, dy: 4 }])
  expect(wordsOf([{ x: 280, y: 50, wide: 60 }], within)).toEqual([{ dx: -71, dy: 4 }])
  expect(wordsOf([{ x: 100, y: 50, wide: 60 }, { x: 130, y: 50, wide: 20 }, { x: 70, y: 50, wide: 20 }], within)[0]).toEqual({ dx: -30, dy: -12 })
  const crowd = wordsOf(Array.from({ length: 9 }, () => ({ x: 150, y: 50, wide: 60 })), within)
  expect(crowd.filter((w) => w).length).toBeLessThan(5)
  expect(crowd.at(-1)).toBeUndefined()
})
