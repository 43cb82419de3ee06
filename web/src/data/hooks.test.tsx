import { act, render, screen } from '@testing-library/react'
import { Component, type ReactNode } from 'react'
import { beforeEach, expect, test } from 'vitest'

import {
  DataProvider, useAsk, useConnection, useGroups, useLinks, useList, useMe, useMember, useOrder, usePending, usePresence, useProposals, useRecord, useRecordState, useRight, useRows, useWorkflow,
} from './hooks'
import { FakeServer, HandClock, openTab, type Tab } from './testing'
import type { Proposal } from './types'

let clock: HandClock
let server: FakeServer
let tab: Tab

beforeEach(async () => {
  clock = new HandClock()
  server = new FakeServer(clock)
  tab = await openTab(server, clock)
})

const show = (ui: ReactNode) => render(<DataProvider data={tab.data}>{ui}</DataProvider>)
const run = (ms = 100) => act(() => clock.run(ms))
const text = () => screen.getByTestId('x').textContent
const X = ({ children }: { children: ReactNode }) => <p data-testid="x">{children}</p>

test('a record is read when it is missing, and a component renders again only when its record changes', async () => {
  const [a, b] = [server.seed({ title: 'One' }), server.seed()]
  tab.data.loader.want([b.id])
  await run()
  let renders = 0
  const Title = ({ id }: { id: string }) => {
    renders++
    return <X>{useRecord(id)?.title ?? 'nothing'}</X>
  }
  show(<Title id={a.id} />)
  expect(text()).toBe('nothing')
  await run()
  expect(text()).toBe('One')
  const before = renders
  await act(async () => server.change(b.id, { title: 'other' }))
  await run()
  expect(renders).toBe(before)
  act(() => void tab.data.change(a.id, { title: 'Two' }))
  expect(text()).toBe('Two')
  expect(renders).toBe(before + 1)
})

test('a whole record by its key: loading, ready with its body, and kept whole', async () => {
  const a = server.seed({ body: 'words' })
  const Page = ({ id }: { id: string }) => {
    const { record, status } = useRecordState(id)
    return <X>{`${status} ${record?.body ?? ''}`}</X>
  }
  show(<Page id={a.key} />)
  expect(text()).toBe('loading ')
  await run()
  expect(text()).toBe('ready words')
  await act(async () => server.change(a.id, { body: 'new words' }))
  await run()
  expect(text()).toBe('ready new words')
})

test('a record that is not there, one that may not be seen, and one that could not be read', async () => {
  const Page = ({ id }: { id: string }) => <X>{useRecordState(id).status}</X>
  const { unmount } = show(<Page id="LEND-99999" />)
  await run()
  expect(text()).toBe('missing')
  unmount()
  const serve = server.serve.bind(server)
  for (const [status, kind, word] of [[403, 'forbidden', 'refused'], [500, 'internal', 'error']] as const) {
    server.serve = (r) => (r.path.startsWith('/records/') ? { status, header: () => null, body: { kind, detail: '' } } : serve(r))
    const page = show(<Page id={`LEND-${status}`} />)
    await run()
    expect(text()).toBe(word)
    page.unmount()
  }
})

test('out of reach a page waits, and is there when the connection is', async () => {
  const a = server.seed({ title: 'One', body: 'words' })
  const Page = () => {
    const { record, status } = useRecordState(a.key)
    return <X>{`${status} ${record?.body ?? ''}`}</X>
  }
  tab.wire.down = true
  show(<Page />)
  await run(1000)
  expect(text()).toBe('loading ')
  tab.wire.down = false
  act(() => tab.data.client.reached(true))
  await run(1000)
  expect(text()).toBe('ready words')
})

test('a record that was asked for before it was there appears when it is made', async () => {
  const Row = () => <X>{useRecord('01rec000000000000000000zzz')?.title ?? 'nothing'}</X>
  show(<Row />)
  await run()
  expect(text()).toBe('nothing')
  await act(async () => server.seed({ id: '01rec000000000000000000zzz', title: 'Here' }))
  await run()
  expect(text()).toBe('Here')
})

