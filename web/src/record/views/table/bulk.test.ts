import { describe, expect, it } from 'vitest'

import { fieldsOfAll } from '@/record/fields/fields'
import { play, record } from '@/record/views/common/world.testing'

import { bulkFields, bulkRight, representatives, sameValue, setAll } from './bulk'

const fields = fieldsOfAll(['story', 'feature'])
const field = (name: string) => fields.find((f) => f.name === name)!
const idOf = (n: number) => String(n).padStart(26, '0')
const story = (n: number, more = {}) => record(`LEND-${n}`, 'story', { id: idOf(n), state: 'ready', estimate: 3, sprint: null, priority: '', dueOn: null, ...more })

describe('many at once', () => {
  it('offers what all of them have, the usual first', () => {
    const { first, more } = bulkFields(fields, [story(1), story(2)])
    expect(first.map((f) => f.name)).toEqual(['state', 'owner', 'tags', 'estimate'])
    expect(more.map((f) => f.name)).toContain('sprint')
    expect(more.map((f) => f.name)).not.toContain('title')
    expect(bulkFields(fields, [story(1), record('LEND-9', 'feature')]).first.map((f) => f.name)).toEqual(['state', 'owner', 'tags'])
  })

  it('has the value that all have, or none', () => {
    expect(sameValue([story(1), story(2)], field('estimate'))).toBe(3)
    expect(sameValue([story(1), story(2, { estimate: 5 })], field('estimate'))).toBeUndefined()
  })

  it('asks of rights once for each sort of record', () => {
    expect(representatives([story(1), story(2), story(3, { category: 'done' }), record('LEND-9', 'feature')])).toHaveLength(3)
  })

  it('may as much as for the least of them', async () => {
    const { data } = await play({ records: [], find: () => [], may: (d) => (d === 'story.estimate' ? 'propose' : 'act') })
    expect(bulkRight(data, [story(1)], field('estimate')).may).toBe('propose')
    expect(bulkRight(data, [story(1), story(2, { archivedAt: '2026-01-01T00:00:00Z' })], field('estimate')).may).toBe('no')
  })

  it('adds tags to those that each has', async () => {
    const records = [story(1, { tags: ['a'] }), story(2, { tags: ['a'] }), story(3, { tags: ['b'] })]
    const { data, sent } = await play({ records, find: () => [], answer: (r) => (r.path === '/batch' ? { results: [] } : undefined) })
    for (const r of records) data.cache.put(r, false)
    void setAll(data, records.map((r) => r.id), field('tags'), ['x', 'a'])
    await Promise.resolve()
    expect(data.cache.get(idOf(1))?.tags).toEqual(['a', 'x'])
    expect(data.cache.get(idOf(3))?.tags).toEqual(['b', 'x', 'a'])
    expect(sent.filter((s) => s.method !== 'GET').length).toBe(2)
  })
})
