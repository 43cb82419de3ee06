import { describe, expect, it } from 'vitest'

import type { Preview } from '@/data/types'

import { sayProposed } from './proposed'

const preview = (more: Partial<Preview>): Preview => ({ kind: 'feature', entity: 'e', record: 'e', key: 'LEND-1', title: 't', act: 'update', diff: {}, ...more })
const say = (more: Partial<Preview>, operation = 'feature.update') => sayProposed({ operation, preview: [preview(more)] })

describe('what a proposal would do', () => {
  it('names the fields that change, without those that follow', () => {
    expect(say({ diff: { endOn: [null, 'x'], state: ['a', 'b'], category: ['todo', 'doing'], 'custom.area': [null, 'y'] } })).toBe('End, State, Area')
  })

  it('names what is new, gone, linked or ranked', () => {
    expect(say({ kind: 'bug', act: 'create', diff: { title: [null, 'x'] } })).toBe('a new bug')
    expect(say({ act: 'delete' })).toBe('archive it')
    expect(say({ kind: 'link', act: 'create' }, 'link.create')).toBe('a link')
    expect(say({ diff: { rank: ['a', 'b'] } }, 'record.rank')).toBe('another place in the order')
    expect(sayProposed({ operation: 'release.release', preview: [] })).toBe('release.release')
  })
})
