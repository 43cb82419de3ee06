/**
 * What a key does in a table. With no cell chosen the row has the focus and
 * letters are shortcuts; in a cell, typing edits it.
 */
import type { Step } from '@/record/list/rank'

export type Act =
  | { do: 'move'; by: number | 'first' | 'last' | 'page' | 'page back'; extend: boolean }
  | { do: 'cell'; by: 1 | -1 }
  | { do: 'edit'; typed?: string }
  | { do: 'rank'; step: Step }
  | { do: 'open' | 'peek' | 'toggle' | 'all' | 'leave' | 'fold' | 'unfold' }

export interface Press {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
}

export interface Standing {
  /** A cell is chosen, and how typing changes it. */
  cell: 'none' | 'fixed' | 'number' | 'text' | 'pick'
}

export function actOf(e: Press, at: Standing): Act | undefined {
  if (e.ctrlKey || e.metaKey) return e.key.toLowerCase() === 'a' && !e.altKey ? { do: 'all' } : undefined
  if (e.altKey) return alt(e)
  switch (e.key) {
    case 'ArrowDown':
      return { do: 'move', by: 1, extend: e.shiftKey }
    case 'ArrowUp':
      return { do: 'move', by: -1, extend: e.shiftKey }
    case 'ArrowRight':
      return { do: 'cell', by: 1 }
    case 'ArrowLeft':
      return { do: 'cell', by: -1 }
    case 'Home':
      return { do: 'move', by: 'first', extend: e.shiftKey }
    case 'End':
      return { do: 'move', by: 'last', extend: e.shiftKey }
    case 'PageDown':
      return { do: 'move', by: 'page', extend: e.shiftKey }
    case 'PageUp':
      return { do: 'move', by: 'page back', extend: e.shiftKey }
    case 'Enter':
      return at.cell === 'none' || at.cell === 'fixed' ? { do: 'open' } : { do: 'edit' }
    case 'F2':
      return { do: 'edit' }
    case ' ':
      return e.shiftKey ? { do: 'toggle' } : { do: 'peek' }
    case 'Escape':
      return { do: 'leave' }
  }
  return typed(e, at) ?? letter(e)
}

function alt(e: Press): Act | undefined {
  if (e.key === 'ArrowUp') return { do: 'rank', step: e.shiftKey ? 'top' : 'up' }
  if (e.key === 'ArrowDown') return { do: 'rank', step: e.shiftKey ? 'bottom' : 'down' }
  return undefined
}

/** A sign typed into a cell replaces its value; E alone keeps it. */
function typed(e: Press, at: Standing): Act | undefined {
  if ([...e.key].length !== 1 || e.key === 'e' || e.key === '?' || e.key === '/') return undefined
  const fits = at.cell === 'number' ? /[\d.,-]/.test(e.key) : at.cell === 'text' || (at.cell === 'pick' && /[\p{L}\p{N}]/u.test(e.key))
  return fits ? { do: 'edit', typed: e.key } : undefined
}

function letter(e: Press): Act | undefined {
  switch (e.key) {
    case 'j':
    case 'J':
      return { do: 'move', by: 1, extend: e.shiftKey }
    case 'k':
    case 'K':
      return { do: 'move', by: -1, extend: e.shiftKey }
    case 'x':
      return { do: 'toggle' }
    case 'e':
      return { do: 'edit' }
    case '-':
      return { do: 'fold' }
    case '+':
      return { do: 'unfold' }
  }
  return undefined
}
