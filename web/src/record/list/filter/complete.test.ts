import { describe, expect, it } from 'vitest'

import { complete, offer, take, type Known } from './complete'
import type { FieldDoc } from './docs'

const doc = (name: string, type: FieldDoc['type'], more: Partial<FieldDoc> = {}): FieldDoc => ({
  name, type, synonyms: [], label: '', doc: '', kinds: [], operators: [':'], values: [], ranges: false, star: false, sortable: true, example: '', ...more,
})
const docs = [
  doc('state', 'state', { label: 'State', synonyms: ['status'] }),
  doc('estimate', 'number', { label: 'Estimate' }),
  doc('owner', 'person', { label: 'Owner', sortable: false }),
  doc('is', 'word', { values: ['open', 'blocked'] }),
  doc('no', 'word'),
  doc('sort', 'word'),
]
const known: Known = (d) => (d.type === 'state' ? ['new', 'ready', 'in progress'].map((v) => offer(v)) : d.type === 'person' ? [offer('me'), offer('ana', 'Ana Ribeiro')] : [])
const at = (text: string) => {
  const caret = text.indexOf('|')
  const plain = text.replace('|', '')
  return { plain, c: complete(plain, caret, docs, known) }
}
const labels = (text: string) => at(text).c?.offers.map((o) => o.label)
const taken = (text: string, which = 0) => {
  const { plain, c } = at(text)
  const t = take(plain, c!, c!.offers[which]!)
  return `${t.text.slice(0, t.caret)}|${t.text.slice(t.caret)}`
}

describe('completion', () => {
  it('offers fields by their name, synonym or label, and sentences', () => {
    expect(labels('sta|')).toEqual(['state:'])
    expect(labels('stat|us')).toEqual(['state:'])
    expect(labels('bl|')).toEqual(['is:blocked'])
    expect(labels('a -es|')).toEqual(['estimate:'])
    expect(labels('|')?.[0]).toBe('state:')
  })

  it('offers values of the field, beginning at any of their words', () => {
    expect(labels('state:|')).toEqual(['new', 'ready', 'in progress'])
    expect(labels('state:pro|')).toEqual(['in progress'])
    expect(labels('state:ready,n|')).toEqual(['new'])
    expect(labels('state:ready, n|')).toEqual(['new'])
    expect(labels('owner:rib|')).toEqual(['Ana Ribeiro'])
    expect(labels('state:"in p|')).toEqual(['in progress'])
  })

  it('offers names after the words of the language', () => {
    expect(labels('is:|')).toEqual(['open', 'blocked'])
    expect(labels('no:est|')).toEqual(['estimate'])
    expect(labels('sort:-|')).toEqual(['state', 'estimate'])
    expect(labels('nonsense:x|')).toBeUndefined()
  })

  it('takes an offer in place of what was typed', () => {
    expect(taken('sta|')).toBe('state:|')
    expect(taken('state:pro|')).toBe('state:"in progress" |')
    expect(taken('state:"in p|" x')).toBe('state:"in progress" |x')
    expect(taken('state:ready,n| tag:x')).toBe('state:ready,new |tag:x')
    expect(taken('sort:-est|')).toBe('sort:-estimate |')
    expect(taken('bl|')).toBe('is:blocked |')
  })
})
