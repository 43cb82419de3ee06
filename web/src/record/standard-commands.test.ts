import { describe, expect, it, vi } from 'vitest'

import type { Outcome, Rec } from '@/data/types'

import { type Context } from './commands'
import { setFieldDialog, standardCommands, tellAll } from './standard-commands'

const rec = (more: Partial<Rec> = {}): Rec => ({ id: 'a', key: 'LEND-1', kind: 'story', state: 'new', category: 'todo', owner: null, product: 'p', archivedAt: null, ...more }) as unknown as Rec

function context(records: Rec[], more: Partial<Context> = {}): Context {
  const data = {
    session: { me: { member: { id: 'me' }, abilities: { p: { 'story.write': 'act' } } }, productId: () => 'p', rules: () => undefined, members: [], workflow: () => [] },
    changeMany: vi.fn(async (ids: string[]) => ids.map((): Outcome => ({ done: records[0]! }))),
    archive: vi.fn(async () => [{ done: records[0]! }]),
  }
  return { data, records, product: 'LEND', place: 'record', go: vi.fn(), open: vi.fn(), show: vi.fn(), tell: vi.fn(), ...more } as unknown as Context
}

const command = (id: string) => standardCommands().find((c) => c.id === id)!

describe('commands for all records', () => {
  it('have one key each', () => {
    const keys = standardCommands().flatMap((c) => c.keys ?? [])
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('give all that is selected to the person, and are not offered for what is the person’s already', async () => {
    const c = context([rec(), rec({ id: 'b' })])
    const mine = command('record.assignToMe')
    expect(mine.when?.(c)).toBe(true)
    await mine.run(c)
    expect(c.data.changeMany).toHaveBeenCalledWith(['a', 'b'], { owner: 'me' })
    expect(c.tell).toHaveBeenCalledTimes(1)
    expect(mine.when?.(context([rec({ owner: 'me' })]))).toBe(false)
    expect(mine.when?.(context([]))).toBe(false)
  })

  it('ask for a state only where one is set by hand', () => {
    const state = command('record.setState')
    expect(state.when?.(context([rec()]))).toBe(true)
    expect(state.when?.(context([rec({ kind: 'sprint' })]))).toBe(false)
    expect(state.when?.(context([rec({ archivedAt: '2026-01-01' })]))).toBe(false)
    const c = context([rec()])
    void state.run(c)
    expect(c.show).toHaveBeenCalledWith(setFieldDialog, { field: 'state' })
  })

  it('archive what is in use, and bring back what is archived', () => {
    expect(command('record.archive').when?.(context([rec()]))).toBe(true)
    expect(command('record.archive').when?.(context([rec({ archivedAt: 'x' })]))).toBe(false)
    expect(command('record.restore').when?.(context([rec({ archivedAt: 'x' })]))).toBe(true)
  })

  it('tell once what became of many', () => {
    const c = context([rec()])
    tellAll(c, [{ done: rec() }, { proposed: {} as never }, { proposed: {} as never }], 'Done')
    expect(c.tell).toHaveBeenLastCalledWith('2 changes are proposed')
    tellAll(c, [{ done: rec() }], 'Done')
    expect(c.tell).toHaveBeenLastCalledWith('Done')
    tellAll(c, [{ refused: { detail: 'No.' } as never }], 'Done')
    expect(c.tell).toHaveBeenLastCalledWith('No.')
  })
})
