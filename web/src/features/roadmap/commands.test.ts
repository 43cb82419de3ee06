import { describe, expect, it, vi } from 'vitest'

import type { Rec } from '@/data/types'
import type { Context } from '@/record/commands'

import { roadmapCommands } from './commands'

const at = (records: Partial<Rec>[]): Context => ({ records, data: { changeMany: vi.fn(async () => []) }, tell: vi.fn() }) as unknown as Context

describe('placing features', () => {
  const now = roadmapCommands().find((c) => c.id === 'feature.placeNow')!

  it('is offered for features that stand elsewhere, and only for features', () => {
    expect(now.when?.(at([{ kind: 'feature', horizon: 'later', archivedAt: null }]))).toBe(true)
    expect(now.when?.(at([{ kind: 'feature', horizon: 'now', archivedAt: null }]))).toBe(false)
    expect(now.when?.(at([{ kind: 'feature', horizon: 'later', archivedAt: null }, { kind: 'story', archivedAt: null }]))).toBe(false)
    expect(now.when?.(at([]))).toBe(false)
  })

  it('places all that are selected', async () => {
    const c = at([{ id: 'a', kind: 'feature', archivedAt: null }, { id: 'b', kind: 'feature', archivedAt: null }])
    await now.run(c)
    expect(c.data.changeMany).toHaveBeenCalledWith(['a', 'b'], { horizon: 'now' })
  })
})
