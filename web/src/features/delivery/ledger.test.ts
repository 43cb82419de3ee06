import { describe, expect, it } from 'vitest'

import type { Row } from '@/lib/sprint'

import { gather, leftOf } from './ledger'

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

  it('name the items that left', () => {
    expect(leftOf([row('a', { sprint: ['S', 'T'] }), row('b', { sprint: [null, 'S'] }), row('c', { sprint: ['T', null] })], 'S', [{ id: 'b' }])).toEqual(['a'])
  })
})
