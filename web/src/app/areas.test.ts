import { expect, test } from 'vitest'

import { addAreas } from './areas'
import { clashes } from './keys'
import { addShellCommands } from './start'

test('no two commands share an id, or a key in one place', () => {
  addShellCommands()
  addAreas()
  expect(clashes()).toEqual([])
})
