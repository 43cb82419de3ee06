import { describe, expect, it } from 'vitest'

import { parse, printNode, type Op } from '@/lib/query'

import { chipOf, howsOf, isWhole, joined, nodeOf, split, type Chip } from './chips'
import type { FieldDoc } from './docs'

const equality: Op[] = [':', '=', '!=']
const ordered: Op[] = [':', '=', '!=', '<', '<=', '>', '>=']
const doc = (name: string, type: FieldDoc['type'], more: Partial<FieldDoc> = {}): FieldDoc => ({
  name, type, synonyms: [], label: name, doc: '', kinds: [], operators: equality, values: [], ranges: false, star: false, sortable: true, example: '', ...more,
})
const docs = [doc('state', 'state', { synonyms: ['status'] }), doc('estimate', 'number', { operators: ordered }), doc('title', 'text'), doc('owner', 'person'), doc('text', 'search', { operators: [':'] })]
const chip = (text: string) => chipOf(parse(text).query!.where!, docs)

describe('chips', () => {
  it.each([
    ['status:ready', 'is', 'state:ready'],
    ['-state:ready', 'not', 'state!=ready'],
    ['state=ready', 'is', 'state:ready'],
    ['title=pay', 'exactly', 'title=pay'],
    ['estimate>=3', '>=', 'estimate>=3'],
    ['estimate:3..8', 'is', 'estimate:3..8'],
    ['has:owner', 'set', 'has:owner'],
    ['-has:owner', 'unset', 'no:owner'],
    ['no:owner', 'unset', 'no:owner'],
  ])('%s compares by "%s" and is written %s', (text, how, written) => {
    const c = chip(text)
    expect(c).toMatchObject({ is: 'term', how })
    expect(printNode(nodeOf(c))).toBe(written)
  })

  it.each(['is:open', '-is:blocked', 'login', '"two factor"', '-pay*', 'a or b', '-(a b)', 'unknown:x', '-estimate>3'])('%s is kept as it is', (text) => {
    expect(printNode(nodeOf(chip(text)))).toBe(text)
  })

  it('compare only in ways that the field takes', () => {
    expect(howsOf(docs[0]!)).toEqual(['is', 'not', 'set', 'unset'])
    expect(howsOf(docs[1]!)).toEqual(['is', 'not', '<', '<=', '>', '>=', 'set', 'unset'])
    expect(howsOf(docs[4]!)).toEqual(['is'])
  })

  it('keep one value where they compare with one', () => {
    const c: Chip = { is: 'term', doc: docs[1]!, how: '>', values: [{ text: '3' }, { text: '5' }] }
    expect(printNode(nodeOf(c))).toBe('estimate>3')
  })

  it('ask for nothing before they have a value', () => {
    expect(isWhole({ is: 'term', doc: docs[0]!, how: 'is', values: [] })).toBe(false)
    expect(isWhole({ is: 'term', doc: docs[0]!, how: 'unset', values: [] })).toBe(true)
  })
})

describe('the filter as chips and a draft', () => {
  it('puts the draft after the chips and the order at the end', () => {
    const s = split('state:ready a or b sort:rank')
    expect(s.chips).toHaveLength(1)
    expect(joined({ ...s, draft: 'log' })).toEqual({ q: '(state:ready a or b) log sort:rank', draftAt: 21 })
    expect(joined(s).q).toBe('state:ready a or b sort:rank')
  })

  it('lets an order that is typed take the place of the other', () => {
    expect(joined({ ...split('a sort:rank'), draft: 'sort:-updated' }).q).toBe('a sort:-updated')
  })

  it('keeps what cannot be read as text', () => {
    expect(split('state: (')).toEqual({ chips: [], draft: 'state: (', rest: '' })
  })
})
