import { describe, expect, it } from 'vitest'

import { actOf, type Standing } from './keys'

const act = (press: string, cell: Standing['cell'] = 'none') => {
  const parts = press.split('+')
  const key = press.endsWith('++') ? '+' : parts.at(-1)!
  const has = (m: string) => parts.includes(m)
  return actOf({ key: key === 'space' ? ' ' : key, ctrlKey: has('ctrl'), metaKey: has('meta'), altKey: has('alt'), shiftKey: has('shift') }, { cell })
}

describe('keys of a table', () => {
  it.each([
    ['ArrowDown', { do: 'move', by: 1, extend: false }],
    ['shift+ArrowUp', { do: 'move', by: -1, extend: true }],
    ['j', { do: 'move', by: 1, extend: false }],
    ['shift+K', { do: 'move', by: -1, extend: true }],
    ['End', { do: 'move', by: 'last', extend: false }],
    ['shift+PageUp', { do: 'move', by: 'page back', extend: true }],
    ['x', { do: 'toggle' }],
    ['ctrl+a', { do: 'all' }],
    ['meta+a', { do: 'all' }],
    ['ctrl+k', undefined],
    ['space', { do: 'peek' }],
    ['Enter', { do: 'open' }],
    ['e', { do: 'edit' }],
    ['alt+ArrowUp', { do: 'rank', step: 'up' }],
    ['alt+shift+ArrowUp', { do: 'rank', step: 'top' }],
    ['alt+shift+ArrowDown', { do: 'rank', step: 'bottom' }],
    ['Escape', { do: 'leave' }],
    ['c', undefined],
    ['?', undefined],
  ])('%s on a row', (press, then) => {
    expect(act(press)).toEqual(then)
  })

  it.each([
    ['Enter', 'text', { do: 'edit' }],
    ['e', 'text', { do: 'edit' }],
    ['j', 'text', { do: 'edit', typed: 'j' }],
    ['x', 'pick', { do: 'edit', typed: 'x' }],
    ['5', 'number', { do: 'edit', typed: '5' }],
    ['j', 'number', { do: 'move', by: 1, extend: false }],
    ['Enter', 'fixed', { do: 'open' }],
    ['j', 'fixed', { do: 'move', by: 1, extend: false }],
    ['/', 'text', undefined],
    ['ArrowDown', 'text', { do: 'move', by: 1, extend: false }],
  ] as const)('%s in a %s cell', (press, cell, then) => {
    expect(act(press, cell)).toEqual(then)
  })
})
