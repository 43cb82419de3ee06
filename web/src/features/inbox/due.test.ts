import { expect, test } from 'vitest'

import { duesOf, type LaunchesWait } from './due'
import { entriesOf, inTab, type Notice } from './entries'

const of = { launch: 'l1', key: 'LEND-L1', name: 'Big launch', product: 'p1' }
const task = (id: string, late: number, due: string | null, owner: string | null = 'ana') => ({ id, title: `Task ${id}`, owner, late, due, department: 'marketing' as const, of })
const launches: LaunchesWait = {
  tasks: [task('t1', 1, '2026-11-22'), task('t2', 0, '2026-12-01'), task('t3', 5, '2026-11-18', null), task('t4', 0, null)],
  approvals: [{ id: 'a1', title: 'The blog post', of }],
  answers: [{ gate: 'g1', department: 'legal', needBy: '2026-11-30', of }],
}
const ends = [
  { product: 'p2', key: 'LPOST', name: 'Post', step: { id: '1', title: 'Write to all', dueOn: '2026-11-20' }, late: 3 },
  { product: 'p2', key: 'LPOST', name: 'Post', step: { id: '2', title: 'Switch off', dueOn: '2026-12-20' }, late: 0 },
]
const keyOf = (p: string) => (p === 'p1' ? 'LEND' : undefined)

test('words come first, then what is late, the longest late first', () => {
  const all = duesOf(launches, ends, keyOf, '2026-11-23')
  expect(all.map((d) => d.id)).toEqual(['g1 legal', 'a1', 't3', 'p2 1', 't1'])
  expect(all.map((d) => d.to)).toEqual(['/p/LEND/launches/LEND-L1?tab=gate', '/p/LEND/launches/LEND-L1?tab=words', '/p/LEND/launches/LEND-L1', '/p/LPOST/strategy?view=lifecycle', '/p/LEND/launches/LEND-L1'])
  expect(all.flatMap((d) => d.done?.path ?? [])).toEqual(['/launchtasks/t3', '/sunset/steps', '/launchtasks/t1'])
  expect(all[3]!.done!.body).toEqual({ product: 'LPOST', step: '1', doneOn: '2026-11-23' })
  expect(all[2]!.says).toBe('5 days late: Marketing has not taken this task for Big launch')
})

test('nothing waits while nothing is known', () => expect(duesOf(undefined, [], keyOf, '2026-11-23')).toEqual([]))

test('what is told of a task stands with it and is not told twice; news of the product stays', () => {
  const notice = (entity: string, record: string): Notice => ({ id: entity, seq: 1, reason: 'assigned', at: '2026-11-01', readAt: 'x', actor: 'tom', product: 'p1', record, key: '', title: '', kind: 'launch_task', entity, act: 'update' })
  const list = entriesOf([], [], [notice('t1', 'l1'), notice('p2', 'p2')], [], [], duesOf(launches, ends, keyOf, '2026-11-23'))
  expect(list.map((e) => e.id)).toEqual(['due g1 legal', 'due a1', 'due t3', 'due p2 1', 'due t1', 'news p2'])
  expect(list.find((e) => e.id === 'due t1')).toMatchObject({ unread: false, notices: [{ entity: 't1' }] })
  expect(inTab(list[0]!, 'decide')).toBe(true)
})
