import { cleanup, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'

import { click, showScreen } from '@/record/screen/screen.testing'
import { giveSizes, play, PRODUCT } from '@/record/views/common/world.testing'

import { CaseView } from './CaseView'

beforeEach(() => giveSizes())
afterEach(cleanup)

it('says of a case whose making was taken back that it is gone, with a way on', async () => {
  const { data } = await play({ records: [], find: () => [] })
  const shown: (string | undefined)[] = []
  await showScreen(data, <CaseView id="gone" product={PRODUCT} onShow={(id) => shown.push(id)} />)
  await screen.findByText('This business case is no longer there')
  await click('All cases')
  expect(shown).toEqual([undefined])
})
