import { describe, expect, it } from 'vitest'

import type { Link } from '@/data/types'

import { scopeQuery, shipped } from './scope'

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
})
