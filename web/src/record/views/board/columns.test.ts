import { describe, expect, it } from 'vitest'

import { fieldsOfAll } from '@/record/fields/fields'
import { play } from '@/record/views/common/world.testing'

import { isOver, limitOption, limitsOf, quietColumns, valuesOf } from './columns'

const fields = fieldsOfAll(['story', 'feature'])
const field = (name: string) => fields.find((f) => f.name === name)!
const keys = (columns: readonly { key: string }[]) => columns.map((c) => c.key)

describe('columns', () => {
  it('are the states of all kinds, the earlier before the later', async () => {
    const { data } = await play({ records: [], find: () => [] })
    const columns = valuesOf(data, field('state'), [], 'LEND', ['story', 'feature'])
    expect(keys(columns)).toContain('in review')
    expect(keys(columns)).toContain('candidate')
    const order = columns.map((c) => ['todo', 'doing', 'done', 'closed'].indexOf(c.category!))
    expect(order).toEqual([...order].sort())
  })

  it('are the choices of a field, those without one first, and what the cards have besides', async () => {
    const { data } = await play({ records: [], find: () => [] })
    expect(keys(valuesOf(data, field('horizon'), ['next', 'someday'], 'LEND', ['feature']))).toEqual(['', 'now', 'next', 'later', 'someday'])
  })

  it('fold where nothing is: what is closed, and what is not begun but for one', () => {
    const columns = [
      { key: 'new', category: 'todo' },
      { key: 'ready', category: 'todo' },
      { key: 'doing', category: 'doing' },
      { key: 'accepted', category: 'closed' },
      { key: 'dropped', category: 'closed' },
    ]
    expect([...quietColumns(columns, (key) => key === 'accepted')]).toEqual(['new', 'dropped'])
  })
})

describe('limits', () => {
  it('are read from the settings and written there', () => {
    const [ready, done] = limitsOf([{ key: 'ready' }, { key: 'done' }], { 'wip.ready': '3', 'wip.done': 'many' })
    expect([ready!.limit, done!.limit]).toEqual([3, undefined])
    expect([isOver(ready!, 3), isOver(ready!, 4), isOver(done!, 99)]).toEqual([false, true, false])
    expect(limitOption('in progress', 3)).toEqual({ 'wip.in progress': '3' })
    expect(limitOption('in progress', null)).toEqual({ 'wip.in progress': undefined })
  })
})
