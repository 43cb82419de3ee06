import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { describe, expect, it, vi } from 'vitest'

import { confirm, Confirmations, Dialog, DialogClose } from './dialog'
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

describe('what was typed in a dialog', () => {
  function Whole({ onChange, keeps }: { onChange: (open: boolean) => void; keeps?: boolean }) {
    const [text, setText] = useState('Payments')
    return (
      <Dialog open onOpenChange={onChange} title="New story" keeps={keeps} footer={<DialogClose>Cancel</DialogClose>}>
        <TextInput label="Title" value={text} onChange={setText} />
      </Dialog>
    )
  }
  async function typing(text: string, keeps?: boolean) {
    const change = vi.fn()
    render(<Whole onChange={change} keeps={keeps} />)
    const field = await screen.findByRole('textbox', { name: 'Title' })
    await waitFor(() => expect(document.activeElement).toBe(field))
    fireEvent.input(field, { target: { value: text } })
    return { change, field, escape: () => fireEvent.keyDown(document.activeElement!, { key: 'Escape' }) }
  }

  it('is not lost by Escape before one said so', async () => {
    const { change, field, escape } = await typing('Payments by card')
    escape()
    fireEvent.click(await screen.findByRole('button', { name: 'Keep editing' }))
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
    expect(change).not.toHaveBeenCalled()
    expect(field).toHaveProperty('value', 'Payments by card')
    field.focus()
    escape()
    fireEvent.click(await screen.findByRole('button', { name: 'Discard' }))
    expect(change.mock.calls).toEqual([[false]])
  })
  it('is put back by Escape on the question', async () => {
    const { change, escape } = await typing('Payments by card')
    escape()
    const question = await screen.findByRole('alertdialog', { name: 'Discard what you typed?' })
    fireEvent.keyDown(question, { key: 'Escape' })
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
    expect(change).not.toHaveBeenCalled()
  })
  it('is no matter when it is what stood there, when it is kept, or when one cancels', async () => {
    const same = await typing('Payments ')
    same.escape()
    expect(same.change).toHaveBeenCalledWith(false)
    cleanup()
    const kept = await typing('Payments by card', true)
    kept.escape()
    expect(kept.change).toHaveBeenCalledWith(false)
    cleanup()
    const left = await typing('Payments by card')
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(left.change).toHaveBeenCalledWith(false)
  })
})
