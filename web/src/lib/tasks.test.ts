import { expect, test } from 'vitest'

import { tickTask } from './tasks'

const text = ['- [ ] one', '  - [x] inner', '```', '- [ ] no task', '```', '> 1. [ ] quoted', '* [X] last'].join('\n')

test('the task of a number is ticked, and nothing else changes', () => {
  expect(tickTask(text, 0, true)).toBe(text.replace('- [ ] one', '- [x] one'))
  expect(tickTask(text, 1, false)).toBe(text.replace('[x] inner', '[ ] inner'))
  expect(tickTask(text, 2, true)).toBe(text.replace('[ ] quoted', '[x] quoted'))
  expect(tickTask(text, 3, false)).toBe(text.replace('[X] last', '[ ] last'))
  expect(tickTask(text, 9, true)).toBe(text)
})
