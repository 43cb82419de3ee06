import { describe, expect, it } from 'vitest'

import type { Rec } from '@/data/types'
import type { Field } from '@/record/fields/field'

import { actOf, type Spot } from './keys'
import { betweenQuery, datedFields, dayOfRecord, drawn, fieldOf } from './model'

const field = (name: string, type: Field['type'] = 'day', more: Partial<Field> = {}): Field => ({ name, label: name, type, query: name.toLowerCase(), editable: true, decisions: [], ...more })
const rec = (more: object): Rec => ({ custom: {}, ...more }) as Rec

describe('which day', () => {
  it('is that of the field chosen, of a usual one, or of any', () => {
    const fields = [field('title', 'text'), field('reviewOn'), field('dueOn'), field('doneAt', 'instant'), field('secretOn', 'day', { query: undefined })]
    expect(datedFields(fields).map((f) => f.name)).toEqual(['reviewOn', 'dueOn', 'doneAt'])
    expect(fieldOf(fields, undefined)?.name).toBe('dueOn')
    expect(fieldOf(fields, 'doneAt')?.name).toBe('doneAt')
    expect(fieldOf(fields, 'gone')?.name).toBe('dueOn')
    expect(fieldOf([field('doneAt', 'instant'), field('saidOn')], undefined)?.name).toBe('saidOn')
    expect(fieldOf([field('title', 'text')], undefined)).toBeUndefined()
  })

  it('a moment has depends on the zone, a day has not', () => {
    const at = rec({ doneAt: '2026-11-22T23:30:00Z', dueOn: '2026-11-22', custom: { go: '2026-11-25' } })
    expect(dayOfRecord(at, field('doneAt', 'instant'), 'Europe/Berlin')).toBe('2026-11-23')
    expect(dayOfRecord(at, field('doneAt', 'instant'), 'America/New_York')).toBe('2026-11-22')
    expect(dayOfRecord(at, field('dueOn'), 'Pacific/Auckland')).toBe('2026-11-22')
    expect(dayOfRecord(at, field('custom.go'), 'UTC')).toBe('2026-11-25')
    expect(dayOfRecord(rec({ dueOn: null }), field('dueOn'), 'UTC')).toBeUndefined()
  })

  it('is asked for with both ends', () => {
    expect(betweenQuery('type:bug', field('dueOn'), '2026-10-26', '2026-12-06')).toBe('dueon>=2026-10-26 dueon<=2026-12-06 type:bug sort:dueon')
    expect(betweenQuery('type:bug or type:task sort:rank', field('dueOn'), '2026-10-26', '2026-12-06')).toContain('(type:bug or type:task)')
  })
})

describe('what is drawn of a day', () => {
  const ids = ['a', 'b', 'c', 'd', 'e']

  it('is all where it fits, else one row says how many more', () => {
    expect(drawn(ids, 5, undefined)).toEqual({ ids, more: 0 })
    expect(drawn(ids, 3, undefined)).toEqual({ ids: ['a', 'b'], more: 3 })
    expect(drawn(ids, 1, undefined)).toEqual({ ids: [], more: 5 })
  })

  it('holds the one at hand', () => {
    for (const id of ids) expect(drawn(ids, 3, id).ids).toContain(id)
    expect(drawn(ids, 3, 'e').ids).toEqual(['d', 'e'])
  })
})

describe('keys', () => {
  const shown = { reach: 'month' as const, firstDay: 1, moving: false }
  const press = (at: Spot, key: string, more: object = {}, ids = ['a', 'b']) => actOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more }, at, ids, shown)
  const day = { day: '2026-11-22' }
  const item = { day: '2026-11-22', id: 'a' }

  it('go between days, in to the records, and make one', () => {
    expect(press(day, 'ArrowDown')).toEqual({ do: 'go', to: { day: '2026-11-29' } })
    expect(press(day, 'PageDown')).toEqual({ do: 'go', to: { day: '2026-12-22' } })
    expect(press(day, 'Enter')).toEqual({ do: 'go', to: item })
    expect(press(day, 'Enter', {}, [])).toBeUndefined()
    expect(press(day, 'n')).toEqual({ do: 'new', day: '2026-11-22' })
    expect(press(day, 'q')).toBeUndefined()
    expect(press(day, 'n', { ctrlKey: true })).toBeUndefined()
  })

  it('go among the records of a day, open them and move them', () => {
    expect(press(item, 'ArrowDown')).toEqual({ do: 'go', to: { day: '2026-11-22', id: 'b' } })
    expect(press({ ...item, id: 'b' }, 'ArrowDown')).toEqual({ do: 'go', to: { day: '2026-11-22', id: 'b' } })
    expect(press(item, 'ArrowRight')).toEqual({ do: 'go', to: { day: '2026-11-23' } })
    expect(press(item, 'Enter')).toEqual({ do: 'open', id: 'a', how: 'page' })
    expect(press(item, ' ')).toEqual({ do: 'open', id: 'a', how: 'panel' })
    expect(press(item, 'ArrowDown', { altKey: true })).toEqual({ do: 'move', id: 'a', to: '2026-11-29' })
    expect(press(item, 'Escape')).toEqual({ do: 'leave' })
    expect(actOf({ key: 'Enter', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }, item, ['a'], { ...shown, moving: true })).toEqual({ do: 'settle' })
  })
})
