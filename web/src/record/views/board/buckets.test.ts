import { describe, expect, it, vi } from 'vitest'

import type { Rec } from '@/data/types'
import { record } from '@/record/views/common/world.testing'

import { BoardIndex, cellKey, keyOf } from './buckets'

function cache(...records: Rec[]) {
  const held = new Map(records.map((r) => [r.id, r]))
  const heard = new Map<string, Set<() => void>>()
  return {
    get: (id: string) => held.get(id),
    on: (id: string, fn: () => void) => {
      heard.set(id, (heard.get(id) ?? new Set()).add(fn))
      return () => void heard.get(id)?.delete(fn)
    },
    put: (r: Rec) => {
      held.set(r.id, r)
      for (const fn of heard.get(r.id) ?? []) fn()
    },
  }
}

const story = (n: number, more: Partial<Rec> = {}) => record(`LEND-${n}`, 'story', { state: 'ready', ...more })
const state = { name: 'state' }
const owner = { name: 'owner' }

describe('where cards stand', () => {
  it('is by the value of a field, whatever it is', () => {
    expect(keyOf(story(1, { owner: 'ana' }), owner)).toBe('ana')
    expect(keyOf(story(1), owner)).toBe('')
    expect(keyOf(story(1, { custom: { area: 'x' } }), { name: 'custom.area' })).toBe('x')
    expect(keyOf(story(1), undefined)).toBe('')
  })

  it('keeps the order of the list in each cell, and counts what is not here yet', () => {
    const records = [story(1), story(2, { state: 'done' }), story(3)]
    const index = new BoardIndex(cache(...records), [...records.map((r) => r.id), 'gone'], state, owner)
    const b = index.read()
    expect(b.cells.get(cellKey('', 'ready'))).toEqual([records[0]!.id, records[2]!.id])
    expect([b.columns, b.lanes, b.missing]).toEqual([['done', 'ready'], [''], 1])
  })

  it('tells when a card moves, at no other time, and leaves the other columns as they are', () => {
    const records = [story(1), story(2), story(3, { state: 'done' })]
    const source = cache(...records)
    const index = new BoardIndex(source, records.map((r) => r.id), state, undefined)
    const told = vi.fn()
    const stop = index.subscribe(told)
    const before = index.read()
    source.put({ ...records[0]!, title: 'Other' })
    expect(told).not.toHaveBeenCalled()
    expect(index.read()).toBe(before)
    source.put({ ...records[0]!, state: 'in progress' })
    expect(told).toHaveBeenCalledTimes(1)
    const after = index.read()
    expect(after.lanes).toBe(before.lanes)
    expect(after.cells.get(cellKey('', 'in progress'))).toEqual([records[0]!.id])
    expect(after.cells.get(cellKey('', 'done'))).toBe(before.cells.get(cellKey('', 'done')))
    stop()
    source.put({ ...records[0]!, state: 'done' })
    expect(told).toHaveBeenCalledTimes(1)
  })
})
