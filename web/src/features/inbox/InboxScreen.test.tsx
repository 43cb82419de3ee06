import { screen } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'

import type { Proposal } from '@/data/types'
import { click, press, showScreen, type } from '@/record/screen/screen.testing'
import { giveSizes, play, record, type World } from '@/record/views/common/world.testing'

import type { Approval, Notice } from './entries'
import { InboxScreen } from './InboxScreen'

beforeEach(() => giveSizes())

const story = record('LEND-1', 'story', { title: 'Save a draft', body: '' })
const proposal = { id: 'p1', product: story.product, createdAt: '2026-11-20T10:00:00Z', createdBy: 'tom', version: 1, record: story.id, operation: 'story.update', input: { id: story.id, patch: { estimate: 5 } }, decisions: ['story.estimate'], preview: [{ kind: 'story', entity: story.id, record: story.id, key: 'LEND-1', title: 'Save a draft', act: 'update', diff: { estimate: [3, 5] } }], base: [], reason: 'It grew', state: 'open', agreed: [], decidedBy: null, decidedAt: null, answer: '', title: 'Save a draft' } as unknown as Proposal
const notice: Notice = { id: 'n1', seq: 7, reason: 'mention', at: '2026-11-19T10:00:00Z', readAt: null, actor: 'tom', product: story.product, record: story.id, key: 'LEND-1', title: 'Save a draft', kind: 'comment', entity: 'c1', act: 'create' }

const approval: Approval = { id: 'a1', record: story.id, key: 'LEND-1', title: 'Save a draft', note: 'Is it legal?', askedAt: '2026-11-19T10:00:00Z', askedBy: 'tom', product: story.product, about: '', aboutId: '', aboutName: '' }

/** What was sent, but for where one is: the pane shows a whole record, which tells that. */
const said = (sent: readonly { path: string }[]) => sent.filter((s) => s.path !== '/presence')

const world = (proposals: Proposal[], notices: Notice[], more: Partial<World> = {}, approvals: Approval[] = [], waits: object = {}): World => ({
  records: [story],
  find: () => [],
  answer: ({ method, path }) => {
    if (method !== 'GET') return { ...proposal, state: 'taken', version: 2 }
    if (path.startsWith('/approvals')) return approvals
    if (path.startsWith('/reviews') || path.startsWith('/sunset/mine')) return []
    if (path.startsWith('/launchtasks/mine')) return { tasks: [], approvals: [], answers: [], ...waits }
    if (path.startsWith('/proposals')) return { items: proposals, next: null }
    if (path.startsWith('/inbox/count')) return { unread: notices.length }
    if (path.startsWith('/inbox')) return { items: notices, next: null }
    if (/\/(links|thread|history|comments|attachments|watchers|reactions)/.test(path)) return path.includes('thread') ? { record: story, up: [], down: [], gaps: [], more: false } : /links|watchers|reactions|attachments/.test(path) ? [] : { items: [], next: null }
    return undefined
  },
  ...more,
})

async function show(w: World) {
  const { data, sent } = await play(w)
  const shown = await showScreen(data, <InboxScreen />)
  return { ...shown, sent }
}

