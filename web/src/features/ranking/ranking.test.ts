import { describe, expect, it } from 'vitest'

import { barOf, choicesOf, moved, sayChoices, sayRange, settled, short, swingsOf, wordsOf, type Input, type Row } from './ranking'

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

describe('the values that an input may have', () => {
  it('are read as they are written', () => {
    const text = '3 massive; 0.5 low; 1'
    expect(choicesOf(text)).toEqual([{ value: 3, label: '3 massive' }, { value: 0.5, label: '0.5 low' }, { value: 1, label: '1' }])
    expect(sayChoices(choicesOf(text)!)).toBe(text)
    expect(sayChoices([{ value: 2, label: 'high' }, { value: 1, label: '' }])).toBe('2 high; 1')
  })

  it('begin with a number', () => {
    expect(choicesOf('')).toEqual([])
    expect(choicesOf('3 high; low')).toBeUndefined()
  })
})

it('puts what decides who is among the first before what merely moves', () => {
  const swing = (name: string, atLow: number, atHigh: number, largest: number) => ({ input: name, atLow, atHigh, least: 1, largest })
  const rows = [
    { key: 'A', swings: [swing('effort', 1, 1, 40), swing('reach', 2, 2, 1)] },
    { key: 'B', swings: [swing('effort', 9, 5, 3)] },
    { key: 'C', swings: [swing('reach', 3, 2, 2), swing('gone', 9, 1, 9)] },
    { key: 'D', swings: null },
  ] as unknown as Row[]
  const all = swingsOf({ rows, top: 2, inputs: [input(), input({ name: 'reach' })] })
  expect(all.map((s) => [s.row.key, s.input.name, s.crosses])).toEqual([['C', 'reach', true], ['B', 'effort', false], ['A', 'effort', false]])
})
