import { expect, test } from 'vitest'

import type { KindName } from '@/data/kinds.gen'

import { stepsOf, tally, type Node, type Step, type Thread } from './thread'

const node = (kind: KindName, key: string, depth = 1, category: Node['category'] = 'todo'): Node => ({ id: `id-${key}`, key, kind, title: key, state: 'x', category, product: 'p', link: '', from: '', depth })
const thread = (record: Node, up: Node[], down: Node[], gaps: Thread['gaps'] = []): Thread => ({ record, up, down, gaps, more: false })
const line = (steps: Step[]) => steps.map((s) => (s.what === 'this' ? `[${s.node.key}]` : s.what === 'gap' ? `?${s.name}` : s.nodes.map((n) => n.key).join('+')))

test('a story stands in its line, nearest first, folded by step', () => {
  const t = thread(
    node('story', 'S'),
    [node('feature', 'F'), node('objective', 'O2', 3), node('objective', 'O1', 2), node('pillar', 'P', 4), node('product', 'V', 5), node('insight', 'I', 2), node('feedback', 'W', 3), node('initiative', 'N', 2)],
    [node('sprint', 'SP'), node('release', 'R'), node('metric', 'M', 2)],
  )
  expect(line(stepsOf(t))).toEqual(['V', 'P', 'O1+O2', 'I+W', 'N', 'F', '[S]', 'SP', 'R', 'M'])
})

test('a parent comes before, sub-tasks after the record itself', () => {
  const t = thread(node('story', 'S', 0, 'done'), [node('story', 'parent')], [node('task', 'sub'), node('bug', 'sub2')])
  expect(line(stepsOf(t))).toEqual(['parent', '[S]', 'sub+sub2'])
})

test("an item's missing objective is filled at the feature that it delivers", () => {
  const gap = { record: 'S', what: 'Nothing it delivers serves an objective.', link: 'serves', kind: 'objective' as const }
  const steps = stepsOf(thread(node('story', 'S', 0, 'done'), [node('initiative', 'N', 2), node('feature', 'F')], [], [gap]))
  const found = steps.find((s) => s.what === 'gap')
  expect(found).toMatchObject({ name: 'objective', why: gap.what, fill: { at: 'id-F', kinds: ['objective'] } })
  expect(found?.what === 'gap' && found.fill.linkOf?.('objective')).toMatchObject({ type: 'serves', direction: 'out' })
})

test('an open item without sprint and release shows where they would stand', () => {
  const steps = stepsOf(thread(node('story', 'S'), [node('feature', 'F')], []))
  expect(line(steps)).toEqual(['F', '[S]', '?sprint', '?release'])
  expect(steps[2]).toMatchObject({ fill: { field: 'sprint', at: 'id-S' } })
})

test('an objective that no work serves can be given a feature or an initiative', () => {
  const gaps = [{ record: 'O', what: 'No work serves it.', link: 'serves', kind: 'feature' as const }]
  const gap = stepsOf(thread(node('objective', 'O', 0, 'done'), [], [], gaps)).find((s) => s.what === 'gap')
  expect(gap?.what === 'gap' && gap.fill.kinds).toEqual(['feature', 'initiative'])
  expect(gap?.what === 'gap' && gap.fill.linkOf?.('initiative')).toMatchObject({ type: 'serves', direction: 'in' })
})

test('a gap that the server names is shown beside what is there already', () => {
  const gaps = [{ record: 'F', what: "No customer's words stand behind it.", link: 'evidence', kind: 'insight' as const }]
  expect(line(stepsOf(thread(node('feature', 'F', 0, 'done'), [node('opportunity', 'Y')], [], gaps)))).toEqual(['Y', '?evidence', '[F]'])
})

test('a kind that is no step stands after the vision', () => {
  expect(line(stepsOf(thread(node('risk', 'X'), [node('product', 'V')], [])))).toEqual(['V', '[X]'])
})

test('what is folded is counted by kind', () => {
  expect(tally([node('feedback', 'a'), node('insight', 'b'), node('feedback', 'c')])).toEqual([
    { kind: 'feedback', count: 2 },
    { kind: 'insight', count: 1 },
  ])
})
