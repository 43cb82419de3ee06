import { describe, expect, it } from 'vitest'

import type { Shown } from './address'
import { addressOf, bodyOf, isChanged, type SavedView, viewsOf } from './saved'

const base = 'type:story,bug,task,spike'
const usual = { base, sort: 'rank', options: { cols: 'key,title,estimate' } }
const view = (more: Partial<SavedView> = {}): SavedView => ({
  id: 'v1', product: 'p', createdBy: 'm', version: 1, name: 'Ready', query: 'type:story,bug,task,spike state:ready sort:rank', layout: 'table', options: { columns: ['key', 'title', 'estimate'] }, shared: true, ...more,
})
const shown = (more: Partial<Shown> = {}): Shown => ({ q: 'state:ready sort:rank', view: 'table', open: undefined, saved: 'v1', options: { cols: 'key,title,estimate' }, ...more })

describe('saved views', () => {
  it('belong to screens about their kinds, in layouts that these have', () => {
    const all = [view(), view({ id: 'v2', query: 'type:risk' }), view({ id: 'v3', query: 'is:blocked' }), view({ id: 'v4', layout: 'timeline' })]
    expect(viewsOf(all, ['story', 'bug', 'task', 'spike'], ['table', 'board']).map((v) => v.id)).toEqual(['v1', 'v3'])
  })

  it('are shown without what the screen asks anyway, and kept with it', () => {
    const address = addressOf(view(), base)
    expect(address).toEqual({ q: 'state:ready sort:rank', view: 'table', saved: 'v1', options: { cols: 'key,title,estimate' } })
    expect(bodyOf(shown(), base, undefined)).toEqual({ query: 'state:ready sort:rank type:story,bug,task,spike', layout: 'table', options: { columns: ['key', 'title', 'estimate'] } })
  })

  it('are changed when the query, the view or a setting is another, and by nothing else', () => {
    expect(isChanged(view(), shown(), usual)).toBe(false)
    expect(isChanged(view(), shown({ q: 'state:ready   sort:rank', open: 'LEND-1', options: { cols: 'estimate', lanes: undefined } }), usual)).toBe(false)
    // What the screen shows anyway need not be said.
    expect(isChanged(view(), shown({ q: 'state:ready' }), usual)).toBe(false)
    expect(isChanged(view({ options: {} }), shown(), usual)).toBe(false)
    expect(isChanged(view(), shown({ q: 'state:ready sort:-rank' }), usual)).toBe(true)
    expect(isChanged(view(), shown({ view: 'board' }), usual)).toBe(true)
    expect(isChanged(view(), shown({ options: { cols: 'estimate,owner' } }), usual)).toBe(true)
    expect(isChanged(view(), shown({ options: { cols: 'estimate', group: 'state' } }), usual)).toBe(true)
  })

  it('stay the same through saving and showing', () => {
    const s = shown({ q: 'a or b sort:-updated', view: 'board', options: { group: 'owner', 'wip.ready': '3' } })
    const kept = view(bodyOf(s, base, undefined))
    expect(isChanged(kept, { ...s, ...addressOf(kept, base) }, usual)).toBe(false)
    expect(addressOf(kept, base).options).toEqual({ group: 'owner', 'wip.ready': '3' })
  })
})
