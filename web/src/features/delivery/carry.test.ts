import { describe, expect, it } from 'vitest'

import type { Rec } from '@/data/types'

import { canSplit, carries, usually } from './carry'

const item = (id: string, category: string, met: boolean[] = []) => ({ id, category, criteria: met.map((m) => ({ met: m })) }) as unknown as Rec

describe('what is unfinished', () => {
  it('goes as the product’s rule says, and to the backlog where there is no next sprint', () => {
    const rule = { begun: 'sprint', fresh: 'backlog' } as const
    expect(usually(item('a', 'doing'), rule, true)).toBe('sprint')
    expect(usually(item('a', 'todo'), rule, true)).toBe('backlog')
    expect(usually(item('a', 'doing'), rule, false)).toBe('backlog')
    expect(usually(item('a', 'todo'), undefined, true)).toBe('sprint')
  })

  it('can be split where a part of it is done', () => {
    expect(canSplit(item('a', 'doing', [true, false]))).toBe(true)
    expect(canSplit(item('a', 'doing', [true, true]))).toBe(false)
    expect(canSplit(item('a', 'doing', [false]))).toBe(false)
    expect(canSplit(item('a', 'doing'))).toBe(false)
  })

  it('is told only where it goes another way than the rest', () => {
    const ways: Record<string, 'sprint' | 'backlog' | 'split'> = { a: 'sprint', b: 'backlog', c: 'split' }
    const all = ['a', 'b', 'c'].map((id) => item(id, 'doing'))
    expect(carries(all, (i) => ways[i.id]!, true)).toEqual([{ item: 'b', how: 'backlog' }, { item: 'c', how: 'split' }])
    expect(carries(all, () => 'backlog', false)).toEqual([])
  })
})
