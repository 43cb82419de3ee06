import { expect, test } from 'vitest'

import type { Field } from '@/record/fields/field'

import { asked, forNext, sent, typed } from './create'

const field = (name: string, more: Partial<Field> = {}): Field => ({ name, label: name, type: 'text', editable: true, decisions: [], ...more })
const fields = ['title', 'body', 'state', 'owner', 'priority', 'asA', 'iWant', 'soThat', 'dueOn', 'hypothesis'].map((n) => field(n))

test('a story is asked for its statement, a bug is not', () => {
  expect(asked('story', fields, {}).first.map((f) => f.name)).toEqual(['asA', 'iWant', 'soThat', 'hypothesis', 'owner', 'priority'])
  const bug = asked('bug', fields, { dueOn: '2026-11-22' })
  expect(bug.first.map((f) => f.name)).toEqual(['hypothesis', 'owner', 'priority', 'dueOn'])
  expect(asked('bug', fields, {}).more.map((f) => f.name)).toEqual(['dueOn'])
})

test('what is empty is not sent, custom fields go under custom, links are made afterwards', () => {
  const link = field('link.feature', { type: 'link', link: { type: 'delivers', direction: 'out' } })
  const made = sent('LEND', 'story', { title: ' A ', owner: null, tags: [], asA: '', estimate: 0, 'custom.area': 'x', 'link.feature': ['f1', 'f2'] }, [...fields, link])
  expect(made.body).toEqual({ product: 'LEND', title: 'A', estimate: 0, custom: { area: 'x' } })
  expect(made.links).toEqual([
    { type: 'delivers', direction: 'out', to: 'f1' },
    { type: 'delivers', direction: 'out', to: 'f2' },
  ])
  expect(sent('LEND', 'account', { title: 'A' }, fields).body).toEqual({ title: 'A' })
})

test('the next of a row keeps what is not about this one alone', () => {
  expect(forNext({ title: 'A', body: 'B', asA: 'C', sprint: 's', owner: 'o' })).toEqual({ sprint: 's', owner: 'o' })
})

test('what was chosen only is not worth a warning', () => {
  expect(typed({ owner: 'o', title: ' ' })).toBe(false)
  expect(typed({ body: 'x' })).toBe(true)
})
