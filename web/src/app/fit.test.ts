import { expect, test } from 'vitest'

import { fit } from './fit'
import { fitting } from './Palette'

const commands = {
  roadmap: ['Roadmap', ''],
  risks: ['Risks', ''],
  map: ['Open the heat map of risks', 'heat map matrix register exposure likelihood impact severity'],
  pricing: ['Open pricing', 'price plans packages tiers'],
  lines: ['Open plan, forecast and actual, line by line', 'budget plan actual forecast cost revenue'],
  ask: ['Ask for a trade-off', 'trade-off choice option price question'],
}

const first = (typed: string) => Object.entries(commands).toSorted(([a, x], [b, y]) => fit(b, typed, y) - fit(a, typed, x))[0]![0]

test('what is typed finds the command of that name before one that only has its letters', () => {
  for (const [typed, wanted] of Object.entries({ roadmap: 'roadmap', risk: 'risks', 'heat map': 'map', 'risk map': 'map', budget: 'lines', pricing: 'pricing', 'trade-off': 'ask', 'trade off': 'ask' })) expect([typed, first(typed)]).toEqual([typed, wanted])
})

test('letters in their order still find something, and others nothing', () => {
  expect(fit('x', 'rdmp', ['Roadmap', ''])).toBeGreaterThan(0)
  expect(fit('x', 'qqq', ['Roadmap', ''])).toBe(0)
  expect(fit('record 01', 'roadmap')).toBeLessThan(0.5)
})

test('the heading whose command fits best comes first, whatever is listed before it', () => {
  const command = (id: string, group: string, name: string, words = '') => ({ id, group, name: () => name, words, icon: '', place: 'everywhere' as const, run: () => undefined })
  const all = [command('risk.map', 'Risks', commands.map[0]!, commands.map[1]), command('go.roadmap', 'go', 'Roadmap')]
  const c = { records: [] } as never
  expect(fitting(all, c, '').map(([, list]) => list[0]!.id)).toEqual(['risk.map', 'go.roadmap'])
  expect(fitting(all, c, 'Roadmap').map(([, list]) => list[0]!.id)).toEqual(['go.roadmap', 'risk.map'])
})
