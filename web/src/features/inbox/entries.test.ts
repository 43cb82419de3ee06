import { describe, expect, it } from 'vitest'

import type { Proposal } from '@/data/types'

import { entriesOf, inTab, unreadOf, type Approval, type Notice, type Review } from './entries'

let seq = 0
const notice = (record: string | null, reason: string, at: string, more: Partial<Notice> = {}): Notice => {
  seq++
  return { id: `n${seq}`, seq, reason, at, readAt: null, actor: 'tom', product: 'p', record, key: record?.toUpperCase() ?? '', title: `About ${record}`, kind: 'story', entity: record ?? `e${seq}`, act: 'update', ...more }
}
const proposal = (id: string, createdAt: string): Proposal => ({ id, createdAt, title: `Proposal ${id}`, preview: [{ key: 'LEND-1' }], record: 'r1', state: 'open' }) as unknown as Proposal

describe('the inbox', () => {
  it('puts what awaits a word first, then the news, the newest first', () => {
    const list = entriesOf([proposal('p1', '2026-11-01')], [{ id: 'v1', key: 'LEND-2', title: 'Done', since: '2026-11-02' }], [notice('a', 'heard', '2026-11-03'), notice('b', 'heard', '2026-11-05')])
    expect(list.map((e) => e.id)).toEqual(['p1', 'v1', 'news b', 'news a'])
  })

  it('keeps the news of a record together, under the weightiest reason', () => {
    const list = entriesOf([], [], [notice('a', 'heard', '2026-11-05', { readAt: '2026-11-06' }), notice('a', 'mention', '2026-11-03'), notice('a', 'watched', '2026-11-04', { readAt: 'x' })])
    expect(list).toHaveLength(1)
    expect(list[0]).toMatchObject({ reason: 'mention', unread: true, at: '2026-11-05' })
    expect(unreadOf(list[0]!)).toHaveLength(1)
  })

  it('does not tell of an open proposal twice, but tells of one that was decided', () => {
    const list = entriesOf([proposal('p1', '2026-11-01')], [], [notice(null, 'decide', '2026-11-01', { entity: 'p1', readAt: 'x' }), notice(null, 'decide', '2026-10-01', { entity: 'p0' })])
    expect(list.map((e) => [e.id, e.sort, e.unread])).toEqual([
      ['p1', 'proposal', false],
      ['news p0', 'news', true],
    ])
  })

  it('puts an approval that is asked of one beside the proposals, and tells of it once', () => {
    const asked: Approval = { id: 'a1', record: 'f1', key: 'LEND-7', title: 'Instant loans', note: 'Is it legal?', askedAt: '2026-11-02', askedBy: 'pia', product: 'p', about: '', aboutId: '', aboutName: '' }
    const list = entriesOf([proposal('p1', '2026-11-01')], [], [notice('f1', 'decide', '2026-11-02', { kind: 'approval', entity: 'a1' }), notice('f1', 'decide', '2026-10-02', { kind: 'approval', entity: 'a0', readAt: 'x' })], [asked])
    expect(list.map((e) => [e.id, e.sort, e.unread])).toEqual([
      ['a1', 'approval', true],
      ['p1', 'proposal', true],
      ['news f1', 'news', false],
    ])
    expect(inTab(list[0]!, 'decide')).toBe(true)
  })

  it('sorts into tabs', () => {
    const [p, mention, heard] = entriesOf([proposal('p1', '3')], [], [notice('a', 'mention', '2'), notice('b', 'heard', '1')])
    expect([p, mention, heard].map((e) => inTab(e!, 'decide'))).toEqual([true, false, false])
    expect([p, mention, heard].map((e) => inTab(e!, 'mentions'))).toEqual([false, true, false])
    expect([p, mention, heard].map((e) => inTab(e!, 'news'))).toEqual([false, true, true])
    expect([p, mention, heard].every((e) => inTab(e!, 'all'))).toBe(true)
  })

  it('brings what is to be looked at again before the verdicts, its own news with it', () => {
    const waits: Review = { id: 'd1', kind: 'decision', key: 'LEND-9', title: 'Which bank', why: 'decide', on: '2026-11-03' }
    const list = entriesOf([], [{ id: 'v1', key: 'LEND-2', title: 'Done', since: '2026-11-02' }], [notice('d1', 'decide', '2026-11-01', { kind: 'decision' }), notice('a', 'heard', '2026-11-03')], [], [waits])
    expect(list.map((e) => e.id)).toEqual(['decide d1', 'v1', 'news a'])
    expect(unreadOf(list[0]!)).toHaveLength(1)
    expect(inTab(list[0]!, 'decide')).toBe(true)
  })
})
