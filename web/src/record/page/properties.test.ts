import { expect, test } from 'vitest'

import type { Field } from '@/record/fields/field'

import { propertiesOf } from './properties'

const field = (name: string, more: Partial<Field> = {}): Field => ({ name, label: name, type: 'text', editable: true, decisions: [], ...more })
const fields = [field('title'), field('state', { type: 'state' }), field('owner', { type: 'person' }), field('priority'), field('dueOn', { type: 'day' }), field('estimate', { type: 'number' }), field('hypothesis'), field('criteria', { type: 'criteria' }), field('currency'), field('doneAt', { type: 'instant', editable: false }), field('custom.area', { custom: true }), field('link.blocks', { type: 'link' }), field('link.release', { type: 'link' })]

test('what is looked for first is shown empty, the rest is folded until it has a value', () => {
  const { groups, more } = propertiesOf(fields, () => false)
  expect(groups.map((g) => [g.name, g.fields.map((f) => f.name)])).toEqual([
    ['main', ['owner', 'priority']],
    ['planning', ['estimate', 'link.release']],
  ])
  expect(more.map((f) => f.name)).toEqual(['dueOn', 'currency', 'custom.area'])
})

test('what has a value is in its group, also what cannot be changed', () => {
  const { groups, more } = propertiesOf(fields, () => true)
  expect(groups.map((g) => [g.name, g.fields.map((f) => f.name)])).toEqual([
    ['main', ['owner', 'priority', 'currency']],
    ['planning', ['dueOn', 'estimate', 'doneAt', 'link.release']],
    ['own', ['custom.area']],
  ])
  expect(more).toEqual([])
})
