import { describe, expect, it } from 'vitest'

import { columnsOf, factOf, sayLong, shapeOf, specOf, tallies, walk } from './boardShape'
import type { BoardShown, Fact } from './types'

const filled = (id: string, more = {}) => ({ id, items: 0, holds: 0, limit: null, over: false, p85: null, ...more })
const fact = (item: string, column: string, days: number, more: Partial<Fact> = {}): Fact => ({ item, column, since: '2026-11-01T00:00:00Z', days, aged: false, block: null, ...more })
const held = { id: 'b', reason: 'No answer.', since: '2026-11-20T10:00:00Z', createdBy: null }

const shown = (cards: Fact[], more: Partial<BoardShown> = {}): BoardShown => ({
  board: {
    id: 'x', name: 'Flow', method: 'kanban', lanes: '', laneLimits: {}, mode: 'block', countBy: 'items', personLimit: null, totalLimit: null, expediteLimit: 1,
    columns: [
      { id: 'todo', name: 'To do', states: ['new', 'ready'], limit: null, policy: '' },
      { id: 'dev', name: 'Development', states: ['in progress', 'in review'], limit: 3, policy: 'Reviewed.' },
      { id: 'done', name: 'Done', states: ['done'], limit: null, policy: '' },
      { id: 'closed', name: 'Closed', states: ['accepted'], limit: null, policy: '' },
    ],
  },
  sprint: null, columns: [filled('todo'), filled('dev', { items: 4, holds: 3, limit: 3, p85: 4.25 }), filled('done'), filled('closed')], lanes: [], people: [], whole: filled(''), expedite: filled('', { limit: 1 }), cards, ...more,
})
const categories: Record<string, string> = { new: 'todo', ready: 'todo', 'in progress': 'doing', 'in review': 'doing', done: 'done', accepted: 'closed' }
const categoryOf = (s: string) => categories[s]

describe('a board', () => {
  it('has columns over several states, what counts against the limit, and the pace', () => {
    expect(columnsOf(shown([]), categoryOf)[1]).toMatchObject({ key: 'dev', values: ['in progress', 'in review'], category: 'doing', limit: 3, holds: 3, policy: 'Reviewed.' })
    expect(columnsOf(shown([]), categoryOf)[1]!.note).toContain('4.3')
    expect(columnsOf(shown([]), categoryOf)[0]).toMatchObject({ limit: undefined, policy: undefined })
  })

  it('tells of a card what holds it up, its age and its class', () => {
    const now = Date.parse('2026-11-22T12:00:00Z')
    const facts = shapeOf(shown([fact('a', 'dev', 6.2, { aged: true, block: held }), fact('b', 'dev', 1)]), categoryOf, (id) => (id === 'a' ? 'expedite' : ''), now).facts
    expect(facts.get('a')).toMatchObject({ aged: true, block: { reason: 'No answer.', long: '2 d' }, mark: { loud: true } })
    expect(facts.get('a')!.age).toContain('4.3')
    expect(facts.get('b')!.mark).toBeUndefined()
    expect(sayLong('2026-11-22T07:30:00Z', now)).toBe('4 h')
    expect(factOf(fact('c', 'dev', 0), null, undefined, now).block).toBeUndefined()
  })

  it('names limits beside the columns’, the broken ones first', () => {
    const s = shown([], { whole: filled('', { holds: 2, limit: 6 }), people: [filled('ana', { holds: 3, limit: 2, over: true }), filled('ben', { holds: 1, limit: 2 })] })
    expect(tallies(s, (id) => id)).toMatchObject([{ text: expect.stringContaining('ana'), over: true }, { over: false }])
    expect(tallies(s, (id) => id)).toHaveLength(2)
  })
})

describe('the walk of a stand-up', () => {
  it('goes from the right, what is blocked and what is old first', () => {
    const cards = [fact('fresh', 'dev', 1), fact('waiting', 'todo', 9), fact('old', 'dev', 5), fact('stuck', 'dev', 2, { block: held }), fact('shown', 'done', 1), fact('over', 'closed', 3)]
    expect(walk(shown(cards), categoryOf).map((c) => c.item)).toEqual(['shown', 'stuck', 'old', 'fresh'])
  })
})

it('tells the server what one sets and nothing else', () => {
  const b = { ...shown([]).board, laneLimits: { a: 2 }, product: 'p', version: 4 }
  expect(specOf(b)).not.toHaveProperty('version')
  expect(specOf(b).laneLimits).toEqual({})
})
