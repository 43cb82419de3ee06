import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'

import { Button } from './button'
import { ContextMenu, groups, Menu, type MenuItem } from './menu'

const key = (name: string) => fireEvent.keyDown(document.activeElement!, { key: name })

async function opened(items: MenuItem[]) {
  render(<Menu trigger={<Button>More</Button>} items={items} />)
  const trigger = screen.getByRole('button', { name: 'More' })
  trigger.focus()
  fireEvent.keyDown(trigger, { key: 'ArrowDown' })
  return screen.findByRole('menu')
}

describe('a menu', () => {
  it('opens by an arrow, is walked by arrows, and runs by Enter', async () => {
    const [open, rename] = [vi.fn(), vi.fn()]
    await opened([{ label: 'Open', onSelect: open }, { label: 'Rename', kbd: 'e', onSelect: rename }])
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Open'))
    key('ArrowDown')
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Rename'))
    key('Enter')
    await waitFor(() => expect(rename).toHaveBeenCalledOnce())
    expect(open).not.toHaveBeenCalled()
  })

  it('does not run what is disabled', async () => {
    const run = vi.fn()
    await opened([{ label: 'Archive', disabled: true, onSelect: run }])
    const line = screen.getByRole('menuitem', { name: 'Archive' })
    expect(line.getAttribute('aria-disabled')).toBe('true')
    fireEvent.click(line)
    expect(run).not.toHaveBeenCalled()
  })

  it('says what is ticked', async () => {
    const run = vi.fn()
    await opened([{ label: 'Owner', checked: true, onSelect: run }, { label: 'State', checked: false, onSelect: run }])
    expect(screen.getByRole('menuitemcheckbox', { name: 'Owner', checked: true })).toBeTruthy()
    fireEvent.click(screen.getByRole('menuitemcheckbox', { name: 'State', checked: false }))
    expect(run).toHaveBeenCalledOnce()
  })
})

describe('a context menu', () => {
  it('asks what is under the pointer', async () => {
    const items = vi.fn((target: Element): MenuItem[] => [{ label: `Open ${target.textContent}`, onSelect: () => undefined }])
    render(
      <ContextMenu items={items}>
        <div>
          <p>LEND-1</p>
          <p>LEND-2</p>
        </div>
      </ContextMenu>,
    )
    fireEvent.contextMenu(screen.getByText('LEND-2'))
    expect(await screen.findByRole('menuitem', { name: 'Open LEND-2' })).toBeTruthy()
  })

  it('leaves the press to the browser where there is nothing to do', () => {
    render(
      <ContextMenu items={() => []}>
        <p>Nothing</p>
      </ContextMenu>,
    )
    fireEvent.contextMenu(screen.getByText('Nothing'))
    expect(screen.queryByRole('menu')).toBeNull()
  })
})

describe('groups of lines', () => {
  const line = (label: string) => ({ label, onSelect: () => undefined })
  it('parts lines at separators and headings, without empty parts', () => {
    const found = groups(['separator', line('a'), 'separator', 'separator', line('b'), { heading: 'More' }, line('c'), { heading: 'Empty' }])
    expect(found.map((g) => [g.heading, Boolean(g.ruled), g.items.map((i) => i.label)])).toEqual([
      [undefined, false, ['a']],
      [undefined, true, ['b']],
      ['More', false, ['c']],
    ])
  })
})
