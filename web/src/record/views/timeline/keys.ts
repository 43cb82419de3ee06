/** What a key does in the timeline, told apart from what it is done to. */
import type { Grip } from '@/lib/scaleSpan'

export type Act =
  | { do: 'row'; by: number | 'first' | 'last' }
  | { do: 'pull'; grip: Grip; days: number }
  | { do: 'open'; how: 'panel' | 'page' }
  | { do: 'settle' | 'leave' | 'select' | 'remove' | 'fold' | 'unfold' }

interface Press {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
}

/** Rows that Page up and Page down go. */
const PAGE = 10

export function actOf(e: Press, at: { head: boolean; pulling: boolean }): Act | undefined {
  const mod = e.ctrlKey || e.metaKey
  if (e.key === 'ArrowLeft' || e.key === 'ArrowRight') {
    const sign = e.key === 'ArrowLeft' ? -1 : 1
    if (at.head) return { do: sign < 0 ? 'fold' : 'unfold' }
    return { do: 'pull', grip: e.shiftKey ? 'end' : e.altKey ? 'start' : 'move', days: sign * (mod ? 7 : 1) }
  }
  if (e.key === 'Home' || e.key === 'End') return { do: 'row', by: e.key === 'Home' ? 'first' : 'last' }
  if (mod || e.altKey) return undefined
  switch (e.key) {
    case 'ArrowUp':
    case 'k':
      return { do: 'row', by: -1 }
    case 'ArrowDown':
    case 'j':
      return { do: 'row', by: 1 }
    case 'PageUp':
      return { do: 'row', by: -PAGE }
    case 'PageDown':
      return { do: 'row', by: PAGE }
    case 'Enter':
      return at.pulling ? { do: 'settle' } : { do: 'open', how: 'page' }
    case ' ':
      return { do: 'open', how: 'panel' }
    case 'Escape':
      return { do: 'leave' }
    case 'x':
      return { do: 'select' }
    case 'Delete':
    case 'Backspace':
      return at.head ? undefined : { do: 'remove' }
    default:
      return undefined
  }
}