test('lists, orders and groups', async () => {
  server.seed({ state: 'ready' })
  const a = server.seed()
  const Lists = () => {
    const list = useList({ q: 'state:ready', product: 'LEND' })
    const order = useOrder({ q: 'type:story', product: 'LEND' })
    const groups = useGroups({ q: 'type:story group:state', product: 'LEND' })
    const none = useList(undefined)
    useRows(order.ids)
    return <X>{[list.status, list.ids.length, order.complete, order.ids.length, groups.groups?.map((g) => g.value + g.count).join(), none.ids.length].join(' ')}</X>
  }
  show(<Lists />)
  expect(text()).toBe('loading 0 false 0  0')
  await run()
  expect(text()).toBe('ready 1 true 2 ready1,new1 0')
  expect(tab.data.cache.get(a.id)).toBeDefined()
  await act(async () => server.change(a.id, { state: 'ready' }))
  await run(300)
  expect(text()).toBe('ready 2 true 2 ready2 0')
})

test('rows in sight are read together', async () => {
  const ids = Array.from({ length: 30 }, () => server.seed().id)
  const Row = ({ id }: { id: string }) => <span>{useRecord(id)?.title}</span>
  const Rows = () => {
    useRows(ids)
    return <X>{ids.map((id) => <Row key={id} id={id} />)}</X>
  }
  server.asked.length = 0
  show(<Rows />)
  await run()
  expect(text()).toContain('Story')
  expect(server.asked.filter((x) => x.includes('/records/')).length).toBe(1)
})

test('links are read, and follow', async () => {
  const [a, b] = [server.seed(), server.seed()]
  const Links = () => <X>{useLinks(a.id)?.length ?? 'none yet'}</X>
  show(<Links />)
  expect(text()).toBe('none yet')
  await run()
  expect(text()).toBe('0')
  act(() => void tab.data.link('relates', a.id, b.id))
  expect(text()).toBe('1')
})

test('an answer is asked for again when the feed brings something of its kinds', async () => {
  const Count = () => <X>{useAsk<{ items: Proposal[] }>('/proposals', ['proposal']).value?.items.length ?? 'loading'}</X>
  const a = server.seed()
  show(<Count />)
  expect(text()).toBe('loading')
  await run()
  expect(text()).toBe('0')
  server.decide = () => 'propose'
  await act(async () => void tab.data.change(a.id, { title: 'x' }))
  await run(300)
  expect(text()).toBe('1')
})

test('proposals about a record', async () => {
  const a = server.seed()
  server.proposals.push({ id: 'p1', record: a.id, preview: [] } as unknown as Proposal, { id: 'p2', record: null, preview: [{ record: a.id }] } as unknown as Proposal, { id: 'p3', record: 'other', preview: [] } as unknown as Proposal)
  const Ps = () => <X>{useProposals(a.id).map((p) => p.id).join()}</X>
  show(<Ps />)
  await run(300)
  expect(text()).toBe('p1,p2')
})

test('who I am, who others are, the workflow, the connection, what waits, and who else is here', async () => {
  const Who = () => (
    <X>{[useMe().member.name, useMember(server.me.id)?.handle, useMember(null)?.name ?? 'nobody', useWorkflow('LEND', 'story')[0]?.name, useConnection(), usePending(), usePresence('rec').length].join(' ')}</X>
  )
  show(<Who />)
  expect(text()).toBe('Tom tom nobody new live 0 0')
  act(() => tab.data.presence.take({ members: [{ member: 'm2', tab: '', at: 'rec', record: null, editing: '' }] }))
  expect(text()).toBe('Tom tom nobody new live 0 1')
  tab.wire.down = true
  const a = server.seed()
  act(() => {
    tab.cut()
    void tab.data.change(a.id, { title: 'x' })
  })
  await run(50)
  expect(text()).toContain('offline 1')
})

test('without a session the boundary hears of it', async () => {
  class Boundary extends Component<{ children: ReactNode }, { why?: string }> {
    override state: { why?: string } = {}
    static getDerivedStateFromError = (e: { kind?: string }) => ({ why: e.kind })
    override render = () => (this.state.why ? <X>{this.state.why}</X> : this.props.children)
  }
  const Me = () => <X>{useMe().member.name}</X>
  show(<Boundary><Me /></Boundary>)
  expect(text()).toBe('Tom')
  const quiet = console.error
  console.error = () => {}
  act(() => tab.data.client.ended.tell())
  console.error = quiet
  expect(text()).toBe('unauthenticated')
})

test('a right stays the same object until it changes', async () => {
  const a = server.seed()
  tab.data.loader.want([a.id])
  await run()
  const seen = new Set<unknown>()
  const May = () => {
    const right = useRight(tab.data.cache.get(a.id), 'title')
    seen.add(right)
    return <X>{right.may}</X>
  }
  const { rerender } = show(<May />)
  rerender(<DataProvider data={tab.data}><May /></DataProvider>)
  act(() => tab.data.session.signal.tell())
  expect([text(), seen.size]).toEqual(['act', 1])
})
