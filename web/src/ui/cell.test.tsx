import { fireEvent, render, screen } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'

import { EditableText, InlineNumber, readNumber } from './cell'

const begin = (name: RegExp) => {
  const still = screen.getByRole('button', { name })
  fireEvent.keyDown(still, { key: 'Enter' })
  return screen.getByRole<HTMLInputElement>('textbox')
}

describe('text in a cell', () => {
  const sample = (more: Partial<Parameters<typeof EditableText>[0]> = {}) => {
    const commit = vi.fn()
    render(<EditableText label="Title" value="Repay" onCommit={commit} {...more} />)
    return commit
  }

  it('keeps by Enter and gives the focus back', () => {
    const commit = sample()
    const box = begin(/Title: Repay/)
    expect(document.activeElement).toBe(box)
    fireEvent.change(box, { target: { value: ' Repay early ' } })
    // The same key must not press the button that has the focus next: the cell would open again.
    expect(fireEvent.keyDown(box, { key: 'Enter' })).toBe(false)
    expect(commit).toHaveBeenCalledExactlyOnceWith('Repay early')
    expect(document.activeElement).toBe(screen.getByRole('button', { name: /Title/ }))
  })

  it('drops by Esc', () => {
    const commit = sample()
    const box = begin(/Title/)
    fireEvent.change(box, { target: { value: 'Other' } })
    fireEvent.keyDown(box, { key: 'Escape' })
    expect(commit).not.toHaveBeenCalled()
    expect(screen.getByRole('button', { name: /Title: Repay/ })).toBeTruthy()
  })

  it('keeps when it is left, once', () => {
    const commit = sample()
    const box = begin(/Title/)
    fireEvent.change(box, { target: { value: 'Other' } })
    fireEvent.blur(box)
    expect(commit).toHaveBeenCalledExactlyOnceWith('Other')
  })

  it('says nothing when nothing changed, or when a required text is gone', () => {
    const commit = sample({ required: true })
    fireEvent.keyDown(begin(/Title/), { key: 'Enter' })
    const box = begin(/Title/)
    fireEvent.change(box, { target: { value: '  ' } })
    fireEvent.keyDown(box, { key: 'Enter' })
    expect(commit).not.toHaveBeenCalled()
  })

  it('keeps its keys from the list around it', () => {
    const list = vi.fn()
    render(
      <div onKeyDown={list} role="presentation">
        <EditableText label="Title" value="Repay" onCommit={() => undefined} />
      </div>,
    )
    const box = begin(/Title/)
    list.mockClear()
    fireEvent.keyDown(box, { key: 'j' })
    expect(list).not.toHaveBeenCalled()
  })

  it('is no control where it is only read', () => {
    sample({ readOnly: true })
    expect(screen.queryByRole('button')).toBeNull()
    expect(screen.getByText('Repay')).toBeTruthy()
  })
})

describe('a number in a cell', () => {
  it('steps by arrows within its limits, and keeps by Enter', () => {
    const commit = vi.fn()
    render(<InlineNumber label="Estimate" value={2} onCommit={commit} max={3} />)
    const box = begin(/Estimate: 2/)
    fireEvent.keyDown(box, { key: 'ArrowUp' })
    fireEvent.keyDown(box, { key: 'ArrowUp' })
    expect(box.value).toBe('3')
    fireEvent.keyDown(box, { key: 'Enter' })
    expect(commit).toHaveBeenCalledExactlyOnceWith(3)
  })

  it('is emptied by an empty text, and left alone by words', () => {
    const commit = vi.fn()
    render(<InlineNumber label="Estimate" value={2} onCommit={commit} />)
    let box = begin(/Estimate/)
    fireEvent.change(box, { target: { value: 'many' } })
    expect(box.getAttribute('aria-invalid')).toBe('true')
    fireEvent.keyDown(box, { key: 'Enter' })
    expect(commit).not.toHaveBeenCalled()
    box = begin(/Estimate/)
    fireEvent.change(box, { target: { value: '' } })
    fireEvent.keyDown(box, { key: 'Enter' })
    expect(commit).toHaveBeenCalledExactlyOnceWith(null)
  })

  it.each([
    ['', null],
    ['12', 12],
    ['1,5', 1.5],
    ['1,234', 1234],
    ['1,234.5', 1234.5],
    ['1 234', 1234],
    ['-.5', -0.5],
    ['5x', undefined],
    ['--5', undefined],
  ])('reads %s', (text, value) => expect(readNumber(text)).toBe(value))
})
