import { describe, expect, test } from 'vitest'

import { changes, countRows, grouped, type Report, reportOf } from './report'

const report: Report = {
  source: 'trello',
  name: 'Board',
  product: 'TD',
  dryRun: false,
  request: 'r1',
  read: { cards: 3 },
  created: { records: 3, comments: 0, badges: 1 },
  updated: { records: 1 },
  unchanged: { members: 2, links: 0 },
  kept: {},
  problems: [],
}

test('counts stand in the order of their weight, without those that count nothing', () => {
  expect(countRows(report)).toEqual([
    { word: 'records', created: 3, updated: 1, unchanged: 0 },
    { word: 'members', created: 0, updated: 0, unchanged: 2 },
    { word: 'badges', created: 1, updated: 0, unchanged: 0 },
  ])
  expect(changes(report)).toBe(5)
})

describe('what was found', () => {
  const said = (where: string, what: string) => ({ where, what })

  test('is said once for all places of the same sort, the most frequent first', () => {
    const { problems, notes } = grouped([
      said('row 9', 'The row has no title and was left out.'),
      said('issues[1]', 'AB-1, column "Due": "32/13" is no date; the date was left empty.'),
      said('issues[2]', 'AB-22, column "Resolved": "never" is no date; the date was left empty.'),
    ])
    expect(notes).toEqual([])
    expect(problems.map((g) => g.found.length)).toEqual([2, 1])
    expect(problems[0]?.text).toBe('AB-1, column "Due": "32/13" is no date; the date was left empty.')
    expect(problems[0]?.found.map((f) => f.where)).toEqual(['issues[1]', 'issues[2]'])
  })

  test('is a note where nothing was lost', () => {
    const { problems, notes } = grouped([
      said('issues[0]', 'AB-1, field "Team": a list, which is not what is expected; it was kept as source data.'),
      said('mapping', 'No columns are mapped, so they were guessed from the headers: title from "Name".'),
      said('cards[3]', 'This card has no name; it comes in as “(no title)”.'),
      said('cards[4]', 'title of TD-4 was changed here and at the source; what stands here was kept'),
      said('cards[5]', 'This card has no id, so it was left out.'),
    ])
    expect(notes).toHaveLength(4)
    expect(problems.map((g) => g.text)).toEqual(['This card has no id, so it was left out.'])
  })
})

test('a kept report that cannot be read is none, and one that lacks parts still counts', () => {
  const run = { id: 'r1', system: 'jira', name: 'Site', product: null, createdAt: '', createdBy: null, report: '{"created":{"records":2}}' }
  expect(reportOf(run)).toMatchObject({ source: 'jira', request: 'r1', created: { records: 2 }, problems: [] })
  expect(reportOf({ ...run, report: 'x' })).toBeUndefined()
  expect(reportOf({ ...run, report: 'null' })).toBeUndefined()
})
