import { expect, test } from 'vitest'

import type { Row } from '@/data/types'

import { circumstances, daysOf, said, type Names } from './history'

const people: Record<string, string> = { tom: 'Tom', lena: 'Lena', ana: 'Ana' }
const names: Names = {
  person: (id) => people[id] ?? 'Somebody',
  record: (id) => (id === 'f' ? 'LEND-1512 “Rate check”' : id),
  label: (f) => ({ estimate: 'Estimate', dueOn: 'Due', hypothesis: 'Hypothesis', asA: 'As a' })[f] ?? f,
  value: (_f, v) => (typeof v === 'string' || typeof v === 'number' ? String(v) : JSON.stringify(v)),
  self: 's',
  zone: 'Europe/Berlin',
}
let seq = 100
const row = (diff: Row['diff'], more: Partial<Row> = {}): Row => ({ seq: seq--, at: '2026-11-20T11:00:00Z', actor: 'tom', operation: 'story.update', request: `r${seq}`, product: 'p', record: 's', entity: 's', kind: 'story', act: 'update', prev: 1, diff, through: 'web', role: 'product owner', ...more })
const first = (r: Row) => said(daysOf([r], names)[0]!.entries[0]!, 'en')

test('fields that have words of their own', () => {
  expect(first(row({ state: ['ready', 'in progress'], category: ['todo', 'doing'] }))).toBe('moved it from ready to in progress')
  expect(first(row({ owner: [null, 'lena'] }))).toBe('gave it to Lena')
  expect(first(row({ owner: ['lena', 'tom'] }))).toBe('took it on')
  expect(first(row({ owner: ['lena', null] }))).toBe('took it from Lena')
  expect(first(row({ title: ['Old', 'New'] }))).toBe('renamed it from “Old” to “New”')
  expect(first(row({ tags: [['a'], ['a', 'b', 'c']] }))).toBe('tagged it b, c')
  expect(first(row({ tags: [['a', 'b'], ['a']] }))).toBe('took the tag b off it')
  expect(first(row({ archivedAt: [null, '2026-11-20T11:00:00Z'] }))).toBe('archived it')
  expect(first(row({ archivedAt: ['2026-11-20T11:00:00Z', null] }))).toBe('restored it')
})

test('other fields are set, changed and cleared', () => {
  expect(first(row({ estimate: [null, 8] }))).toBe('set Estimate to 8')
  expect(first(row({ estimate: [5, 8] }))).toBe('changed Estimate from 5 to 8')
  expect(first(row({ dueOn: ['2026-11-22', null] }))).toBe('cleared Due (it was 2026-11-22)')
})

test('long texts are not put into the sentence but beside it', () => {
  const long = 'If every step works with keyboard and screen reader, completion rises by eight points.'
  const day = daysOf([row({ hypothesis: [long, `${long} We measure it.`], body: ['', 'a\nb'] })], names)[0]!
  expect(said(day.entries[0]!, 'en')).toBe('rewrote Hypothesis and wrote the description')
  expect(day.entries[0]!.clauses[0]!.changes).toEqual([{ field: 'hypothesis', label: 'Hypothesis', before: long, after: `${long} We measure it.`, text: true }])
})

test('criteria say what happened to them', () => {
  const c = (id: string, met = false, text = id) => ({ id, text, met })
  expect(first(row({ criteria: [null, [c('a'), c('b')]] }))).toBe('added 2 criteria')
  expect(first(row({ criteria: [[c('a')], [c('a', true)]] }))).toBe('ticked a criterion')
  expect(first(row({ criteria: [[c('a'), c('b')], [c('a')]] }))).toBe('took a criterion away')
  expect(first(row({ criteria: [[c('a')], [c('a', false, 'x')]] }))).toBe('changed the criteria')
})

test('links are read from the side of the record', () => {
  const link = (from: string, to: string): Row['diff'] => ({ type: [null, 'delivers'], from: [null, from], to: [null, to], toKind: [null, 'feature'] })
  expect(first(row(link('s', 'f'), { kind: 'link', act: 'create', entity: 'l' }))).toBe('linked it: delivers LEND-1512 “Rate check”')
  expect(first(row({ type: ['blocks', null], from: ['f', null], to: ['s', null] }, { kind: 'link', act: 'delete', entity: 'l' }))).toBe('took a link away: blocked by LEND-1512 “Rate check”')
})

