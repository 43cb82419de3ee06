import { expect, test } from 'vitest'

import type { Me, Preview, Proposal } from '@/data/types'

import type { Names } from './history'
import { changedInput, editableInput, effectsOf, sayIn } from './proposal'

const names: Names = { person: (id) => id, record: (id) => `[${id}]`, label: (f) => f, value: (_f, v) => String(v), self: '', zone: 'UTC' }
const preview = (more: Partial<Preview>): Preview => ({ kind: 'story', entity: 's', record: 's', key: 'LEND-1', title: 'A', act: 'update', diff: {}, ...more })
const proposal = (more: Partial<Proposal>): Proposal => ({ id: 'p', product: 'lend', createdAt: '', createdBy: 'ana', version: 1, record: 's', operation: 'story.update', input: {}, decisions: ['story.write'], preview: [], base: [], reason: '', state: 'open', agreed: [], decidedBy: null, decidedAt: null, answer: '', title: 'A', ...more })

test('a new record shows what was proposed of it, not what it begins with by itself', () => {
  const p = proposal({ operation: 'bug.create', preview: [preview({ kind: 'bug', act: 'create', diff: { title: [null, 'A'], state: [null, 'new'], rank: [null, 'c'], body: [null, 'Seen twice'], createdAt: [null, 'x'] } })] })
  expect(effectsOf(p, names)[0]!.changes.map((c) => [c.field, c.after])).toEqual([['body', 'Seen twice']])
})

test('an order and a link are said in a sentence', () => {
  const rank = effectsOf(proposal({ operation: 'record.rank', input: { ids: ['s'], after: 'x' }, preview: [preview({ diff: { rank: ['a', 'b'] } })] }), names)[0]!
  expect(rank).toMatchObject({ changes: [], sentence: 'Moves right after [x]' })
  const link = effectsOf(proposal({ operation: 'link.create', preview: [preview({ kind: 'link', act: 'create', diff: { type: [null, 'delivers'], from: [null, 's'], to: [null, 'f'] } })] }), names)[0]!
  expect(link.sentence).toBe('[s] delivers [f]')
})

test('a scenario that is taken is told by the lines that it moves', () => {
  const p = proposal({ operation: 'scenario.take', preview: [preview({ kind: 'release', diff: { dueOn: ['2026-12-29', '2027-01-19'] } }), preview({ kind: 'roadmap_scenario', key: '', title: '', diff: { state: ['open', 'taken'], takenBy: [null, '01jw5smyvrc50wjrgvde8vjmqz'] } })] })
  const [line, scenario] = effectsOf(p, names)
  expect(line!.changes.map((c) => [c.field, c.after])).toEqual([['dueOn', '2027-01-19']])
  expect(scenario).toMatchObject({ changes: [], sentence: 'Takes a scenario of the roadmap: all lines move as one change' })
})

test('only one record, and only its fields, can be taken changed', () => {
  const p = proposal({ input: { id: 's', patch: { title: 'B', custom: { area: 'x' } } }, preview: [preview({})] })
  expect(editableInput(p)?.values).toEqual({ title: 'B', 'custom.area': 'x' })
  expect(changedInput(p, { title: 'C', 'custom.area': 'y' })).toEqual({ id: 's', patch: { title: 'C', custom: { area: 'y' } } })
  expect(editableInput(proposal({ input: { calls: [] }, preview: [preview({}), preview({})] }))).toBeUndefined()
  expect(editableInput(proposal({ input: { ids: ['s'], position: 1 }, preview: [preview({})] }))).toBeUndefined()
})

test('who has a say', () => {
  const me = (abilities: Record<string, 'act' | 'propose'>, roles: string[] = []) => ({ member: { id: 'tom' }, products: [{ id: 'lend', key: 'LEND', title: '', roles }], abilities: { lend: abilities } }) as unknown as Me
  const both = [{ decision: 'scope.change', roles: ['product manager', 'product owner'], all: true, heard: [] }]
  expect(sayIn(proposal({}), me({ 'story.write': 'act' }), undefined).decides).toBe(true)
  expect(sayIn(proposal({}), me({ 'story.write': 'propose' }), undefined).decides).toBe(false)
  expect(sayIn(proposal({ decisions: ['scope.change'] }), me({ 'scope.change': 'propose' }, ['product owner']), both).decides).toBe(true)
  expect(sayIn(proposal({ decisions: ['scope.change'], agreed: ['tom'] }), me({ 'scope.change': 'propose' }, ['product owner']), both)).toMatchObject({ decides: false, agreed: true })
  expect(sayIn(proposal({ state: 'taken' }), me({ 'story.write': 'act' }), undefined).decides).toBe(false)
  expect(sayIn(proposal({ createdBy: 'tom' }), me({}), undefined).mine).toBe(true)
})
