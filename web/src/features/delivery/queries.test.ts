import { describe, expect, it } from 'vitest'

import type { Rec } from '@/data/types'

import { currentOf, placedOf, plannedAfter } from './queries'

const sprint = (id: string, category: string, startOn: string | null): Rec => ({ id, category, startOn }) as unknown as Rec

describe('the sprint one works in', () => {
  const closed = sprint('closed', 'closed', '2026-11-02')
  const next = sprint('next', 'todo', '2026-11-30')
  const later = sprint('later', 'todo', '2026-12-14')
  const open = sprint('open', 'todo', null)

  it('is the active one, else the next that is planned, else the last', () => {
    expect(currentOf([later, next, sprint('now', 'doing', '2026-11-16'), closed])?.id).toBe('now')
    expect(currentOf([open, later, next, closed])?.id).toBe('next')
    expect(currentOf([closed])?.id).toBe('closed')
    expect(currentOf([])).toBeUndefined()
  })

  it('hands on to the planned ones, the nearest first', () => {
    expect(plannedAfter([later, open, closed, next], 'later').map((r) => r.id)).toEqual(['next', 'open'])
  })
})

it('takes of an item what the sums need', () => {
  expect(placedOf({ id: 'a', estimate: 3, category: 'done', doneAt: 'x', sprint: 's', archivedAt: null } as unknown as Rec)).toEqual({ id: 'a', estimate: 3, category: 'done', doneAt: 'x', sprint: 's', archivedAt: null })
  expect(placedOf({ id: 'a', category: 'todo', archivedAt: null } as unknown as Rec)).toMatchObject({ estimate: null, doneAt: null, sprint: null })
})
