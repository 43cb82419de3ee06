import { describe, expect, it } from 'vitest'

import { parse, print } from './query'
import { chipsOf, join, kindsOf, nextSort, placeOf, sameQuery, sortOf, withChips, without, withSort } from './query-edit'

describe('chips', () => {
  it('are the conditions that all hold', () => {
    const q = parse('state:ready (a or b) -tag:later sort:rank').query!
    expect(chipsOf(q)).toHaveLength(3)
    expect(print(withChips(q, chipsOf(q).slice(1)))).toBe('(a or b) -tag:later sort:rank')
    expect(print(withChips(q, []))).toBe('sort:rank')
  })
})

describe('joining with the screen', () => {
  it('puts what a person wrote first and keeps its own order', () => {
    expect(join('type:story,bug is:open', 'login sort:-updated', 'rank').q).toBe('login sort:-updated type:story,bug is:open')
    expect(join('type:story', 'login', 'rank').q).toBe('login type:story sort:rank')
    expect(join('type:story', '').q).toBe('type:story')
  })

  it('never lets an "or" swallow the screen’s condition', () => {
    const joined = join('type:story', 'a or b sort:title')
    expect(joined.q).toBe('(a or b) type:story sort:title')
    expect(joined.at(2)).toBe(1)
    expect(join('a or b', 'c').q).toBe('c (a or b)')
    expect(join('', 'a or b').q).toBe('a or b')
  })

  it('sends what cannot be read as it is, with its places', () => {
    const joined = join('type:story', 'state:')
    expect(joined.q).toBe('state: type:story')
    expect(joined.at(7)).toBe(7)
  })

  it('takes the screen’s conditions out of a stored query', () => {
    expect(without('type:story,bug is:open', 'kind:bug,story is:open estimate>3 sort:rank')).toBe('estimate>3 sort:rank')
    expect(without('type:story', 'type:bug')).toBe('type:bug')
  })

  it('knows the same query however it is written', () => {
    expect(sameQuery('type:bug,story  is:open sort:rank', 'is:open kind:story,bug sort:rank')).toBe(true)
    expect(sameQuery('is:open sort:rank', 'is:open')).toBe(false)
    expect(sameQuery('is:open a', 'is:open b')).toBe(false)
    expect(sameQuery('state: (', ' state: (')).toBe(true)
  })

  it('knows the kinds that a query speaks of', () => {
    expect(kindsOf('type:story,bug is:open')).toEqual(['story', 'bug'])
    expect(kindsOf('is:blocked')).toBeUndefined()
  })
})

describe('sorting', () => {
  it('goes up, down and back', () => {
    const up = nextSort([], 'title', false)
    const down = nextSort(up, 'title', false)
    expect([up, down, nextSort(down, 'title', false)]).toEqual([[{ field: 'title', desc: false }], [{ field: 'title', desc: true }], []])
  })

  it('adds a further field and takes only that away again', () => {
    const two = nextSort([{ field: 'owner', desc: false }], 'title', true)
    expect(two).toEqual([{ field: 'owner', desc: false }, { field: 'title', desc: false }])
    expect(nextSort(nextSort(two, 'title', true), 'title', true)).toEqual([{ field: 'owner', desc: false }])
  })

  it('is written into a text that can be read, and leaves any other', () => {
    expect(withSort('a sort:rank', [{ field: 'title', desc: true }])).toBe('a sort:-title')
    expect(withSort('a (', [{ field: 'title', desc: true }])).toBe('a (')
    expect(sortOf('a sort:-title,rank')).toHaveLength(2)
  })
})

it('finds the place in the server’s words', () => {
  expect(placeOf('Character 18: This quote is not closed.')).toEqual({ at: 18, text: 'This quote is not closed.' })
  expect(placeOf('The query is too long.')).toEqual({ at: 0, text: 'The query is too long.' })
})
