// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest'

import { addCommands } from '@/record/commands'

import { afterSettling, neighbour, screenKeys } from './keys'

afterEach(() => document.body.replaceChildren())

const press = (at: Element, key: string, more: KeyboardEventInit = {}) => {
  const e = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more })
  at.dispatchEvent(e)
  return e
}

describe('the keys of a screen', () => {
  it('run before those of the document, and only while the screen is there', () => {
    const next = vi.fn()
    const later = vi.fn()
    const screen = document.body.appendChild(document.createElement('div'))
    document.addEventListener('keydown', (e) => e.defaultPrevented || later(), { once: true })
    const stop = screenKeys({ j: next })(screen) as () => void
    expect(press(document.body, 'j').defaultPrevented).toBe(true)
    expect(next).toHaveBeenCalledTimes(1)
    expect(later).not.toHaveBeenCalled()
    stop()
    press(document.body, 'j')
    expect(next).toHaveBeenCalledTimes(1)
  })

  it('leave typing, floating parts and chords with Ctrl alone', () => {
    const run = vi.fn()
    document.body.innerHTML = '<div id="s"><input id="i"><textarea id="t"></textarea><div role="dialog"><button id="d">x</button></div><button id="b">y</button></div>'
    const stop = screenKeys({ d: run, Enter: run, 'shift+d': run })(document.getElementById('s')!) as () => void
    for (const id of ['i', 't', 'd']) press(document.getElementById(id)!, 'd')
    press(document.body, 'd', { ctrlKey: true })
    press(document.getElementById('b')!, 'Enter')
    expect(run).not.toHaveBeenCalled()
    press(document.getElementById('b')!, 'd')
    press(document.body, 'D', { shiftKey: true })
    press(document.body, 'Enter')
    expect(run).toHaveBeenCalledTimes(3)
    stop()
  })
})

describe('keys that come in pairs', () => {
  it('belong to the commands, the second as well', () => {
    addCommands({ id: 'test.go', name: () => '', icon: '', keys: 'g a', place: 'everywhere', group: '', run: () => undefined })
    const run = vi.fn()
    document.body.innerHTML = '<div id="s"><div id="p"></div></div>'
    const stops = ['s', 'p'].map((id) => screenKeys({ a: run })(document.getElementById(id)!) as () => void)
    press(document.body, 'g')
    press(document.body, 'a')
    expect(run).not.toHaveBeenCalled()
    press(document.body, 'a')
    expect(run).toHaveBeenCalledTimes(1)
    for (const stop of stops) stop()
  })
})

describe('going through a list', () => {
  it('steps and stops at the ends', () => {
    expect(neighbour(['a', 'b', 'c'], 'a', 1)).toBe('b')
    expect(neighbour(['a', 'b', 'c'], 'c', 1)).toBe('c')
    expect(neighbour(['a', 'b', 'c'], 'a', -1)).toBe('a')
    expect(neighbour(['a', 'b'], undefined, 1)).toBe('a')
    expect(neighbour(['a', 'b'], 'gone', -1)).toBe('b')
    expect(neighbour([], undefined, 1)).toBeUndefined()
  })

  it('goes on to the next when one is settled, and back at the end', () => {
    expect(afterSettling(['a', 'b', 'c'], 'b')).toBe('c')
    expect(afterSettling(['a', 'b', 'c'], 'c')).toBe('b')
    expect(afterSettling(['a', 'b', 'c', 'd'], 'b', (id) => id !== 'c')).toBe('d')
    expect(afterSettling(['a'], 'a')).toBeUndefined()
  })
})
