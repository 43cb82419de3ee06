import { act, cleanup, render } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'

import { DataProvider } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { idFor, play, record } from '@/record/views/common/world.testing'

import { FieldValue, plainText } from './cell'
import { linkedIds } from './cell-parts'
import type { Field } from './field'
import { describe as describeField, fieldsOfAll } from './fields'

const fields = fieldsOfAll(['story'])
const field = (name: string) => fields.find((f) => f.name === name)!
const own = (type: Field['type'], more: Partial<Field> = {}): Field => ({ name: 'custom.x', label: 'X', type, editable: true, decisions: [], ...more })
const sprint = record('LEND-20', 'sprint', { title: 'Sprint 26' })
const story = record('LEND-1', 'story', { state: 'in progress', category: 'doing', estimate: 3, sprint: sprint.id, tags: ['a', 'b', 'c', 'd'], dueOn: null })

async function shown(f: Field, more: Partial<Rec> = {}) {
  const { data } = await play({ records: [story, sprint], find: () => [], links: [{ id: 'l1', type: 'delivers', from: story.id, to: sprint.id, fromKind: 'story', toKind: 'feature' }] })
  for (const r of [story, sprint]) data.cache.put(r, false, [{ id: 'l1', type: 'delivers', from: story.id, to: sprint.id, fromKind: 'story', toKind: 'feature' }])
  const { container } = await act(async () => render(<DataProvider data={data}><FieldValue record={{ ...story, ...more }} field={f} /></DataProvider>))
  return container.textContent
}

afterEach(cleanup)

describe('a value', () => {
  it.each([
    ['state', 'in progress'],
    ['estimate', '3'],
    ['sprint', 'Sprint 26'],
    ['tags', 'ab+2'],
    ['dueOn', ''],
    ['link.feature', 'Sprint 26'],
  ])('of %s is shown as "%s"', async (name, text) => {
    expect(await shown(field(name))).toBe(text)
  })

  it.each<[Field, unknown, string]>([
    [own('choice', { values: [{ value: 'hi', label: 'High' }] }), 'hi', 'High'],
    [own('choices', { values: [{ value: 'hi', label: 'High' }] }), ['hi', 'lo'], 'High, lo'],
    [own('url'), 'https://example.org/a/b', 'example.org'],
    [own('url'), 'nonsense', 'nonsense'],
    [own('bool'), false, ''],
    [own('text'), '', ''],
  ])('of a type of its own', async (f, value, text) => {
    expect(await shown(f, { custom: { x: value } })).toBe(text)
  })

  it('is told otherwise where its kind says so, whatever kind the column is of', async () => {
    describeField('risk', { state: { says: (r) => (r.occurredOn ? { text: 'Came true', day: String(r.occurredOn), more: '5 days', icon: 'zap', tone: 'red' } : undefined) } })
    expect(await shown(field('state'), { kind: 'risk', state: 'closed' })).toBe('closed')
    expect(await shown(field('state'), { kind: 'risk', state: 'closed', occurredOn: '2020-03-01' })).toMatch(/^Came true .*Mar.*2020, 5 days$/)
    expect(await shown(field('state'), { state: 'in progress', occurredOn: '2020-03-01' })).toBe('in progress')
  })

  it('is a text where it is read aloud', () => {
    expect(plainText(own('criteria'), [{ met: true }, { met: false }])).toBe('1 of 2')
    expect(plainText(own('markdown'), '\n## A **title**\ntext')).toBe('A title')
    expect(plainText(own('money'), 120000, { currency: 'EUR' } as unknown as Rec)).toContain('1,200')
    expect(plainText(own('number'), null)).toBe('')
  })
})

describe('linked records', () => {
  const links = [
    { type: 'blocks', from: 'a', to: 'me', fromKind: 'story', toKind: 'story' },
    { type: 'blocks', from: 'me', to: 'b', fromKind: 'story', toKind: 'story' },
    { type: 'delivers', from: 'me', to: 'f', fromKind: 'story', toKind: 'feature' },
    { type: 'delivers', from: 'me', to: 'i', fromKind: 'story', toKind: 'initiative' },
  ]
  it('are those of one sort, one direction and some kinds', () => {
    expect(linkedIds(links, 'me', { link: { type: 'blocks', direction: 'in' } })).toEqual(['a'])
    expect(linkedIds(links, 'me', { link: { type: 'blocks', direction: 'both' } })).toEqual(['a', 'b'])
    expect(linkedIds(links, 'me', { link: { type: 'delivers', direction: 'out' }, refs: ['feature'] })).toEqual(['f'])
    expect(linkedIds(links, idFor('x'), { link: { type: 'delivers', direction: 'out' } })).toEqual([])
  })
})
