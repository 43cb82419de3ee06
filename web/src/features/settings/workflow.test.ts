import { describe, expect, test } from 'vitest'

import { add, changed, draftOf, effect, families, type FlowState, flaws, give, input, mapping, move, recategorise, remove, rename, standardInput } from './workflow'

const state = (name: string, category: FlowState['category'], meaning = name): FlowState => ({ name, category, meaning })
const standard = [state('new', 'todo'), state('ready', 'todo'), state('in progress', 'doing'), state('done', 'done'), state('accepted', 'closed')]
const items = { kinds: ['story', 'bug'], own: false, states: standard }
const idOf = (d: ReturnType<typeof draftOf>, name: string) => d.states.find((s) => s.name === name)!.id

test('kinds of backlog items with the same states are edited together, others alone', () => {
  const got = families([
    { kind: 'bug', own: false, states: standard },
    { kind: 'feature', own: false, states: standard },
    { kind: 'risk', own: false, states: standard },
    { kind: 'story', own: false, states: standard },
    { kind: 'task', own: true, states: standard.slice(1) },
  ])
  expect(got.map((f) => f.kinds)).toEqual([['story', 'bug'], ['task'], ['feature'], ['risk']])
})

describe('a draft', () => {
  test('that was not touched changes nothing', () => {
    const d = draftOf(items)
    expect(changed(d)).toBe(false)
    expect(flaws(d, standard)).toEqual([])
    expect(mapping(d)).toEqual({})
  })

  test('renaming takes the records along', () => {
    const d = rename(draftOf(items), 's1', 'groomed ')
    expect(input(d, 'LEND')).toEqual({
      product: 'LEND',
      kinds: ['story', 'bug'],
      states: [state('new', 'todo'), state('groomed', 'todo', 'ready'), ...standard.slice(2)],
      mapping: { ready: 'groomed' },
    })
  })

  test('a removed state sends its records where it was said, also by a detour', () => {
    let d = draftOf(items)
    d = add(d, 'waiting', 'doing')
    d = remove(d, idOf(d, 'ready'), idOf(d, 'waiting'))
    expect(mapping(d)).toEqual({ ready: 'waiting' })
    d = remove(d, idOf(d, 'waiting'), idOf(d, 'new'))
    expect(mapping(d)).toEqual({ ready: 'new' })
    d = rename(d, idOf(d, 'new'), 'inbox')
    expect(mapping(d)).toEqual({ new: 'inbox', ready: 'inbox' })
    expect(effect(d).removed).toEqual([['ready', 'inbox']])
  })

  test('a new state stands behind those of its category', () => {
    const d = add(add(draftOf(items), 'testing', 'doing'), 'parked', 'todo')
    expect(d.states.map((s) => s.name)).toEqual(['new', 'ready', 'parked', 'in progress', 'testing', 'done', 'accepted'])
    expect(effect(d).added).toEqual(['parked', 'testing'])
    expect(effect(d).moved).toBe(false)
  })

  test('moving stays within the list', () => {
    const d = move(move(draftOf(items), 's0', 1), 's4', 99)
    expect(d.states.map((s) => s.name)).toEqual(['ready', 'new', 'in progress', 'done', 'accepted'])
    expect(effect(d).moved).toBe(true)
    expect(move(d, 's1', -5).states[0]?.name).toBe('ready')
  })

  test('a meaning goes when the category does not suit it, and comes with its category', () => {
    const d = recategorise(draftOf(items), 's4', 'done', standard)
    expect(d.states[4]).toMatchObject({ category: 'done', meaning: '' })
    expect(flaws(d, standard)).toEqual([
      { what: 'category', category: 'closed' },
      { what: 'meaning', meaning: 'accepted' },
    ])
    const back = give(d, 's3', 'accepted', standard)
    expect(back.states[3]).toMatchObject({ name: 'done', category: 'closed', meaning: 'accepted' })
    expect(give(back, 's4', 'accepted', standard).states.map((s) => s.meaning)).toEqual(['new', 'ready', 'in progress', '', 'accepted'])
  })
})

describe('flaws', () => {
  test('empty, long and repeated names are found, whatever their case', () => {
    const d = rename(rename(rename(draftOf(items), 's0', ' '), 's1', 'x'.repeat(61)), 's3', 'In Progress')
    expect(flaws(d, standard).map((f) => f.what)).toEqual(['empty', 'long', 'twice'])
  })

  test('two names cannot be swapped in one go, because records move by name', () => {
    const d = rename(rename(draftOf(items), 's0', 'ready'), 's1', 'new')
    expect(flaws(d, standard).map((f) => f.what)).toEqual(['taken', 'taken'])
  })

  test('the name of a removed state is free for where its records go, and for nothing else', () => {
    const d = remove(draftOf(items), 's1', 's0')
    expect(flaws(rename(d, 's0', 'ready'), standard)).toEqual([])
    expect(mapping(rename(d, 's0', 'ready'))).toEqual({ new: 'ready' })
    expect(flaws(rename(d, 's2', 'ready'), standard).map((f) => f.what)).toEqual(['taken'])
  })

  test('a kind that is no backlog item needs every meaning that it comes with', () => {
    const d = remove(draftOf({ ...items, kinds: ['release'] }), 's1', 's0')
    expect(flaws(d, standard)).toEqual([{ what: 'meaning', meaning: 'ready' }])
  })
})

test('back to the standard: what has no state there goes by meaning, else by category', () => {
  const own = { kinds: ['story'], own: true, states: [state('inbox', 'todo', ''), state('new', 'todo'), state('shipped', 'closed', 'accepted')] }
  expect(standardInput(own, standard, 'LEND')).toEqual({
    product: 'LEND',
    kinds: ['story'],
    states: [],
    mapping: { inbox: 'new', shipped: 'accepted' },
  })
})
