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
  'gaps', 'bridge', 'decisions', 'risks', 'accounts', 'contacts', 'people', 'cuts', 'prioritisation',
]
const settings = ['profile', 'workspace', 'members', 'roles', 'rights', 'workflow', 'checklists', 'sprints', 'templates', 'repositories', 'fields', 'tags', 'tokens', 'import', 'export', 'installation', 'products']
const views = ['backlog?view=board', 'backlog?view=tree', 'roadmap?view=timeline', 'roadmap?view=calendar', 'roadmap?view=horizons', 'roadmap?view=thread', 'backlog?group=state', 'money?view=lines', 'money?view=rates']

const places: [string, string][] = [
  ...ofProduct.map((s): [string, string] => [s.replace('/', '-'), `/p/LEND/${s}`]),
  ...ofProduct.map((s): [string, string] => [`empty-${s.replace('/', '-')}`, `/p/LPAY/${s}`]),
  ...views.map((v): [string, string] => [v.replaceAll(/[?=]/g, '-'), `/p/LEND/${v}`]),
  ...settings.map((s): [string, string] => [`settings-${s}`, `/settings/${s}`]),
  ['inbox', '/inbox'],
  ['search', '/search?q=loan'],
  ['import', '/import'],
  ['record', '/r/LEND-2080'],
  ['feature', '/r/LEND-1512'],
  ['objective', '/r/LEND-20'],
  ['panel', '/p/LEND/backlog?open=LEND-2080'],
  ['missing', '/r/LEND-999999'],
]

const most = new Set([...ofProduct.map((p) => p.replace('/', '-')), 'backlog-view-board', 'record', 'panel', 'inbox', 'settings-rights', 'import'])

describe.each(looks)('in %s', (name, look) => {
  let marta: Person
  beforeAll(async () => {
    marta = await Person.of(name === 'narrow' ? 'tom' : 'marta', look)
  })
  afterAll(() => marta.leaves())

  // All of them in light; in dark and on a narrow screen those that differ most.
  test.each(name === 'light' ? places : places.filter(([what]) => most.has(what)))('%s', async (what, path) => {
    await marta.visits(path)
    await marta.takesPicture(`${what}-${name}`)
    expect(await marta.barriers()).toEqual([])
  })
})
