import { expect, test } from 'vitest'

import { addFiles, begun, checked, done, formatOf, jobOf, refused, removeFile, running, setChoices, setFormat, setTarget, start, tell } from './flow'
import { sniff } from './format'
import { choose, noChoices } from './mapping'
import type { Report } from './report'

const file = (name: string, content: string) => ({ file: new File([content], name), chosen: { ...sniff(name, content), size: content.length } })
const board = file('board.json', '{"cards":[],"lists":[]}')
const table = file('list.csv', 'Title,Status\nPay,Open\n')
const report = { request: 'r1', created: {}, updated: {} } as Report
const begin = () => addFiles(start({ key: 'TD', make: 'Test Drive' }), [board])

test('the format is what the files say until it is chosen', () => {
  expect(formatOf(begin())).toBe('trello')
  expect(formatOf(setFormat(begin(), 'github'))).toBe('github')
  expect(formatOf(start({ key: 'TD' }))).toBeUndefined()
})

test('a file of the same name takes the place of the old one, an archive is not taken', () => {
  const f = addFiles(begin(), [file('board.json', '{"cards":[]}'), file('all.zip', 'PK\u0003')])
  expect(f.files.map((x) => x.file.name)).toEqual(['board.json'])
  expect(removeFile(f, 'board.json').files).toEqual([])
})

test('nothing is sent before there are files, a format and a product', () => {
  expect(jobOf(start({ key: 'TD' }))).toBeUndefined()
  expect(jobOf(setTarget(begin(), { key: '' }))).toBeUndefined()
  expect(jobOf(begin())).toMatchObject({ format: 'trello', product: 'TD', make: 'Test Drive', mapping: undefined })
})

test('the columns of a table are guessed, and sent as they are chosen', () => {
  const f = addFiles(start({ key: 'TD' }), [table])
  expect(f.table?.meanings).toEqual({ Title: 'title', Status: 'state' })
  expect(jobOf(f)?.mapping).toMatchObject({ columns: { title: [{ column: 'Title' }] } })
})

test('what is chosen after a check makes it stale and is sent', () => {
  const f = setChoices(checked(begin(), report), choose(noChoices, 'kinds', 'Card', 'task'))
  expect(f.stale).toBe(true)
  expect(jobOf(f)?.mapping).toMatchObject({ kinds: { Card: 'task' } })
})

test('a refusal keeps files, choices and the plan', () => {
  const chosen = choose(noChoices, 'people', 'p', 'ana')
  const f = refused(running(setChoices(checked(begin(), report), chosen)), { detail: 'Try again.', fields: [] })
  expect(f).toMatchObject({ step: 'plan', busy: false, choices: chosen, plan: report, refusal: { detail: 'Try again.' } })
  expect(f.files).toHaveLength(1)
  expect(refused(begun(begin()), { detail: 'x', fields: [] }).step).toBe('files')
})

test('a run that stopped half-way shows what had gone in', () => {
  expect(refused(running(checked(begin(), report)), { detail: 'x', fields: [] }, report)).toMatchObject({ step: 'report', report })
  expect(done(running(begin()), report)).toMatchObject({ step: 'report', report, busy: false })
})

test('progress keeps the last word of each stage', () => {
  let f = running(begin())
  for (const [stage, n] of [['items', 100], ['items', 122], ['links', 25]] as const) f = tell(f, { stage, done: n, total: 122 })
  expect(f.progress).toEqual([{ stage: 'items', done: 122, total: 122 }, { stage: 'links', done: 25, total: 122 }])
})

test('other files make the plan void and leave the choices', () => {
  const f = addFiles(setChoices(checked(begin(), report), choose(noChoices, 'kinds', 'Card', 'task')), [file('more.json', '[{"idMemberCreator":"m"}]')])
  expect(f.plan).toBeUndefined()
  expect(f.choices.kinds).toEqual({ Card: 'task' })
})
