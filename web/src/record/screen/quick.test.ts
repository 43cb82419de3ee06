import { describe, expect, it } from 'vitest'

import { isOn, turned } from './quick'

describe('quick filters', () => {
  it('are laid over what is there, and taken away again', () => {
    const on = turned('tag:mobile sort:-updated', 'no:estimate')
    expect(on).toContain('tag:mobile')
    expect(isOn(on, 'no:estimate')).toBe(true)
    expect(on).toContain('sort:-updated')
    expect(turned(on, 'no:estimate')).toBe('tag:mobile sort:-updated')
  })

  it('of several parts hold when all parts do', () => {
    expect(isOn('is:open', 'no:response is:open')).toBe(false)
    const on = turned('is:open', 'no:response is:open')
    expect(isOn(on, 'no:response is:open')).toBe(true)
    expect(on.match(/is:open/g)).toHaveLength(1)
    expect(turned(on, 'no:response is:open')).toBe('')
  })

  it('take the place of what cannot be read', () => {
    expect(turned('(((', 'is:mine')).toBe('is:mine')
    expect(isOn('(((', 'is:mine')).toBe(false)
  })
})
