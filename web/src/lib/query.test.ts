import { describe, expect, it } from 'vitest'

import { parse, print, printNode, quote, type Node, type Query } from './query'

const tree = (text: string) => {
  const { query, complaint } = parse(text)
  if (!query) throw new Error(`${text}: ${complaint.fault} at ${complaint.at}`)
  return query
}

describe('reading', () => {
  it('knows terms, words, quotes, presence and what is shown', () => {
    expect(tree('type:story,bug estimate>3 "two factor" pay* is:open no:estimate has:owner sort:-updated,rank group:State')).toEqual({
      where: {
        is: 'and',
        parts: [
          { is: 'term', field: 'type', op: ':', values: [{ text: 'story' }, { text: 'bug' }] },
          { is: 'term', field: 'estimate', op: '>', values: [{ text: '3' }] },
          { is: 'text', text: 'two factor', quoted: true },
          { is: 'text', text: 'pay', prefix: true },
          { is: 'state', name: 'open' },
          { is: 'no', name: 'estimate' },
          { is: 'has', name: 'owner' },
        ],
      },
      sort: [
        { field: 'updated', desc: true },
        { field: 'rank', desc: false },
      ],
      group: 'state',
    })
  })

  it('lets minus bind before and, and before or', () => {
    expect(tree('a -b or c')).toEqual({
      where: {
        is: 'or',
        parts: [
          { is: 'and', parts: [{ is: 'text', text: 'a' }, { is: 'not', node: { is: 'text', text: 'b' } }] },
          { is: 'text', text: 'c' },
        ],
      },
      sort: [],
    })
  })

  it.each([
    ['estimate:>3', 'estimate>3'],
    ['state:ready, done', 'state:ready,done'],
    ['a and b', 'a b'],
    ['a | b', 'a or b'],
    ['NOT (a b)', '-(a b)'],
    ['(a (b c))', 'a b c'],
    ['title:"say \\"hi\\""', 'title:"say \\"hi\\""'],
    ['updated>=2026-11-22T09:30', 'updated>=2026-11-22T09:30'],
    ['sort:rank (a or b) -c', '(a or b) -c sort:rank'],
    ['estimate:3..8', 'estimate:3..8'],
  ])('%s is written %s', (typed, printed) => {
    expect(print(tree(typed))).toBe(printed)
  })

  it.each([
    ['state:', 'value', 7],
    ['a or', 'joint', 3],
    ['or a', 'joint', 1],
    ['(a', 'open', 1],
    ['a)', 'closing', 2],
    ['()', 'nothing', 1],
    ['"abc', 'unclosed', 1],
    ['""', 'empty', 1],
    ['>3', 'field', 1],
    ['a*b', 'star', 1],
    ['estimate>3,4', 'several', 1],
    ['estimate:..', 'range', 10],
    ['(sort:rank)', 'inside', 2],
    ['sort:rank sort:title', 'twice', 11],
    ['"a"b', 'gap', 4],
    ['a"b"', 'quote', 2],
    ['is>open', 'colon', 1],
    ['no:a,b', 'name', 1],
    ['- a', 'negates', 1],
    ['-'.repeat(40) + 'a', 'deep', 34],
  ])('%s is refused as %s at %i', (typed, fault, at) => {
    expect(parse(typed).complaint).toEqual({ fault, at })
  })
})

describe('writing', () => {
  it.each([
    ['ready', 'ready'],
    ['in progress', '"in progress"'],
    ['a,b', '"a,b"'],
    ['3..8', '"3..8"'],
    ['>x', '">x"'],
    ['pay*', '"pay*"'],
    ['say "hi"', '"say \\"hi\\""'],
    ['or', 'or'],
  ])('the value %s as %s', (value, written) => {
    expect(quote(value)).toBe(written)
    expect(tree(`x:${written}`).where).toMatchObject({ values: [{ text: value }] })
  })

  it('reads back whatever it writes', () => {
    // A small deterministic generator: every shape, nested three deep.
    let seed = 7
    const next = (n: number) => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) % n
    const words = ['pay', 'or', 'two factor', 'a-b', 'x:y', '-later', 'Ünïcode', 'a"b\\c', 'me', '..', 'not']
    const word = () => words[next(words.length)]!
    const make = (depth: number): Node => {
      switch (next(depth > 0 ? 7 : 4)) {
        case 0:
          return { is: 'term', field: 'state', op: next(2) ? ':' : '!=', values: Array.from({ length: 1 + next(3) }, () => ({ text: word() })) }
        case 1:
          return { is: 'text', text: word() }
        case 2:
          return { is: 'no', name: 'owner' }
        case 3:
          return { is: 'term', field: 'estimate', op: ':', values: [{ text: '3', to: '8' }] }
        case 4:
          return { is: 'not', node: make(depth - 1) }
        default: {
          const is = next(2) ? 'and' : 'or'
          const parts = [make(depth - 1), make(depth - 1)].flatMap((p) => (p.is === is ? p.parts : [p]))
          return { is, parts }
        }
      }
    }
    for (let i = 0; i < 2000; i++) {
      const query: Query = { where: make(3), sort: next(2) ? [{ field: 'rank', desc: next(2) === 1 }] : [] }
      const text = print(query)
      expect(print(tree(text)), text).toBe(text)
      expect(plain(tree(text).where!), text).toBe(plain(query.where!))
    }
  })
})

/** A tree as text that ignores whether a value had quotes. */
const plain = (n: Node): string => JSON.stringify(n, (key, value) => (key === 'quoted' ? undefined : value))

it('prints a single condition', () => {
  expect(printNode({ is: 'not', node: { is: 'or', parts: [{ is: 'text', text: 'a' }, { is: 'state', name: 'open' }] } })).toBe('-(a or is:open)')
})
