import { describe, expect, it } from 'vitest'

import type { Row } from '@/lib/sprint'

import { gather, leftOf, scopeChanges } from './ledger'

const row = (entity: string, diff: Row['diff'] = {}): Row => ({ at: '2026-11-16T10:00:00Z', entity, act: 'update', diff })

describe('the rows of a sprint', () => {
  it('are gathered page by page, of all kinds of work', async () => {
    const asked: string[] = []
    const get = async <T>(path: string): Promise<T> => {
      asked.push(path)
      const p = new URLSearchParams(path.split('?')[1])
      const first = p.get('kind') === 'story' && !p.get('before')
      return { items: [row(`${p.get('kind')}${p.get('before') ?? ''}`)], next: first ? 7 : null } as T
    }
    const got = await gather({ get }, { product: 'p', since: '2026-11-16T00:00:00Z' })
    expect(got.rows?.map((r) => r.entity).sort()).toEqual(['bug', 'spike', 'story', 'story7', 'task'])
    expect(got).toMatchObject({ whole: true })
    expect(asked).toHaveLength(5)
  })

  it('stop somewhere, and say so', async () => {
    const got = await gather({ get: async <T>(): Promise<T> => ({ items: [row('a')], next: 3 }) as T }, { since: 'x' })
    expect(got).toMatchObject({ whole: false })
  })

  it('a refusal is told', async () => {
    const got = await gather({ get: () => Promise.reject(new Error('no')) }, { since: 'x' })
    expect(got.error?.detail).toBe('no')
  })

  it('tell what came after the start and what left, but not what came and left again', () => {
    const at = (day: number, entity: string, sprint: [unknown, unknown], act = 'update'): Row => ({ at: `2026-11-${day}T10:00:00Z`, entity, act, diff: { sprint } })
    const rows = [at(12, 'planned', [null, 'S']), at(17, 'late', [null, 'S'], 'create'), at(18, 'gone', ['S', null]), at(17, 'brief', [null, 'S']), at(19, 'brief', ['S', 'T']), at(18, 'other', ['T', null])]
    expect(scopeChanges(rows, 'S', '2026-11-16T08:00:00Z').map((c) => [c.id, c.came])).toEqual([
      ['gone', false],
      ['late', true],
    ])
  })

  it('name the items that left', () => {
    expect(leftOf([row('a', { sprint: ['S', 'T'] }), row('b', { sprint: [null, 'S'] }), row('c', { sprint: ['T', null] })], 'S', [{ id: 'b' }])).toEqual(['a'])
  })
})
