import { describe, expect, it } from 'vitest'

import type { Link, Rec } from '@/data/types'

import { checksOf, rejectedOf, scopeQuery, shipped } from './scope'

const item = (id: string, category: string, more: Partial<Rec> = {}): Rec => ({ id, key: id.toUpperCase(), category, estimate: 3, doneAt: null, ...more }) as unknown as Rec
const link = (from: string, fromKind: string, to: string, type = 'ships in'): Link => ({ id: `${from}${to}`, type, from, to, fromKind, toKind: 'release' })

describe('a release', () => {
  it('contains what ships in it', () => {
    const links = [link('f', 'feature', 'r'), link('b', 'bug', 'r'), link('x', 'feature', 'other'), link('r', 'release', 'z', 'blocks')]
    expect(shipped(links, 'r')).toEqual({ features: ['f'], items: ['b'] })
    expect(shipped(undefined, 'r')).toEqual({ features: [], items: [] })
  })

  it('asks for its work and the work of its features', () => {
    expect(scopeQuery('LEND-9', [])).toBe('type:story,bug,task,spike release:LEND-9 sort:rank')
    expect(scopeQuery('LEND-9', ['LEND-1', 'LEND-2'])).toBe('type:story,bug,task,spike (release:LEND-9 or feature:LEND-1,LEND-2) sort:rank')
  })

  it('is ready when all is accepted and nothing is in the way', () => {
    const ready = checksOf({ release: { notes: 'New' }, features: [], items: [item('a', 'closed', { doneAt: 'x' }), item('d', 'closed')], rejected: new Set(), blocked: [], bare: [] })
    expect(ready.every((c) => c.ok)).toBe(true)
  })

  it('says what is in its way, and which records', () => {
    const items = [item('a', 'doing'), item('b', 'todo', { estimate: null }), item('c', 'done', { doneAt: 'x' })]
    const checks = checksOf({ release: { notes: ' ' }, features: [], items, rejected: new Set(['a', 'c']), blocked: ['b'], bare: [item('f', 'todo')] })
    expect(Object.fromEntries(checks.map((c) => [c.name, [c.ok, c.count, c.q]]))).toEqual({
      features: [false, 1, 'key:F'],
      accepted: [false, 3, 'key:A,B,C'],
      rejections: [false, 1, 'key:A'],
      blocked: [false, 1, 'key:B'],
      unsized: [false, 1, 'key:B'],
      notes: [false, 0, ''],
    })
  })

  it('is not ready while it is empty', () => {
    expect(checksOf({ release: { notes: 'x' }, features: [], items: [], rejected: new Set(), blocked: [], bare: [] }).find((c) => c.name === 'accepted')?.ok).toBe(false)
  })

  it('counts a rejection only while it is the last word', () => {
    expect([...rejectedOf([{ item: 'a', outcome: 'accepted' }, { item: 'a', outcome: 'rejected' }, { item: 'b', outcome: 'rejected' }])]).toEqual(['b'])
  })
})
