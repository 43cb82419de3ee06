import { describe, expect, it } from 'vitest'

import { cleared, readAddress, writeAddress, type Change, type Defaults } from './address'

const defaults: Defaults = { q: 'is:open', view: 'table', views: ['table', 'board'], options: { group: 'state' } }
const after = (search: Record<string, unknown>, change: Change) => {
  const written = writeAddress(search, change, defaults)
  return { written, read: readAddress(written, defaults) }
}

describe('an address', () => {
  it('says nothing of what the screen shows anyway', () => {
    expect(readAddress({}, defaults)).toEqual({ q: 'is:open', view: 'table', open: undefined, saved: undefined, options: { group: 'state' } })
    expect(after({}, { q: 'is:open', view: 'table', options: { group: 'state' } }).written).toEqual({})
  })

  it('keeps what differs, and gives it back', () => {
    const { written, read } = after({}, { q: 'tag:x', view: 'board', open: 'LEND-1', options: { group: 'owner', 'wip.in progress': '3' } })
    expect(written).toEqual({ q: 'tag:x', view: 'board', open: 'LEND-1', group: 'owner', 'wip.in progress': '3' })
    expect(read).toEqual({ q: 'tag:x', view: 'board', open: 'LEND-1', saved: undefined, options: { group: 'owner', 'wip.in progress': '3' } })
  })

  it('knows what was taken away on purpose from what was never said', () => {
    const { written, read } = after({}, { q: '', options: { group: undefined, lanes: undefined } })
    expect(written).toEqual({ q: '-', group: '-' })
    expect([read.q, read.options.group, 'lanes' in read.options && read.options.lanes]).toEqual(['', undefined, false])
  })

  it('closes what is open and leaves the rest of the address alone', () => {
    expect(after({ open: 'LEND-1', sprint: 'LEND-9' }, { open: undefined }).written).toEqual({ sprint: 'LEND-9' })
    expect(readAddress({ sprint: 'LEND-9' }, defaults).options).not.toHaveProperty('sprint')
  })

  it('shows a view that the screen has, whatever is written', () => {
    expect(readAddress({ view: 'timeline' }, defaults).view).toBe('table')
  })

  it('starts anew for a saved view, the screen’s own parts staying', () => {
    expect(cleared({ q: 'a', view: 'board', group: 'owner', 'wip.done': '2', open: 'LEND-1', sprint: 'LEND-9' })).toEqual({ open: 'LEND-1', sprint: 'LEND-9' })
  })
})
