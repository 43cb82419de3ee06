import { fireEvent, render, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'

import { Written } from './Written'

const piece = (value: string, onSave: (text: string) => Promise<unknown>) => <Written label="Vision" value={value} hint="What it is for" right={{ may: 'act' }} most={2000} onSave={onSave} />
const box = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: /Vision/ })
const begin = () => fireEvent.click(screen.getByRole('button', { name: /Vision/ }))
const send = () => fireEvent.keyDown(box(), { key: 'Enter', ctrlKey: true })

test('what somebody else wrote meanwhile is shown, and replaced only by choice', () => {
  const save = vi.fn(() => Promise.resolve(true))
  const { rerender } = render(piece('Loans', save))
  begin()
  fireEvent.change(box(), { target: { value: 'Fair loans' } })
  rerender(piece('Cheap loans', save))
  expect(screen.getByRole('alert').textContent).toContain('Cheap loans')
  send()
  expect(save).not.toHaveBeenCalled()
  expect(box().value).toBe('Fair loans')
  fireEvent.click(screen.getByText('Keep mine'))
  send()
  expect(save).toHaveBeenCalledExactlyOnceWith('Fair loans')
})

test('what one did not touch takes nothing back', () => {
  const save = vi.fn(() => Promise.resolve(true))
  const { rerender } = render(piece('Loans', save))
  begin()
  rerender(piece('Cheap loans', save))
  send()
  expect(save).not.toHaveBeenCalled()
  expect(screen.queryByRole('textbox')).toBeNull()
})
