import { fireEvent, render, screen } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'

import { Checkbox, Field, NumberInput, RadioGroup, SearchInput, Switch, TextArea, TextInput } from './input'

describe('fields', () => {
  it('ties label, hint and control', () => {
    render(<TextInput label="Title" hint="What changes for whom" value="" onChange={() => undefined} />)
    const box = screen.getByRole('textbox', { name: 'Title' })
    expect(document.getElementById(box.getAttribute('aria-describedby')!)?.textContent).toBe('What changes for whom')
    expect(box.hasAttribute('aria-invalid')).toBe(false)
  })

  it('says what is wrong instead of the hint', () => {
    render(<TextArea label="Body" hint="Markdown" error="Too long" value="" onChange={() => undefined} />)
    const box = screen.getByRole('textbox', { name: 'Body' })
    expect(box.getAttribute('aria-invalid')).toBe('true')
    expect(screen.getByRole('alert').textContent).toBe('Too long')
    expect(screen.queryByText('Markdown')).toBeNull()
  })

  it('tells the next text', () => {
    const change = vi.fn()
    render(<TextInput label="Title" value="" onChange={change} />)
    fireEvent.change(screen.getByRole('textbox'), { target: { value: 'Repay' } })
    expect(change).toHaveBeenCalledWith('Repay')
  })
})

describe('a search box', () => {
  it('is emptied by Esc, which then goes no further', () => {
    const [change, around] = [vi.fn(), vi.fn()]
    const { rerender } = render(
      <div role="presentation" onKeyDown={around}>
        <SearchInput value="repay" onChange={change} />
      </div>,
    )
    fireEvent.keyDown(screen.getByRole('searchbox', { name: 'Search' }), { key: 'Escape' })
    expect(change).toHaveBeenCalledWith('')
    expect(around).not.toHaveBeenCalled()
    rerender(
      <div role="presentation" onKeyDown={around}>
        <SearchInput value="" onChange={change} />
      </div>,
    )
    fireEvent.keyDown(screen.getByRole('searchbox'), { key: 'Escape' })
    expect(around).toHaveBeenCalledOnce()
  })
})

describe('a number', () => {
  it('is typed, stepped and emptied', () => {
    const change = vi.fn()
    render(<NumberInput label="Estimate" value={5} onChange={change} />)
    const box = screen.getByRole('textbox', { name: 'Estimate' })
    fireEvent.change(box, { target: { value: '8' } })
    expect(change).toHaveBeenLastCalledWith(8)
    fireEvent.change(box, { target: { value: '' } })
    expect(change).toHaveBeenLastCalledWith(null)
    fireEvent.keyDown(box, { key: 'ArrowUp' })
    expect(typeof change.mock.lastCall![0]).toBe('number')
  })
})

describe('ticks', () => {
  it('can be ticked in part', () => {
    const change = vi.fn()
    render(<Checkbox label="All rows" hideLabel checked={false} indeterminate onChange={change} />)
    const box = screen.getByRole<HTMLInputElement>('checkbox', { name: 'All rows' })
    expect(box.indeterminate).toBe(true)
    fireEvent.click(box)
    expect(change).toHaveBeenCalledWith(true)
  })

  it('switches', () => {
    const change = vi.fn()
    render(<Switch label="Public" checked onChange={change} />)
    fireEvent.click(screen.getByRole('switch', { name: 'Public', checked: true }))
    expect(change).toHaveBeenCalledWith(false)
  })

  it('chooses one of a group', () => {
    const change = vi.fn()
    render(<RadioGroup label="When" value="now" onChange={change} options={[{ value: 'now', label: 'Now' }, { value: 'later', label: 'Later' }]} />)
    expect(screen.getByRole('group', { name: 'When' })).toBeTruthy()
    expect(screen.getByRole('radio', { name: 'Now', checked: true })).toBeTruthy()
    fireEvent.click(screen.getByRole('radio', { name: 'Later' }))
    expect(change).toHaveBeenCalledWith('later')
  })
})

describe('a hint that comes and goes', () => {
  it('leaves the control and its focus alone', () => {
    const { rerender } = render(<TextInput aria-label="Day" value="" onChange={() => undefined} />)
    const box = screen.getByRole('textbox', { name: 'Day' })
    box.focus()
    rerender(<TextInput aria-label="Day" value="to" error="Not a day" onChange={() => undefined} />)
    expect(screen.getByRole('textbox', { name: 'Day' })).toBe(box)
    expect(document.activeElement).toBe(box)
    expect(box.getAttribute('aria-invalid')).toBe('true')
  })
})

describe('a control within a Field', () => {
  it('has the label of the Field and its own hint', () => {
    render(
      <Field label="Title">
        <TextInput hint="Short" value="" onChange={() => undefined} />
      </Field>,
    )
    const box = screen.getByRole('textbox', { name: 'Title' })
    expect(document.getElementById(box.getAttribute('aria-describedby')!)?.textContent).toBe('Short')
  })
})
