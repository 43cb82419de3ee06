import { describe, expect, it } from 'vitest'

import { against, asMarkdown, readOffset, sayOffset, type Gate, type Shipment } from './launch'

describe('days relative to the launch', () => {
  it.each([
    [-14, 'L−14'],
    [0, 'L'],
    [3, 'L+3'],
  ])('%d is said as %s and read back', (n, text) => {
    expect(sayOffset(n)).toBe(text)
    expect(readOffset(text)).toBe(n)
  })
  it.each([
    ['l-7', -7],
    ['-7', -7],
    ['7', 7],
    ['+2', 2],
    ['L', 0],
    ['', undefined],
    ['-', undefined],
    ['L-999', undefined],
    ['soon', undefined],
  ])('reads %j as %s', (text, want) => expect(readOffset(text)).toBe(want))
})

describe('what speaks against a go', () => {
  const gate = (...says: Gate['answers'][number]['says'][]) => ({ answers: says.map((s) => ({ department: 'legal', says: s, reason: '', by: null, at: null })) }) as unknown as Gate
  const release = (ruling: string, category: string) => ({ ruling, category }) as Shipment
  it.each([
    ['all say go', gate('go', 'conditions'), [], false],
    ['one says no', gate('go', 'no-go'), [], true],
    ['one has not answered', gate('go', ''), [], true],
    ['a release is stopped', gate('go'), [release('no-go', 'doing')], true],
    ['it was stopped and is out', gate('go'), [release('no-go', 'done')], false],
  ])('%s', (_, g, releases, want) => expect(against(g, releases)).toBe(want))
})

it('is copied with its title', () => expect(asMarkdown({ title: 'Pay by card', text: 'It is here.' })).toBe('# Pay by card\n\nIt is here.\n'))
