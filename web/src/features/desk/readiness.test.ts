import { describe, expect, it } from 'vitest'

import type { Link, Rec } from '@/data/types'

import { lacksOf, readinessOf } from './readiness'

const story = (id: string, more: Partial<Rec> = {}): Rec => ({ id, key: id.toUpperCase(), kind: 'story', asA: 'a', iWant: 'b', soThat: 'c', criteria: [{}], estimate: 3, ...more }) as unknown as Rec
const delivers = (from: string): Link => ({ id: from, type: 'delivers', from, to: 'f', fromKind: 'story', toKind: 'feature' })

describe('the readiness of the next sprint', () => {
  it('holds when everything is there', () => {
    expect(lacksOf(story('a'), [delivers('a')], false)).toEqual([])
    expect(lacksOf(story('a', { kind: 'task', asA: '' }), [delivers('a')], false)).toEqual([])
  })

  it('names what an item lacks', () => {
    expect(lacksOf(story('a', { soThat: ' ', criteria: [], estimate: null }), [], true)).toEqual(['statement', 'criteria', 'estimate', 'thread', 'blockers'])
    expect(lacksOf(story('a', { soThat: '', body: 'told there' }), [delivers('a')], false)).toEqual([])
    expect(lacksOf(story('a'), [delivers('other')], false)).toEqual(['thread'])
  })

  it('counts what is ready, and what is lacking most', () => {
    const items = [story('a'), story('b', { estimate: null }), story('c', { estimate: null, criteria: [] })]
    expect(readinessOf(items, (id) => [delivers(id)], new Set())).toEqual({
      all: 3,
      ready: 1,
      lacking: [
        { rule: 'estimate', keys: ['B', 'C'] },
        { rule: 'criteria', keys: ['C'] },
      ],
    })
  })
})
