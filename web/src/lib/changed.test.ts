import { expect, test } from 'vitest'

import { changed } from './changed'

test('only what is different is sent', () => {
  const was = { title: 'Pays', power: 5, owner: null as string | null, topics: ['roadmap'], name: 'not of the form' }
  expect(changed({ title: 'Pays', power: 7, owner: null, topics: ['roadmap'] }, was)).toEqual({ power: 7 })
  expect(changed({ title: '', power: 5, owner: 'ana', topics: ['roadmap', 'money'] }, was)).toEqual({ title: '', owner: 'ana', topics: ['roadmap', 'money'] })
  expect(changed({ title: 'Pays' }, was)).toEqual({})
})
