/** Each screen: no barrier of WCAG 2.2 AA, nothing complained of, and a picture of it to be looked at. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { Person, type Look } from './person'

const looks: [string, Look][] = [
  ['light', {}],
  ['dark', { dark: true }],
  ['narrow', { width: 420, height: 860 }],
]

const ofProduct = [
  'desk/manager', 'strategy', 'objectives', 'roadmap', 'plan', 'bets', 'metrics', 'money', 'desk/owner', 'backlog', 'suggested', 'refinement', 'poker', 'sizing', 'storymap', 'board', 'sprints', 'acceptance', 'releases', 'reports', 'forecast', 'changelog', 'sessions', 'feedback', 'insights', 'opportunities',
  'gaps', 'promises', 'bridge', 'decisions', 'risks', 'accounts', 'contacts', 'people', 'growth', 'cuts', 'prioritisation', 'stakeholders', 'updates', 'approvals', 'launches', 'summary',
]
const settings = ['profile', 'workspace', 'members', 'roles', 'rights', 'workflow', 'checklists', 'sprints', 'templates', 'repositories', 'fields', 'tags', 'tokens', 'import', 'export', 'installation', 'products']
const views = ['backlog?view=board', 'backlog?view=tree', 'roadmap?view=timeline', 'roadmap?view=calendar', 'roadmap?view=horizons', 'roadmap?view=thread', 'backlog?group=state', 'money?view=lines', 'money?view=rates', 'money?view=cases', 'money?view=stop', 'money?view=pricing', 'strategy?view=compare', 'strategy?of=workspace', 'growth?view=duties', 'growth?view=ladders', 'growth?view=page', 'growth?view=hiring', 'strategy?view=lifecycle', 'strategy?view=lifecycle&of=workspace']

const places: [string, string][] = [
  ...ofProduct.map((s): [string, string] => [s.replace('/', '-'), `/p/LEND/${s}`]),
  ...ofProduct.map((s): [string, string] => [`empty-${s.replace('/', '-')}`, `/p/LPAY/${s}`]),
  ...views.map((v): [string, string] => [v.replaceAll(/[?=]/g, '-'), `/p/LEND/${v}`]),
  ...settings.map((s): [string, string] => [`settings-${s}`, `/settings/${s}`]),
  ['launches-calendar', '/p/LEND/launches?view=calendar'],
  ['launches-quarter', '/p/LEND/launches?view=calendar&span=quarter'],
  ['summary-all', '/p/LEND/summary?of=all'],
  ['launches-mine', '/p/LEND/launches?view=mine'],
  ['settings-launches', '/settings/launches'],
  ['inbox', '/inbox'],
  ['search', '/search?q=loan'],
  ['import', '/import'],
  ['record', '/r/{story}'],
  ['feature', '/r/{feature}'],
  ['objective', '/r/{objective}'],
  ['panel', '/p/LEND/backlog?open={story}'],
  ['missing', '/r/LEND-999999'],
]

/** In dark and on a narrow screen those that differ most; all of them with LOOKS=all, as "make looks" does. */
const most: Record<string, ReadonlySet<string>> = {
  dark: new Set(['desk-manager', 'strategy', 'objectives', 'roadmap', 'plan', 'bets', 'metrics', 'money', 'prioritisation', 'stakeholders', 'risks', 'launches', 'board', 'backlog', 'reports', 'forecast', 'record', 'inbox', 'settings-rights']),
  narrow: new Set(['desk-owner', 'desk-manager', 'roadmap', 'plan', 'bets', 'prioritisation', 'money', 'stakeholders', 'risks', 'launches', 'growth', 'board', 'backlog', 'storymap', 'sprints', 'backlog-view-board', 'record', 'panel', 'inbox', 'import']),
}
const all = process.env.LOOKS === 'all'

describe.each(looks)('in %s', (name, look) => {
  let marta: Person
  beforeAll(async () => {
    marta = await Person.of(name === 'narrow' ? 'tom' : 'marta', look)
  })
  afterAll(() => marta.leaves())

  test.each(places.filter(([what]) => all || (most[name]?.has(what) ?? true)))('%s', async (what, path) => {
    const [hole, kind] = /\{(\w+)\}/.exec(path) ?? []
    await marta.visits(hole ? path.replace(hole, await one(marta, kind!)) : path)
    await marta.takesPicture(`${what}-${name}`)
    expect(await marta.barriers()).toEqual([])
  })
})

/** The key of one record of a kind, in the middle of its way. */
async function one(p: Person, kind: string): Promise<string> {
  const found = await p.asks<{ items: { key: string }[] }>(`/records?${new URLSearchParams({ product: 'LEND', q: `type:${kind} category:doing`, limit: '1' })}`)
  return found.items[0]!.key
}