describe('the inbox', () => {
  it('says that nothing waits', async () => {
    await show(world([], []))
    expect(await screen.findByText('Nothing waits for you.')).toBeTruthy()
  })

  it('says what happened when it cannot be read', async () => {
    await show(world([], [], { answer: () => undefined }))
    expect(await screen.findByText('This list could not be loaded.')).toBeTruthy()
  })

  it('takes a proposal with T', async () => {
    const { sent } = await show(world([proposal], []))
    await screen.findByRole('article')
    await press('t')
    expect(sent).toMatchObject([{ method: 'POST', path: '/proposals/p1/take' }])
  })

  it('declines with D and a reason', async () => {
    const { sent } = await show(world([proposal], []))
    await screen.findByRole('article')
    await press('d')
    await type('Why', 'Not now')
    await press('Enter', { ctrlKey: true })
    expect(sent).toMatchObject([{ path: '/proposals/p1/decline', body: { answer: 'Not now' } }])
  })

  it('gives one’s approval with Y', async () => {
    const { sent } = await show(world([], [], {}, [approval]))
    await screen.findByText('Is it legal?')
    await press('y')
    expect(said(sent)).toMatchObject([{ method: 'POST', path: '/approvals/a1/answer', body: { approved: true } }])
  })

  it('declines to approve with D, and only with a reason', async () => {
    const { sent } = await show(world([], [], {}, [approval]))
    await screen.findByText('Is it legal?')
    await press('d')
    await press('Enter', { ctrlKey: true })
    expect(said(sent)).toEqual([])
    await type('What would have to change', 'It is not')
    await press('Enter', { ctrlKey: true })
    expect(said(sent)).toMatchObject([{ path: '/approvals/a1/answer', body: { approved: false, reason: 'It is not' } }])
  })

  it('calls a late task of a launch done with Y', async () => {
    const of = { launch: story.id, key: 'LEND-L1', name: 'Big launch', product: story.product, day: null }
    const { sent } = await show(world([], [], {}, [], { tasks: [{ id: 't1', title: 'Write the page', owner: 'ana', late: 3, due: '2026-11-16', department: 'marketing', of }, { id: 't2', title: 'Later', owner: 'ana', late: 0, due: '2026-12-16', department: 'marketing', of }] }))
    expect((await screen.findAllByText('3 days late: your task for Big launch')).length).toBeGreaterThan(0)
    expect(screen.queryByText('Later')).toBeNull()
    await press('y')
    expect(said(sent)).toMatchObject([{ method: 'PATCH', path: '/launchtasks/t1', body: { state: 'done' } }])
  })

  it('settles a bet that is due with Y', async () => {
    const feature = { ...story, id: 'f1', key: 'LEND-9', kind: 'feature', title: 'Shorter forms' }
    const bet = { feature: 'f1', key: 'LEND-9', title: 'Shorter forms', stands: 'due', hidden: true, says: { outcome: 'hit', why: 'It rose by more than was said.' }, released: '2026-09-01', on: '2026-11-17', low: null, high: null, points: [], observed: null, offer: null, outcome: '', ground: { feedback: 0, accounts: 0, revenue: [], insights: [], opportunities: [], risks: [] }, rule: '' }
    const w = world([], [])
    const answer = w.answer!
    const answers: World['answer'] = (c) => (c.method === 'GET' && c.path === '/reviews/mine' ? [{ id: 'f1', kind: 'feature', key: 'LEND-9', title: 'Shorter forms', why: 'settle', on: '2026-11-17' }] : c.path === '/features/f1/bet' ? bet : answer(c))
    const { sent } = await show({ ...w, records: [story, feature as typeof story], answer: answers })
    expect((await screen.findAllByText(/its bet is to be settled since/)).length).toBe(1)
    expect((await screen.findAllByText('It rose by more than was said.')).length).toBeGreaterThan(0)
    await press('y')
    await type('What we learnt', 'Shorter is better')
    await press('Enter', { ctrlKey: true })
    expect(said(sent)).toMatchObject([{ method: 'POST', path: '/features/f1/settle', body: { outcome: 'hit' } }])
  })

  it('lets one agree to who leads one', async () => {
    const named: Notice = { ...notice, id: 'n2', reason: 'decide', record: null, key: '', title: '', kind: 'growth_lead', entity: 'l1', product: null }
    const w = world([], [named])
    const answer = w.answer!
    const { sent } = await show({ ...w, answer: (c) => (c.method === 'GET' && c.path === '/growth' ? [] : c.method === 'GET' && c.path.startsWith('/growth/') ? { lead: { lead: 'tom', agreedAt: null } } : answer(c)) })
    await screen.findByText(/was named as your lead/)
    await click('Agree')
    expect(said(sent)).toMatchObject([{ method: 'POST', path: '/leads/name', body: { lead: 'tom' } }])
  })

  it('marks as read with E, and opens with Enter', async () => {
    const { sent, at } = await show(world([], [notice]))
    await screen.findByText('Somebody mentioned you')
    await press('e')
    expect(sent.filter((s) => s.path.startsWith('/inbox'))).toMatchObject([{ path: '/inbox/read', body: { ids: ['n1'] } }])
    await press('Enter')
    expect(at()).toBe('/r/LEND-1')
  })
})
