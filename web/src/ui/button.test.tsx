import { fireEvent, render, screen } from '@testing-library/react'
import { expect, it, vi } from 'vitest'

import { Button, IconButton } from './button'

it('runs what it is for', () => {
  const run = vi.fn()
  render(<Button onClick={run}>Accept</Button>)
  fireEvent.click(screen.getByRole('button', { name: 'Accept' }))
  expect(run).toHaveBeenCalledOnce()
})

it('can be reached, and not pressed, when it is disabled and says why', () => {
  const run = vi.fn()
  render(
    <Button disabled title="Only Ana decides this" onClick={run}>
      Accept
    </Button>,
  )
  const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Accept' })
  button.focus()
  expect(document.activeElement).toBe(button)
  expect(button.getAttribute('aria-disabled')).toBe('true')
  fireEvent.click(button)
  expect(run).not.toHaveBeenCalled()
})

it('is out of reach when it is disabled without a reason', () => {
  render(<Button disabled>Accept</Button>)
  expect(screen.getByRole<HTMLButtonElement>('button').disabled).toBe(true)
})

it('is not pressed twice while it works', () => {
  const run = vi.fn()
  render(
    <Button busy onClick={run}>
      Accept
    </Button>,
  )
  const button = screen.getByRole('button', { name: /Accept/ })
  fireEvent.click(button)
  expect(run).not.toHaveBeenCalled()
  expect(button.getAttribute('aria-busy')).toBe('true')
})

it('names a button that is only an icon, and says whether it is pressed', () => {
  render(<IconButton icon="star" label="Pin" pressed />)
  expect(screen.getByRole('button', { name: 'Pin', pressed: true })).toBeTruthy()
})
