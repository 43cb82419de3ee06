import { act, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'

import { Button } from './button'
import { Combobox, Picker } from './combobox'
import { Field } from './input'
import { matching, type Option } from './options'

const people: Option[] = ['Tom Okafor', 'Ana Ribeiro', 'Lena Sørensen'].map((label) => ({ value: label.toLowerCase().slice(0, 3), label }))
const names = () => screen.queryAllByRole('option').map((o) => o.textContent)

async function opened(name = 'Owner') {
  fireEvent.click(screen.getByRole('button', { name }))
  return screen.findByPlaceholderText<HTMLInputElement>('Type to find')
}
const type = (box: HTMLInputElement, text: string) => fireEvent.change(box, { target: { value: text } })

afterEach(() => void vi.useRealTimers())

describe('a picker', () => {
  it('finds by typing and picks by Enter', async () => {
    const pick = vi.fn()
    render(<Picker label="Owner" value="tom" onPick={pick} options={people} trigger={<Button>Owner</Button>} />)
    const box = await opened()
    expect(names()).toEqual(['Tom Okafor', 'Ana Ribeiro', 'Lena Sørensen'])
    expect(screen.getByRole('option', { name: 'Tom Okafor', selected: true })).toBeTruthy()
    type(box, 'ana')
    expect(names()).toEqual(['Ana Ribeiro'])
    fireEvent.keyDown(box, { key: 'Enter' })
    expect(pick).toHaveBeenCalledWith('ana')
  })

  it('says so when nothing matches', async () => {
    render(<Picker label="Owner" value={null} onPick={() => undefined} options={people} trigger={<Button>Owner</Button>} />)
    type(await opened(), 'zzz')
    expect(names()).toEqual([])
    expect(screen.getByText('Nothing matches.')).toBeTruthy()
  })

  it('picks nobody as null', async () => {
    const pick = vi.fn()
    render(<Picker label="Owner" none="Nobody" value="tom" onPick={pick} options={people} trigger={<Button>Owner</Button>} />)
    await opened()
    fireEvent.click(screen.getByRole('option', { name: 'Nobody' }))
    expect(pick).toHaveBeenCalledWith(null)
  })

  it('keeps what is picked when another is added, and takes new words', async () => {
    const pick = vi.fn()
    render(<Picker label="Tags" multiple creatable value={['tom']} onPick={pick} options={people} trigger={<Button>Tags</Button>} />)
    const box = await opened('Tags')
    fireEvent.click(screen.getByRole('option', { name: 'Ana Ribeiro' }))
    expect(pick).toHaveBeenLastCalledWith(['tom', 'ana'])
    type(box, 'legal')
    fireEvent.click(screen.getByRole('option', { name: 'Create “legal”' }))
    expect(pick).toHaveBeenLastCalledWith(['tom', 'legal'])
    expect(box.value).toBe('')
  })

  it('drops an answer that comes after a later question', async () => {
    vi.useFakeTimers()
    const answers = new Map<string, (found: Option[]) => void>()
    const search = (text: string) => new Promise<readonly Option[]>((done) => void answers.set(text, done))
    render(<Picker label="Record" value={null} onPick={() => undefined} search={search} trigger={<Button>Record</Button>} />)
    fireEvent.click(screen.getByRole('button', { name: 'Record' }))
    await act(() => vi.advanceTimersByTimeAsync(200))
    const box = screen.getByPlaceholderText<HTMLInputElement>('Type to find')
    type(box, 'a')
    await act(() => vi.advanceTimersByTimeAsync(200))
    type(box, 'ab')
    await act(() => vi.advanceTimersByTimeAsync(200))
    await act(async () => answers.get('ab')!([{ value: '2', label: 'Second' }]))
    await act(async () => answers.get('a')!([{ value: '1', label: 'First' }]))
    expect(names()).toEqual(['Second'])
  })

  it('says that a list could not be loaded', async () => {
    render(<Picker label="Record" value={null} onPick={() => undefined} search={() => Promise.reject(new Error('no'))} trigger={<Button>Record</Button>} />)
    await opened('Record')
    expect(await screen.findByText('The list could not be loaded.')).toBeTruthy()
  })
})

describe('a combobox', () => {
  it('is named by its field and shows what is chosen', () => {
    render(
      <Field label="Owner" error="Choose somebody">
        <Combobox value="ana" onChange={() => undefined} options={people} />
      </Field>,
    )
    const box = screen.getByRole('combobox', { name: 'Owner' })
    expect(box.textContent).toBe('Ana Ribeiro')
    expect(box.getAttribute('aria-invalid')).toBe('true')
    expect(document.getElementById(box.getAttribute('aria-describedby')!)?.textContent).toBe('Choose somebody')
  })

  it('takes away one of several', () => {
    const change = vi.fn()
    render(<Combobox label="Watchers" multiple value={['ana', 'tom']} onChange={change} options={people} />)
    fireEvent.click(screen.getByRole('button', { name: 'Remove Ana Ribeiro' }))
    expect(change).toHaveBeenCalledWith(['tom'])
  })

  it('opens by the keyboard', async () => {
    render(<Combobox label="Owner" value={null} onChange={() => undefined} options={people} />)
    const box = screen.getByRole('combobox', { name: 'Owner' })
    box.focus()
    fireEvent.keyDown(box, { key: 'ArrowDown' })
    await waitFor(() => expect(names()).toHaveLength(3))
  })
})

describe('what matches', () => {
  const labels = (text: string, options = people) => matching(options, text).map((o) => o.label)
  it('wants every word, anywhere', () => expect(labels('rib ana')).toEqual(['Ana Ribeiro']))
  it('knows no more than what is written', () => expect(labels('xyz')).toEqual([]))
  it('reads accents as the plain letter', () => expect(labels('cafe', [{ value: '1', label: 'Café' }])).toEqual(['Café']))
  it('puts what begins with it first', () => expect(labels('re', [{ value: '1', label: 'More' }, { value: '2', label: 'Ready' }])).toEqual(['Ready', 'More']))
  it('finds by further words', () => expect(labels('ship', [{ value: '1', label: 'Release', words: 'ship launch' }])).toEqual(['Release']))
})
