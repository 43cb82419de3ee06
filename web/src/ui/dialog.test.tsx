import { act, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { expect, it, vi } from 'vitest'

import { confirm, Confirmations, Dialog } from './dialog'
import { TextInput } from './input'

it('is named, gives the focus to its first control, and closes by Esc', async () => {
  const change = vi.fn()
  render(
    <Dialog open onOpenChange={change} title="New story" description="At the end of the backlog">
      <TextInput label="Title" value="" onChange={() => undefined} />
    </Dialog>,
  )
  const dialog = await screen.findByRole('dialog', { name: 'New story' })
  expect(dialog.getAttribute('aria-describedby')).toBeTruthy()
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Title' })))
  fireEvent.keyDown(document.activeElement!, { key: 'Escape' })
  expect(change).toHaveBeenCalledWith(false)
})

it('gives the focus back to what it was opened from, even if a field took it at once', async () => {
  const Whole = ({ open }: { open: boolean }) => (
    <>
      <button type="button">Open it</button>
      {open && (
        <Dialog open onOpenChange={() => undefined} title="New story">
          <TextInput autoFocus label="Title" value="" onChange={() => undefined} />
        </Dialog>
      )}
    </>
  )
  const { rerender } = render(<Whole open={false} />)
  screen.getByRole('button', { name: 'Open it' }).focus()
  rerender(<Whole open />)
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Title' })))
  rerender(<Whole open={false} />)
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Open it' })))
})

function ask(danger = false) {
  render(<Confirmations />)
  let answer: Promise<boolean>
  act(() => {
    answer = confirm({ title: 'Archive it?', text: 'It can be restored.', action: 'Archive', danger })
  })
  return answer!
}

it('answers yes', async () => {
  const answer = ask()
  fireEvent.click(await screen.findByRole('button', { name: 'Archive' }))
  expect(await answer).toBe(true)
})

it('answers no by Esc', async () => {
  const answer = ask()
  fireEvent.keyDown(await screen.findByRole('alertdialog', { name: 'Archive it?' }), { key: 'Escape' })
  expect(await answer).toBe(false)
})

it('offers the way back first where something is lost', async () => {
  const answer = ask(true)
  const back = await screen.findByRole('button', { name: 'Cancel' })
  await waitFor(() => expect(document.activeElement).toBe(back))
  fireEvent.click(back)
  expect(await answer).toBe(false)
})

it('asks one thing after the other', async () => {
  const first = ask()
  let second: Promise<boolean>
  act(() => {
    second = confirm({ title: 'And this?', action: 'Go on' })
  })
  expect(screen.queryByText('And this?')).toBeNull()
  fireEvent.click(await screen.findByRole('button', { name: 'Archive' }))
  expect(await first).toBe(true)
  fireEvent.click(await screen.findByRole('button', { name: 'Go on' }))
  expect(await second!).toBe(true)
})
