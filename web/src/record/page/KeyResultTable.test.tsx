import { fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'

import type { Rec } from '@/data/types'

import { emptyKeyResult, keyResultsIn } from './keyResults'
import { KeyResultTable } from './KeyResultTable'
import { show, story } from './testing'

const objective = { ...story(), kind: 'objective', keyResults: [{ ...emptyKeyResult('Contracts signed', 'k1'), start: 0, target: 3 }, emptyKeyResult('Answers in a minute', 'k2')] } as unknown as Rec

test('a key result has a unit of its own and counts as much as it is given weight', async () => {
  const { data, calls } = await show(<KeyResultTable record={objective} />, { abilities: { 'objective.set': 'act' }, records: [objective] })
  fireEvent.click(screen.getAllByRole('button', { name: /^Weight/ })[0]!)
  fireEvent.change(screen.getByRole('textbox', { name: 'Weight' }), { target: { value: '2' } })
  fireEvent.keyDown(screen.getByRole('textbox', { name: 'Weight' }), { key: 'Enter' })
  await waitFor(() => expect(keyResultsIn(data.cache.get(objective.id)?.keyResults)[0]).toMatchObject({ id: 'k1', weight: 2 }))
  expect(calls.some((c) => c.method === 'PATCH')).toBe(true)
})
