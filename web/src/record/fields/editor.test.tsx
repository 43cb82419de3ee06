import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'

import { DataProvider } from '@/data/hooks'
import { play, record } from '@/record/views/common/world.testing'

import { mannerOf, proposes } from './editor'
import { InlineInput, readValue } from './editor-input'
import { RecordField, setField } from './editor-record'
import { fieldRight, leastOf } from './editor-right'
import type { Field } from './field'
import { fieldsOfAll } from './fields'

const fields = fieldsOfAll(['story'])
const field = (name: string) => fields.find((f) => f.name === name)!
const story = record('LEND-1', 'story', { title: 'Pay', state: 'ready', estimate: 3 })

afterEach(cleanup)

describe('how a field is edited', () => {
  it('follows from its type, and from whether it can be set', () => {
    expect(['title', 'state', 'owner', 'tags', 'sprint', 'dueOn'].map((n) => mannerOf(field(n)))).toEqual(['input', 'pick', 'pick', 'pick', 'pick', 'pick'])
    expect(mannerOf(field('createdAt'))).toBe('page')
    expect(mannerOf({ type: 'bool', editable: true })).toBe('toggle')
    expect(mannerOf({ type: 'bool', editable: false })).toBe('page')
  })

  it.each([
    ['number', '3.5', 3.5],
    ['number', '3,5', 3.5],
    ['number', '', null],
    ['number', 'many', undefined],
    ['money', '12.34', 1234],
    ['text', ' a ', 'a'],
  ] as const)('as %s, "%s" stands for %s', (type, text, value) => {
    expect(readValue({ type }, text)).toBe(value)
  })

  it('says to whom a change would be proposed, a few by name', () => {
    expect(proposes({ may: 'act' })).toBeUndefined()
    expect(proposes({ may: 'propose', decides: ['Ana', 'Tom'] })).toBe('Proposes to Ana, Tom')
    expect(proposes({ may: 'propose', decides: ['Ana', 'Tom', 'Lena', 'Priya'] })).toBe('Proposes to Ana, Tom and 2 more')
    expect(proposes({ may: 'propose' })).toBe('Proposes')
  })
})

describe('an input in place', () => {
  const input = (f: Field, value: unknown, typed?: string) => {
    const commit = vi.fn()
    const cancel = vi.fn()
    render(<InlineInput field={f} value={value} label="X" typed={typed} onCommit={commit} onCancel={cancel} />)
    return { commit, cancel, box: screen.getByLabelText('X') as HTMLInputElement }
  }

  it('has the focus, and begins with what had been typed', () => {
    const { box } = input(field('estimate'), 3, '8')
    expect([box.value, document.activeElement]).toEqual(['8', box])
  })

  it('keeps once, with Enter, Tab or on leaving', () => {
    const { box, commit } = input(field('estimate'), 3)
    fireEvent.change(box, { target: { value: '5' } })
    fireEvent.keyDown(box, { key: 'Tab', shiftKey: true })
    fireEvent.blur(box)
    expect(commit.mock.calls).toEqual([[5, 'previous']])
  })

  it('keeps no empty title', () => {
    const { box, commit, cancel } = input(field('title'), 'Pay')
    fireEvent.change(box, { target: { value: ' ' } })
    fireEvent.keyDown(box, { key: 'Enter' })
    expect(commit).not.toHaveBeenCalled()
    fireEvent.keyDown(box, { key: 'Escape' })
    expect(cancel).toHaveBeenCalledTimes(1)
  })
})

describe('a field of a record', () => {
  it('is changed where it is read, and not by those who may not', async () => {
    const { data, sent } = await play({ records: [story], find: () => [], may: (d) => (d === 'story.write' ? undefined : 'act') })
    data.cache.put(story, true)
    await act(async () => render(<DataProvider data={data}><RecordField record={story} field={field('estimate')} /><RecordField record={story} field={field('priority')} empty="None yet" /></DataProvider>))
    expect(screen.getAllByRole('button')).toHaveLength(1)
    expect(screen.getByText('None yet')).toBeTruthy()
    fireEvent.click(screen.getByRole('button'))
    const box = screen.getByLabelText('Estimate')
    fireEvent.change(box, { target: { value: '8' } })
    await act(async () => fireEvent.keyDown(box, { key: 'Enter' }))
    expect(sent).toMatchObject([{ method: 'PATCH', body: { estimate: 8 } }])
  })

  it('joins and parts what is linked, one by one', async () => {
    const { data, sent } = await play({ records: [story], find: () => [], answer: (r) => (r.method === 'GET' ? undefined : {}) })
    const links = [{ id: 'l1', type: 'delivers', from: story.id, to: 'f1', fromKind: 'story', toKind: 'feature' }]
    data.cache.put(story, true, links)
    await Promise.all(setField(data, story, field('link.feature'), ['f2'], links))
    expect(sent).toMatchObject([{ method: 'POST', path: '/links', body: { type: 'delivers', from: story.id, to: 'f2' } }, { method: 'DELETE', path: '/links/l1' }])
  })

  it('may be linked by those who make links', async () => {
    const { data } = await play({ records: [], find: () => [], may: (d) => (d === 'link.make' ? 'act' : undefined) })
    expect(fieldRight(data, story, field('link.feature')).may).toBe('act')
    expect(fieldRight(data, story, field('title')).may).toBe('no')
    expect(fieldRight(data, { ...story, archivedAt: '2026-01-01T00:00:00Z' }, field('link.feature')).may).toBe('no')
  })
})

it('the least of several rights counts, with all who decide', () => {
  expect(leastOf([])).toEqual({ may: 'no' })
  expect(leastOf([{ may: 'act' }, { may: 'propose', decides: ['A'] }, { may: 'propose', decides: ['A', 'B'] }])).toEqual({ may: 'propose', decides: ['A', 'B'] })
  expect(leastOf([{ may: 'act' }, { may: 'no' }])).toEqual({ may: 'no' })
})
