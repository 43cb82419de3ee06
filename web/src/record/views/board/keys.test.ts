import { describe, expect, it } from 'vitest'

import { actOf } from './keys'

const act = (press: string) => {
  const parts = press.split('+')
  const has = (m: string) => parts.includes(m)
  return actOf({ key: parts.at(-1)!, ctrlKey: has('ctrl'), metaKey: has('meta'), altKey: has('alt'), shiftKey: has('shift') })
}

describe('keys of a board', () => {
  it.each([
    ['ArrowLeft', { do: 'go', x: -1, y: 0 }],
    ['j', { do: 'go', x: 0, y: 1 }],
    ['End', { do: 'go', x: 0, y: 'last' }],
    ['ctrl+ArrowRight', { do: 'carry', x: 1, y: 0 }],
    ['meta+ArrowUp', { do: 'carry', x: 0, y: -1 }],
    ['alt+ArrowDown', { do: 'carry', x: 0, y: 1 }],
    ['alt+shift+ArrowUp', { do: 'carry', x: 0, y: 'first' }],
    ['ctrl+k', undefined],
    ['ctrl+a', { do: 'all' }],
    ['Enter', { do: 'open' }],
    [' ', { do: 'peek' }],
    ['x', { do: 'toggle' }],
    ['n', { do: 'add' }],
    ['c', undefined],
  ])('%s', (press, then) => {
    expect(act(press)).toEqual(then)
  })
})
