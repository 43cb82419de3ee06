import { act, render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'

import type { Context } from '@/record/commands'

import { addDialog, Dialogs, showDialog } from './dialogs'

test('a dialog that ends late closes none that was opened since', () => {
  let end = () => {}
  addDialog('slow', ({ close }) => ((end = close), <p>Slow</p>))
  addDialog('next', ({ close }) => (
    <button type="button" onClick={close}>
      Next
    </button>
  ))
  render(<Dialogs context={() => ({}) as Context} />)
  act(() => showDialog('slow'))
  const late = end
  act(() => late())
  expect(screen.queryByText('Slow')).toBeNull()
  act(() => showDialog('next'))
  act(() => late())
  act(() => screen.getByText('Next').click())
  expect(screen.queryByText('Next')).toBeNull()
})
