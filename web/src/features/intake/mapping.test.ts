import { describe, expect, test } from 'vitest'

import { guess, mean, readable, tableMapping } from './columns'
import { choose, kindCounts, mappingOf, noChoices, people, type Plan, states, types } from './mapping'

const plan: Plan = {
  kinds: [
    { type: 'Card', kind: 'story', items: 5 },
    { type: 'Card', kind: 'bug', items: 2 },
    { type: 'Epic', kind: 'feature', items: 1 },
  ],
  states: [
    { id: 'l1', name: 'Waiting', state: 'Waiting', category: 'todo', new: true, items: 3 },
    { id: 'l2', name: 'In Progress', state: 'in progress', category: 'doing', new: false, items: 4 },
  ],
  people: [
    { id: 'p1', name: 'Jo', member: 'x', how: 'new' },
    { id: 'p2', name: 'Ana Ribeiro', member: 'ana', how: 'name' },
  ],
  checklists: 'criteria',
}

describe('what becomes what', () => {
  test('as proposed, a type may become several kinds', () => {
    expect(types(plan, noChoices)[0]).toEqual({ type: 'Card', items: 7, kind: undefined, proposed: [{ kind: 'story', items: 5 }, { kind: 'bug', items: 2 }] })
    expect(kindCounts(plan, noChoices)).toEqual({ story: 5, bug: 2, feature: 1 })
  })

  test('a choice for a type holds for all its items, and can be taken back', () => {
    const c = choose(noChoices, 'kinds', 'Card', 'task')
    expect(kindCounts(plan, c)).toEqual({ task: 7, feature: 1 })
    expect(kindCounts(plan, choose(c, 'kinds', 'Card', undefined))).toEqual({ story: 5, bug: 2, feature: 1 })
  })

  test('a list goes into a state that is there, with that one’s category, or into a new one', () => {
    const there = [{ name: 'in review', category: 'doing' as const }]
    let c = choose(noChoices, 'states', 'l1', { state: 'In Review', category: 'todo' })
    expect(states(plan, c, there)[0]).toMatchObject({ state: 'In Review', category: 'doing', new: false, chosen: true })
    c = choose(c, 'states', 'l1', { state: 'Parked', category: 'todo' })
    expect(states(plan, c, there)[0]).toMatchObject({ state: 'Parked', category: 'todo', new: true })
    expect(states(plan, c, there)[1]).toMatchObject({ state: 'in progress', chosen: false })
  })

  test('a person becomes a member', () => {
    expect(people(plan, choose(noChoices, 'people', 'p1', 'tom'))).toEqual([
      { id: 'p1', name: 'Jo', member: 'tom', how: 'mapped', chosen: true },
      { id: 'p2', name: 'Ana Ribeiro', member: 'ana', how: 'name', chosen: false },
    ])
  })
})

describe('the mapping that is sent', () => {
  test('is nothing where nothing was chosen', () => {
    expect(mappingOf('trello', noChoices, undefined)).toBeUndefined()
    expect(mappingOf('csv', noChoices, undefined)).toBeUndefined()
  })

  test('speaks of words, by the source’s ids', () => {
    const c = { ...choose(choose(noChoices, 'people', 'p1', 'tom'), 'states', 'l1', { state: 'new', category: 'todo' as const }), checklists: 'tasks' as const }
    expect(mappingOf('trello', c, undefined)).toEqual({
      kinds: {},
      states: { l1: { state: 'new', category: 'todo' } },
      people: { p1: 'tom' },
      checklists: 'tasks',
    })
  })

  test('of a table speaks of its columns, and of words beside them', () => {
    const headers = ['Name', 'Assignee', 'Assignee Email', 'Tags', 'Blocked by', 'Parent task']
    const sent = mappingOf('csv', choose(noChoices, 'kinds', '', 'task'), guess(headers))
    expect(sent).toEqual({
      columns: {
        title: [{ column: 'Name' }],
        owner: [{ column: 'Assignee Email', name: 'Assignee' }],
        labels: [{ column: 'Tags', split: ',' }],
        parent: [{ column: 'Parent task', by: 'title' }],
        links: [{ column: 'Blocked by', split: ',', type: 'blocks', reverse: true }],
      },
      kind: 'story',
      become: { kinds: { '': 'task' }, states: {}, people: {} },
    })
  })
})

describe('columns', () => {
  test('one column at most is the title, several can be labels', () => {
    const c = mean(guess(['Title', 'Idea', 'Tags', 'Area']), 'Idea', 'title')
    expect(c.meanings).toEqual({ Idea: 'title', Tags: 'labels' })
    expect(mean(c, 'Area', 'labels').meanings).toEqual({ Idea: 'title', Tags: 'labels', Area: 'labels' })
    expect(mean(c, 'Idea', undefined).meanings).toEqual({ Tags: 'labels' })
  })

  test('a table without title and text cannot be read', () => {
    expect(readable(guess(['Status', 'Owner']))).toBe(false)
    expect(readable(guess(['Status', 'Notes']))).toBe(true)
  })

  test('a name without an address beside it is who the owner is', () => {
    const c = guess(['Title', 'Assignee', 'Assignee Email'])
    expect(c.meanings).toEqual({ Title: 'title', 'Assignee Email': 'owner', Assignee: 'ownerName' })
    expect(tableMapping(mean(c, 'Assignee Email', undefined)).columns).toEqual({ title: [{ column: 'Title' }], owner: [{ column: 'Assignee' }] })
  })

  test('a column of types names the kinds, the rest is what was chosen', () => {
    expect(tableMapping({ ...guess(['Title', 'Type']), kind: 'task', dates: 'dmy' })).toMatchObject({
      kind: { column: 'Type', else: 'task' },
      dates: 'dmy',
    })
  })
})
