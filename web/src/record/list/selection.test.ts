import { describe, expect, it, vi } from 'vitest'

import { SelectionStore } from './selection'

const order = ['a', 'b', 'c', 'd', 'e']
const picked = (s: SelectionStore) => [...s.ids].sort().join('')

describe('a selection', () => {
  it('extends from the last picked, and takes a longer extension back', () => {
    const s = new SelectionStore()
    s.moveTo('b')
    s.extend('d', order)
    expect(picked(s)).toBe('bcd')
    s.extend('c', order)
    expect(picked(s)).toBe('bc')
    s.extend('a', order)
    expect(picked(s)).toBe('ab')
    expect(s.focus).toBe('a')
  })

  it('keeps what had been picked before the extension', () => {
    const s = new SelectionStore()
    s.toggle('e')
    s.toggle('a')
    s.extend('b', order)
    expect(picked(s)).toBe('abe')
  })

  it('extends from the row itself when the anchor is gone', () => {
    const s = new SelectionStore()
    s.moveTo('gone')
    s.extend('c', order)
    expect(picked(s)).toBe('c')
  })

  it('leaves the selection alone when the focus moves, and the focus when it is cleared', () => {
    const s = new SelectionStore()
    s.set(['a', 'b'], 'b')
    s.moveTo('d')
    expect([picked(s), s.focus]).toEqual(['ab', 'd'])
    s.clear()
    expect([picked(s), s.focus]).toEqual(['', 'd'])
  })

  it('tells once for each change and never for none', () => {
    const s = new SelectionStore()
    const told = vi.fn()
    const stop = s.subscribe(told)
    s.toggle('a')
    s.moveTo('a')
    s.clear()
    s.clear()
    expect(told).toHaveBeenCalledTimes(2)
    stop()
    s.toggle('b')
    expect(told).toHaveBeenCalledTimes(2)
  })
})
