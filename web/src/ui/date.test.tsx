import { fireEvent, render, screen } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'

import { DatePicker, DateRangePicker } from './date'

const now = '2026-11-18'
const key = (name: string) => fireEvent.keyDown(document.activeElement!, { key: name })
const focused = () => document.activeElement?.getAttribute('aria-label')

async function open(name: RegExp) {
  fireEvent.click(screen.getByRole('button', { name }))
  return screen.findByPlaceholderText(/Type a day/)
}

describe('a date picker', () => {
  it('says what it holds', () => {
    render(<DatePicker label="Due" value="2026-11-22" onChange={() => undefined} now={now} />)
    expect(screen.getByRole('button', { name: /^Due: .*22/ })).toBeTruthy()
  })

  const typed = async (text: string) => {
    const change = vi.fn()
    render(<DatePicker label="Due" value={null} onChange={change} now={now} />)
    await open(/Due/)
    const box = screen.getByPlaceholderText(/Type a day/)
    fireEvent.change(box, { target: { value: text } })
    fireEvent.keyDown(box, { key: 'Enter' })
    return change
  }

  it('takes a day that is typed', async () => {
    expect(await typed('tomorrow')).toHaveBeenCalledWith('2026-11-19')
  })

  it('says so when what is typed is no day', async () => {
    expect(await typed('someday')).not.toHaveBeenCalled()
    expect(screen.getByText(/Not a day/)).toBeTruthy()
  })

  it('walks the grid by keys', async () => {
    const change = vi.fn()
    render(<DatePicker label="Due" value="2026-11-18" onChange={change} now={now} />)
    await open(/Due/)
    screen.getByLabelText(/November 18,/).focus()
    key('ArrowRight')
    expect(focused()).toContain('November 19')
    key('ArrowDown')
    expect(focused()).toContain('November 26')
    key('PageDown')
    expect(focused()).toContain('December 26')
    key('PageUp')
    key('Home')
    expect(focused()).toMatch(/November 2[23]/)
    fireEvent.click(document.activeElement!)
    expect(change).toHaveBeenCalledOnce()
  })

  it('keeps to its limits', async () => {
    const change = vi.fn()
    render(<DatePicker label="Due" value={null} onChange={change} now={now} min="2026-11-18" />)
    await open(/Due/)
    expect(screen.getByLabelText<HTMLButtonElement>(/November 17,/).disabled).toBe(true)
    const box = screen.getByPlaceholderText(/Type a day/)
    fireEvent.change(box, { target: { value: 'yesterday' } })
    fireEvent.keyDown(box, { key: 'Enter' })
    expect(change).not.toHaveBeenCalled()
  })

  it('can be emptied unless a day is required', async () => {
    const change = vi.fn()
    const { rerender } = render(<DatePicker label="Due" value="2026-11-22" onChange={change} now={now} required />)
    await open(/Due/)
    expect(screen.queryByRole('button', { name: 'Clear' })).toBeNull()
    rerender(<DatePicker label="Due" value="2026-11-22" onChange={change} now={now} />)
    fireEvent.click(screen.getByRole('button', { name: 'Clear' }))
    expect(change).toHaveBeenCalledWith(null)
  })
})

describe('a range of days', () => {
  it('turns round what was picked backwards', async () => {
    const change = vi.fn()
    render(<DateRangePicker label="Sprint" value={{ from: null, to: null }} onChange={change} now={now} />)
    await open(/Sprint/)
    fireEvent.click(screen.getByLabelText(/November 20,/))
    expect(change).not.toHaveBeenCalled()
    fireEvent.click(screen.getByLabelText(/November 9,/))
    expect(change).toHaveBeenCalledWith({ from: '2026-11-09', to: '2026-11-20' })
  })
})
