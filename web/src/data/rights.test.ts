// @vitest-environment node
import { beforeEach, expect, test } from 'vitest'

import { mayArchive, mayCreate, mayLink, mayRank, moveDecision, rightTo, rightToAll, rightToField } from './rights'
import { FakeServer, HandClock, openTab, type Tab } from './testing'
import type { Member, Rec } from './types'

let clock: HandClock
let server: FakeServer
let tab: Tab
let story: Rec

const member = (id: string, name: string, role: string, product = '01prdct0000000000000000000'): Member => ({ id, name, email: '', handle: name, role: 'member', status: 'active', zone: '', roles: [{ product, role }] })

beforeEach(async () => {
  clock = new HandClock()
  server = new FakeServer(clock)
  server.abilities = { 'story.write': 'act', 'criteria.set': 'act', 'story.estimate': 'propose', 'work.move': 'act', 'work.reject': 'propose', 'sprint.plan': 'act', 'scope.change': 'propose', 'roadmap.place': 'propose', 'feature.define': 'propose' }
  server.rules = [
    { decision: 'story.estimate', roles: ['developer'], all: false, heard: [] },
    { decision: 'scope.change', roles: ['product manager', 'product owner'], all: true, heard: [] },
    { decision: 'roadmap.place', roles: ['product manager'], all: false, heard: [] },
  ]
  server.members = [member('1', 'Ana', 'product manager'), member('2', 'Lena', 'developer'), member('3', 'Kai', 'developer'), member('4', 'Priya', 'developer'), member('5', 'Else', 'product manager', 'another')]
  story = server.seed()
  tab = await openTab(server, clock)
  rightTo(tab.data, 'story.estimate', 'LEND') // asks for the rules
  await clock.run(100)
})

test('what one decides oneself one does; what others decide one proposes, to people by name where they are few', () => {
  expect(rightTo(tab.data, 'story.write', 'LEND')).toEqual({ may: 'act' })
  expect(rightTo(tab.data, 'story.estimate', server.product.id)).toEqual({ may: 'propose', decides: ['developer'] })
  expect(rightTo(tab.data, 'roadmap.place', 'LEND')).toEqual({ may: 'propose', decides: ['Ana'] })
  expect(rightTo(tab.data, 'scope.change', 'LEND')).toEqual({ may: 'propose', decides: ['Ana', 'Tom'] })
  expect(rightTo(tab.data, 'budget.set', 'LEND')).toEqual({ may: 'no' })
  expect(rightTo(tab.data, 'story.write', 'OTHER')).toEqual({ may: 'no' })
})

test('of several decisions the least counts', () => {
  expect(rightToAll(tab.data, ['story.write', 'story.estimate'], 'LEND')).toEqual({ may: 'propose', decides: ['developer'] })
  expect(rightToAll(tab.data, ['story.write', 'budget.set'], 'LEND')).toEqual({ may: 'no' })
  expect(rightToAll(tab.data, [], 'LEND')).toEqual({ may: 'no' })
})

test('a field has the right of its decision; one that follows from others cannot be set', () => {
  expect(rightToField(tab.data, story, 'title').may).toBe('act')
  expect(rightToField(tab.data, story, 'estimate').may).toBe('propose')
  expect(rightToField(tab.data, story, 'custom.area').may).toBe('act')
  expect(rightToField(tab.data, story, 'doneAt').may).toBe('no')
  expect(rightToField(tab.data, story, 'version').may).toBe('no')
  expect(rightToField(tab.data, { ...story, archivedAt: 'now' }, 'title').may).toBe('no')
  expect(rightToField(tab.data, undefined, 'title').may).toBe('no')
})

test('a move to a state has the right of that move', () => {
  const to = (from: string, category: Rec['category'], state: string) => rightToField(tab.data, { ...story, state: from, category }, 'state', state).may
  expect(to('new', 'todo', 'ready')).toBe('act')
  expect(to('done', 'done', 'in progress')).toBe('act')
  expect(to('done', 'done', 'accepted')).toBe('no')
  expect(rightToField(tab.data, { ...story, state: 'done', category: 'done' }, 'state', 'accepted').why).toContain('verdict')
  expect(to('accepted', 'closed', 'in progress')).toBe('propose')
  expect(to('new', 'todo', 'no such state')).toBe('no')
})

test('the decision of a move goes by what a state means, whatever the team calls it', () => {
  expect(moveDecision('story', { name: 'new', category: 'todo' }, { name: 'shipped', category: 'closed', meaning: 'accepted' })).toBeUndefined()
  expect(moveDecision('story', { name: 'new', category: 'todo' }, { name: 'dropped', category: 'closed' })).toBe('story.write')
  expect(moveDecision('feature', { name: 'idea', category: 'todo' }, { name: 'planned', category: 'todo' })).toBe('roadmap.place')
  expect(moveDecision('feature', { name: 'in progress', category: 'doing' }, { name: 'dropped', category: 'closed' })).toBe('scope.change')
  expect(moveDecision('feature', { name: 'in progress', category: 'doing' }, { name: 'released', category: 'done' })).toBe('release.content')
  expect(moveDecision('story', { name: 'testing', category: 'doing', meaning: 'in review' }, { name: 'in review', category: 'doing' })).toBe('work.move')
  expect(moveDecision('sprint', { name: 'planned', category: 'todo' }, { name: 'active', category: 'doing' })).toBeUndefined()
})

test('what is committed takes the word of both jobs', () => {
  const feature = { ...story, kind: 'feature', category: 'doing', state: 'in progress' } as Rec
  expect(rightToField(tab.data, feature, 'startOn').decides).toEqual(['Ana', 'Tom'])
  expect(rightToField(tab.data, { ...feature, category: 'todo', state: 'planned' }, 'startOn').decides).toEqual(['Ana'])
})

test('making has the right of the decision that defines the kind', () => {
  expect(mayCreate(tab.data, 'story', 'LEND').may).toBe('act')
  expect(mayCreate(tab.data, 'feature', 'LEND').may).toBe('propose')
  expect(mayCreate(tab.data, 'objective', 'LEND').may).toBe('no')
})

test('ranking, archiving and linking have the rights of theirs', () => {
  expect(mayRank(tab.data, story).may).toBe('no')
  expect(mayArchive(tab.data, story).may).toBe('act')
  const feature = { ...story, kind: 'feature' } as Rec
  const release = { ...story, kind: 'release', category: 'doing' } as Rec
  expect(mayLink(tab.data, 'delivers', story, feature).may).toBe('act')
  expect(mayLink(tab.data, 'delivers', feature, story).may).toBe('no')
  expect(mayLink(tab.data, 'ships in', feature, release).decides).toEqual(['Ana', 'Tom'])
  expect(rightToField(tab.data, { ...feature, category: 'todo' }, 'startOn').decides).toEqual(['Ana'])
  const risk = { ...story, kind: 'risk', type: 'delivery' } as Rec
  expect(rightToField(tab.data, risk, 'title').may).toBe('no')
  server.abilities['risk.set:delivery'] = 'act'
})

test('a guest may nothing', async () => {
  server.abilities = {}
  void tab.data.session.load()
  await clock.run(100)
  expect(rightToField(tab.data, story, 'title')).toEqual({ may: 'no' })
})
