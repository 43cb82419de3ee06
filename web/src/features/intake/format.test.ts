import { describe, expect, test } from 'vitest'

import { firstRows } from './csv'
import { sniff, together } from './format'

const board = {
  id: 'b1',
  lists: [{ id: 'l1', name: 'Doing' }],
  members: [{ id: 'm1', fullName: 'Jo Smith' }],
  cards: [
    { idShort: 3, name: 'Old', idList: 'l1', closed: true },
    { idShort: 4, name: 'Pay by card', idList: 'l1', idMembers: ['m1'] },
  ],
}
const issue = { key: 'AB-1', fields: { summary: 'Crash', issuetype: { name: 'Bug' }, status: { name: 'Open' }, assignee: null } }

describe('what wrote a file', () => {
  test.each([
    ['board.json', JSON.stringify(board), 'trello'],
    ['comments.json', JSON.stringify([{ id: 'a', idMemberCreator: 'm1', type: 'commentCard', data: {} }]), 'trello'],
    ['search.json', JSON.stringify({ startAt: 0, issues: [issue] }), 'jira-json'],
    ['sprints.json', JSON.stringify({ isLast: true, values: [{ id: 1, state: 'active' }] }), 'jira-json'],
    ['issues.json', JSON.stringify([{ number: 4, title: 'Leak', state: 'open' }]), 'github'],
    ['events.json', JSON.stringify([{ id: 1, event: 'closed', actor: {} }]), 'github'],
    ['export.csv', '\uFEFFSummary,Issue key,Issue id,Issue Type,Status\nCrash,AB-1,10,Bug,Open\n', 'jira-csv'],
    ['cut-off.json', '{"id":"b1","cards":[{"idList":', 'trello'],
    ['list.csv', 'Title;State\nPay;Open\n', 'csv'],
  ])('%s', (name, content, format) => expect(sniff(name, content).format).toBe(format))

  test.each([
    ['notes.json', '{"hello": 1}'],
    ['broken.json', '{"hello": ['],
    ['letter.txt', 'Dear all'],
  ])('%s is of nothing that is known', (name, content) => expect(sniff(name, content).format).toBeUndefined())

  test('an archive of our own is told apart', () => expect(sniff('workspace.zip', 'PK\u0003\u0004').archive).toBe(true))
})

test('rows are shown in the source’s own words', () => {
  expect(sniff('b.json', JSON.stringify(board)).samples).toEqual([{ key: '#4', title: 'Pay by card', type: 'Card', state: 'Doing', person: 'Jo Smith' }])
  expect(sniff('s.json', JSON.stringify({ issues: [issue] })).samples).toEqual([{ key: 'AB-1', title: 'Crash', type: 'Bug', state: 'Open', person: '' }])
})

test('files that belong together agree; others are said to be mixed', () => {
  expect(together([{ format: 'trello' }, { format: 'trello' }])).toEqual({ format: 'trello', mixed: false })
  expect(together([{}, { format: 'csv' }])).toEqual({ format: 'csv', mixed: false })
  expect(together([{ format: 'trello' }, { format: 'csv' }]).mixed).toBe(true)
  expect(together([{}]).format).toBeUndefined()
})

test('cells may hold delimiters, quotes and line ends', () => {
  expect(firstRows('a,b\r\n"x, ""y""","1\n2"\n\n,\nlast,', 9)).toEqual([
    ['a', 'b'],
    ['x, "y"', '1\n2'],
    ['last', ''],
  ])
  expect(firstRows('a\tb\n1\t2\n3\t4\n', 2)).toHaveLength(2)
})