test('verdicts, comments and proposals', () => {
  expect(first(row({ state: ['done', 'accepted'] }, { operation: 'item.accept' }))).toBe('accepted it')
  expect(first(row({ body: [null, 'Hi'] }, { kind: 'comment', act: 'create' }))).toBe('commented')
  expect(first(row({ reason: [null, 'Before Friday'], state: [null, 'open'] }, { kind: 'proposal', act: 'create' }))).toBe('proposed a change: “Before Friday”')
  expect(first(row({ state: ['open', 'declined'], answer: ['', 'Not now'] }, { kind: 'proposal' }))).toBe('declined a proposal: “Not now”')
})

test('one call is one sentence, and rows that say nothing are left out', () => {
  const rows = [
    row({ sprint: [null, 'Sprint 27'], updatedAt: ['a', 'b'] }, { request: 'same', seq: 3 }),
    row({ owner: [null, 'lena'] }, { request: 'same', seq: 2 }),
    row({ category: ['todo', 'doing'] }, { seq: 1 }),
  ]
  const days = daysOf(rows, names)
  expect(days.flatMap((d) => d.entries).map((e) => said(e, 'en'))).toEqual(['gave it to Lena and set sprint to Sprint 27'])
  expect(days[0]!.entries[0]!.seq).toBe(3)
})

test('days are days of the zone', () => {
  const rows = [row({ estimate: [1, 2] }, { at: '2026-11-20T23:30:00Z' }), row({ estimate: [0, 1] }, { at: '2026-11-20T22:30:00Z' })]
  expect(daysOf(rows, names).map((d) => d.day)).toEqual(['2026-11-21', '2026-11-20'])
})

test('ranking again and again is said once', () => {
  const rows = [row({ rank: ['b', 'c'] }), row({ rank: ['a', 'b'] }), row({ estimate: [1, 2] }), row({ rank: ['0', 'a'] })]
  expect(daysOf(rows, names)[0]!.entries.map((e) => said(e, 'en'))).toEqual(['ranked it anew', 'changed Estimate from 1 to 2', 'ranked it anew'])
})

test('role, proposer and means stand beside the sentence', () => {
  const entry = daysOf([row({ estimate: [1, 2] }, { onBehalfOf: 'ana', through: 'import:01x' })], names)[0]!.entries[0]!
  expect(circumstances(entry, names)).toEqual(['as product owner', 'for Ana', 'by an import'])
})

test('what cannot be undone is known', () => {
  const entries = daysOf([row({ estimate: [1, 2] }), row({ state: ['open', 'taken'] }, { kind: 'proposal' })], names)[0]!.entries
  expect(entries.map((e) => e.canUndo)).toEqual([true, false])
})

test('a text that was saved while it was written is one piece of work', () => {
  const save = (seq: number, at: string, from: string, to: string, more: Partial<Row> = {}) => row({ body: [from, to] }, { seq, at: `2026-11-20T${at}:00Z`, request: `s${seq}`, ...more })
  const rows = [save(9, '11:20', 'one two', 'one two three'), save(8, '11:05', 'one', 'one two'), save(7, '11:00', '', 'one'), save(6, '08:00', 'x', ''), save(5, '07:59', 'y', 'x', { actor: 'ana' })]
  const entries = daysOf(rows, names)[0]!.entries
  expect(entries.map((e) => [said(e, 'en'), e.seqs])).toEqual([
    ['wrote the description', [9, 8, 7]],
    ['emptied the description', [6]],
    ['rewrote the description', [5]],
  ])
  expect(entries[0]!.clauses[0]!.changes[0]).toMatchObject({ before: '', after: 'one two three' })
})

test('what was written and taken out again in one sitting is not told', () => {
  const rows = [row({ body: ['ab', 'a'] }), row({ body: ['a', 'ab'] }), row({ estimate: [1, 2] })]
  expect(daysOf(rows, names)[0]!.entries.map((e) => said(e, 'en'))).toEqual(['changed Estimate from 1 to 2'])
})
