import { act, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { describe, expect, it, vi } from 'vitest'

import { AvatarStack, initials, toneOf } from './avatar'
import { TagChip } from './badge'
import { Icon, iconNames, kindIcons } from './icon'
import { keyCaps } from './kbd'
import { Breadcrumb, Splitter } from './layout'
import { Progress } from './progress'
import { Select } from './select'
import { ErrorState } from './state'
import { Segmented, Tabs } from './tabs'
import { toast, Toaster } from './toast'

describe('tabs and segments', () => {
  const tabs = [{ value: 'all', label: 'All' }, { value: 'mine', label: 'Mine', count: 7 }] as const

  it('choose a tab, and tie the panel to it', () => {
    const change = vi.fn()
    render(
      <Tabs label="Stories" value="all" onChange={change} tabs={tabs}>
        shown
      </Tabs>,
    )
    expect(screen.getByRole('tabpanel', { name: 'All' }).textContent).toBe('shown')
    fireEvent.click(screen.getByRole('tab', { name: /Mine/ }))
    expect(change).toHaveBeenCalledWith('mine')
  })

  it('walk by arrows, round the end', () => {
    function Sample() {
      const [value, set] = useState<'a' | 'b' | 'c'>('a')
      return <Segmented label="View" value={value} onChange={set} options={[{ value: 'a', label: 'A' }, { value: 'b', label: 'B', disabled: true }, { value: 'c', label: 'C' }]} />
    }
    render(<Sample />)
    screen.getByRole('radio', { name: 'A' }).focus()
    fireEvent.keyDown(document.activeElement!, { key: 'ArrowRight' })
    expect(document.activeElement).toBe(screen.getByRole('radio', { name: 'C', checked: true }))
    fireEvent.keyDown(document.activeElement!, { key: 'ArrowRight' })
    expect(screen.getByRole('radio', { name: 'A', checked: true })).toBeTruthy()
    expect(screen.getAllByRole('radio').filter((r) => r.tabIndex === 0)).toHaveLength(1)
  })
})

describe('a select', () => {
  it('is named, opens by keys, and chooses', async () => {
    const change = vi.fn()
    render(<Select label="State" value="ready" onChange={change} options={[{ value: 'ready', label: 'Ready' }, { value: 'done', label: 'Accepted' }]} />)
    const box = screen.getByRole('combobox', { name: 'State' })
    expect(box.textContent).toContain('Ready')
    box.focus()
    fireEvent.keyDown(box, { key: 'ArrowDown' })
    const line = await screen.findByRole('option', { name: 'Accepted' })
    act(() => line.focus())
    fireEvent.keyDown(line, { key: 'Enter' })
    await waitFor(() => expect(change).toHaveBeenCalledWith('done'))
  })
})

describe('messages', () => {
  it('say what happened and offer to undo it', async () => {
    const undo = vi.fn()
    render(<Toaster />)
    act(() => void toast({ text: 'LEND-12 moved', action: { label: 'Undo', run: undo } }))
    expect((await screen.findAllByText('LEND-12 moved')).length).toBeGreaterThan(0)
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }))
    expect(undo).toHaveBeenCalledOnce()
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull())
  })

  it('can be put away by whoever sent them', async () => {
    render(<Toaster />)
    let away = () => undefined as void
    act(() => void (away = toast({ text: 'Offline', keep: true })))
    await screen.findByRole('dialog', { name: 'Offline' })
    act(() => away())
    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Offline' })).toBeNull())
  })
})

describe('a splitter', () => {
  const move = (props: Partial<Parameters<typeof Splitter>[0]>, key: string) => {
    const change = vi.fn()
    render(<Splitter value={200} min={120} max={300} onChange={change} {...props} />)
    fireEvent.keyDown(screen.getByRole('separator'), { key })
    return change.mock.lastCall?.[0] as number
  }
  it('goes by arrows', () => expect(move({}, 'ArrowRight')).toBe(216))
  it('goes the other way for a pane after it', () => expect(move({ pane: 'after' }, 'ArrowRight')).toBe(184))
  it('stays within its limits', () => expect(move({ value: 296 }, 'ArrowRight')).toBe(300))
  it('goes to the ends', () => expect(move({}, 'Home')).toBe(120))
})

describe('a breadcrumb', () => {
  it('goes without loading the page anew, but leaves a new window to the browser', () => {
    const go = vi.fn()
    render(<Breadcrumb items={[{ label: 'Backlog', href: '/backlog', onClick: go }, { label: 'LEND-12' }]} />)
    const link = screen.getByRole('link', { name: 'Backlog' })
    expect(fireEvent.click(link)).toBe(false)
    expect(go).toHaveBeenCalledOnce()
    fireEvent.click(link, { ctrlKey: true })
    expect(go).toHaveBeenCalledOnce()
    expect(screen.getByText('LEND-12').closest('[aria-current=page]')).toBeTruthy()
  })
})

describe('small things', () => {
  it('know the caps of keys', () => {
    expect(keyCaps('mod+shift+k', false)).toEqual(['Ctrl', 'Shift', 'K'])
    expect(keyCaps('mod+k', true)).toEqual(['⌘', 'K'])
    expect(keyCaps('shift++', false)).toEqual(['Shift', '+'])
    expect(keyCaps('?', false)).toEqual(['?'])
  })
  it('know initials', () => {
    expect(initials('Ana Maria Ribeiro')).toBe('AR')
    expect(initials('Victor')).toBe('V')
    expect(initials('  ')).toBe('?')
  })
  it('colour a person the same everywhere', () => expect(toneOf('ana')).toBe(toneOf('ana')))
  it('name whom a stack leaves out', () => {
    render(<AvatarStack max={3} people={['Ana A', 'Tom B', 'Lena C', 'Marta D'].map((name) => ({ id: name, name }))} />)
    expect(screen.getByRole('img', { name: 'Lena C, Marta D' }).textContent).toBe('+2')
  })
  it('say how far it is', () => {
    render(<Progress value={1.4} label="Done" text="7 of 5" />)
    const bar = screen.getByRole('progressbar', { name: 'Done' })
    expect([bar.getAttribute('aria-valuenow'), bar.getAttribute('aria-valuetext')]).toEqual(['100', '7 of 5'])
  })
  it('take a tag away by name', () => {
    const away = vi.fn()
    render(<TagChip tag="mobile" onRemove={away} />)
    fireEvent.click(screen.getByRole('button', { name: 'Remove mobile' }))
    expect(away).toHaveBeenCalledOnce()
  })
  it('try again', () => {
    const again = vi.fn()
    render(<ErrorState onRetry={again} />)
    expect(screen.getByRole('alert')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(again).toHaveBeenCalledOnce()
  })
})

describe('icons', () => {
  it('are each of one kind only', () => {
    const used = Object.values(kindIcons)
    expect(new Set(used).size).toBe(used.length)
    expect(used.filter((name) => !iconNames.includes(name))).toEqual([])
  })
  it('are decoration unless they are named', () => {
    const { container, rerender } = render(<Icon name="check" />)
    expect(container.querySelector('svg')?.getAttribute('aria-hidden')).toBe('true')
    rerender(<Icon name="check" label="Done" />)
    expect(screen.getByRole('img', { name: 'Done' })).toBeTruthy()
  })
})
