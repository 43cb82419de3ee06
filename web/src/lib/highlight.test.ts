import { describe, expect, it } from 'vitest'

import { highlight, wordsOf } from './highlight'

const hits = (text: string, q: string) => highlight(text, q).filter((p) => p.hit).map((p) => p.text)

describe('highlights', () => {
  it('mark words from their beginning, in any case', () => {
    expect(hits('Late fees, latest fee', 'late fee')).toEqual(['Late', 'fee', 'late', 'fee'])
    expect(hits('Coffee', 'fee')).toEqual([])
  })

  it('keep the whole text', () => {
    expect(highlight('a late fee', 'late').map((p) => p.text).join('')).toBe('a late fee')
    expect(highlight('nothing', '')).toEqual([{ text: 'nothing', hit: false }])
    expect(highlight('', 'x')).toEqual([])
  })

  it('keep quoted words together, and take signs as signs', () => {
    expect(hits('two factor and factor two', '"two factor"')).toEqual(['two factor'])
    expect(hits('C++ (or C)', 'c++')).toEqual(['C++'])
    expect(wordsOf('a "b c" d')).toEqual(['b c', 'a', 'd'])
    expect(hits('Prüfung für Größe', 'prü grö')).toEqual(['Prü', 'Grö'])
  })
})
