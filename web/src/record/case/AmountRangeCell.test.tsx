import { act, fireEvent, render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'

import { AmountRangeCell } from './AmountRangeCell'
import type { Amount } from './cases'

/** A cell whose saves end when the test says so. */
function show(value: Amount | null) {
  const saved: { amount: Amount | null; end: (done: unknown) => Promise<void> }[] = []
  const onSave = (amount: Amount | null) => new Promise<unknown>((done) => saved.push({ amount, end: (x) => act(async () => done(x)) }))
  render(<AmountRangeCell label="Work, Q1" value={value} currency="EUR" disabled={false} onSave={onSave} onPaste={() => undefined} onFill={() => undefined} />)
  return { saved, cell: screen.getByRole<HTMLInputElement>('textbox', { name: 'Work, Q1' }) }
}

const exactly = (n: number) => ({ low: n, likely: n, high: n })

describe('an amount of a case', () => {
  it('shows its whole range selected the moment it has the focus, so that what is typed next replaces it whole', () => {
    const { cell } = show({ low: 800_000, likely: 1_000_000, high: 1_400_000 })
    act(() => cell.focus())
    expect(cell.value).toMatch(/\.\./)
    expect([cell.selectionStart, cell.selectionEnd]).toEqual([0, cell.value.length])
  })

  it('is kept once by Enter, though it is left right after, and stays in sight until it is there', async () => {
    const { cell, saved } = show(null)
    act(() => cell.focus())
    fireEvent.change(cell, { target: { value: '8k' } })
    fireEvent.keyDown(cell, { key: 'Enter' })
    fireEvent.blur(cell)
    expect(saved.map((s) => s.amount)).toEqual([exactly(800_000)])
    expect(cell.value).toBe('8k')
    await saved[0]!.end({ value: {} })
    expect(cell.value).toBe('')
  })

  it('keeps what was typed when it is refused, and what is typed on while it is kept', async () => {
    const { cell, saved } = show(null)
    act(() => cell.focus())
    fireEvent.change(cell, { target: { value: '8k' } })
    fireEvent.blur(cell)
    await saved[0]!.end(undefined)
    expect(cell.value).toBe('8k')
    fireEvent.change(cell, { target: { value: '9k' } })
    fireEvent.blur(cell)
    fireEvent.change(cell, { target: { value: '9k..12k' } })
    await saved[1]!.end({ value: {} })
    expect(cell.value).toBe('9k..12k')
  })
})
