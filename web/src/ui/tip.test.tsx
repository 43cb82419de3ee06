import { act, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { Button } from './button'
import { Tooltip } from './tooltip'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  fireEvent.keyDown(document.body, { key: 'Escape' })
  vi.useRealTimers()
})

const shown = () => screen.queryByRole('tooltip')

function sample() {
  render(
    <Tooltip text="Explains it" kbd="mod+e">
      <Button>Point</Button>
    </Tooltip>,
  )
  return screen.getByRole('button')
}

it('explains after a moment under the pointer, and not before', () => {
  const button = sample()
  fireEvent.pointerOver(button, { pointerType: 'mouse' })
  act(() => void vi.advanceTimersByTime(200))
  expect(shown()).toBeNull()
  act(() => void vi.advanceTimersByTime(400))
  expect(shown()?.textContent).toContain('Explains it')
  expect(button.getAttribute('aria-describedby')).toBe(shown()?.id)
})

it('stays while it is itself under the pointer, and goes when nothing is', () => {
  const button = sample()
  fireEvent.pointerOver(button, { pointerType: 'mouse' })
  act(() => void vi.advanceTimersByTime(600))
  fireEvent.pointerOver(document.body, { pointerType: 'mouse' })
  fireEvent.pointerOver(shown()!, { pointerType: 'mouse' })
  act(() => void vi.advanceTimersByTime(600))
  expect(shown()).not.toBeNull()
  fireEvent.pointerOver(document.body, { pointerType: 'mouse' })
  act(() => void vi.advanceTimersByTime(600))
  expect(shown()).toBeNull()
  expect(button.hasAttribute('aria-describedby')).toBe(false)
})

it('explains at once to who walks by Tab, until Esc', () => {
  const button = sample()
  fireEvent.keyDown(document.body, { key: 'Tab' })
  act(() => button.focus())
  expect(shown()).not.toBeNull()
  fireEvent.keyDown(button, { key: 'Escape' })
  expect(shown()).toBeNull()
})

it('is silent when the focus comes back from elsewhere', () => {
  const button = sample()
  fireEvent.keyDown(document.body, { key: 'Enter' })
  act(() => button.focus())
  expect(shown()).toBeNull()
})

it('is silent on touch', () => {
  fireEvent.pointerOver(sample(), { pointerType: 'touch' })
  act(() => void vi.advanceTimersByTime(1000))
  expect(shown()).toBeNull()
})
