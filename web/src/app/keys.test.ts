// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { addCommands, type Context } from '@/record/commands'

import { clashes, followKeys, nameOf } from './keys'

const press = (key: string, more: Partial<KeyboardEventInit> = {}, target: EventTarget = document.body) => {
  const e = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more })
  target.dispatchEvent(e)
  return e
}

const ran = vi.fn()
addCommands(
  { id: 'test.create', name: () => 'Create', icon: 'plus', keys: 'c', place: 'everywhere', group: 'Test', run: () => ran('create') },
  { id: 'test.go', name: () => 'Go', icon: 'map', keys: 'g b', place: 'everywhere', group: 'Test', run: () => ran('go') },
  { id: 'test.palette', name: () => 'Palette', icon: 'search', keys: 'mod+k', place: 'everywhere', group: 'Test', run: () => ran('palette') },
  { id: 'test.state', name: () => 'State', icon: 'circle', keys: 's', place: 'record', group: 'Test', run: () => ran('state') },
)

describe('the keyboard', () => {
  let stop: () => void
  let records: Context['records'] = []
  beforeEach(() => {
    vi.useFakeTimers()
    ran.mockReset()
    records = []
    stop = followKeys(() => ({ records, place: 'everywhere' }) as Context)
  })
  afterEach(() => {
    stop()
    vi.useRealTimers()
    document.body.replaceChildren()
  })

  test.each([
    [{ key: 'k', ctrlKey: true }, 'mod+k'],
    [{ key: 'K', ctrlKey: true, shiftKey: true }, 'mod+shift+k'],
    [{ key: '?', shiftKey: true }, '?'],
    [{ key: ' ' }, 'space'],
    [{ key: 'ArrowUp', altKey: true, shiftKey: true }, 'alt+shift+arrowup'],
    [{ key: 'Shift', shiftKey: true }, ''],
  ])('%o is %s', (e, name) => {
    expect(nameOf({ ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...e })).toBe(name)
  })

  test('one key runs its command, and the browser does not act on it', () => {
    expect(press('c').defaultPrevented).toBe(true)
    expect(ran).toHaveBeenCalledWith('create')
  })

  test('two keys run theirs, unless one waits too long', () => {
    press('g')
    press('b')
    expect(ran).toHaveBeenCalledWith('go')
    ran.mockReset()
    press('g')
    vi.advanceTimersByTime(1300)
    press('b')
    expect(ran).not.toHaveBeenCalled()
  })

  test('while one types only keys with Ctrl count', () => {
    const input = document.body.appendChild(document.createElement('input'))
    press('c', {}, input)
    expect(ran).not.toHaveBeenCalled()
    press('k', { ctrlKey: true }, input)
    expect(ran).toHaveBeenCalledWith('palette')
  })

  test('what is done to records needs one', () => {
    press('s')
    expect(ran).not.toHaveBeenCalled()
    records = [{ id: '1' }] as unknown as Context['records']
    press('s')
    expect(ran).toHaveBeenCalledWith('state')
  })

  test('two commands with one key in one place are found', () => {
    expect(clashes()).toEqual([])
    addCommands({ id: 'test.clash', name: () => 'X', icon: 'x', keys: 'c', place: 'record', group: 'Test', run: () => undefined })
    expect(clashes()).toHaveLength(1)
  })
})
