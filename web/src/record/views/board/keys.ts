/** What a key does on a board: arrows go about, with Ctrl or ⌘ they take the card along, with Shift as well into the next lane. */
export type Act =
  | { do: 'go' | 'carry'; x: -1 | 0 | 1; y: -1 | 0 | 1 | 'first' | 'last'; lane?: boolean }
  | { do: 'open' | 'peek' | 'toggle' | 'leave' | 'add' | 'all' }

export interface Press {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
}

const arrows: Record<string, { x: -1 | 0 | 1; y: -1 | 0 | 1 | 'first' | 'last' }> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
  Home: { x: 0, y: 'first' },
  End: { x: 0, y: 'last' },
  h: { x: -1, y: 0 },
  l: { x: 1, y: 0 },
  k: { x: 0, y: -1 },
  j: { x: 0, y: 1 },
}

export function actOf(e: Press): Act | undefined {
  const arrow = arrows[e.key]
  const mod = e.ctrlKey || e.metaKey
  if (arrow && mod && e.shiftKey && arrow.x === 0 && e.key.startsWith('Arrow')) return { do: 'carry', ...arrow, lane: true }
  if (arrow && !e.altKey && (!mod || e.key.length > 1)) return { do: mod ? 'carry' : 'go', ...arrow }
  // As in lists, Alt with an arrow ranks.
  if (arrow && e.altKey && !mod && arrow.x === 0 && e.key.length > 1) return { do: 'carry', ...arrow, ...(e.shiftKey ? { y: arrow.y === -1 ? ('first' as const) : ('last' as const) } : {}) }
  if (mod) return e.key.toLowerCase() === 'a' ? { do: 'all' } : undefined
  if (e.altKey) return undefined
  switch (e.key) {
    case 'Enter':
      return { do: 'open' }
    case ' ':
      return { do: e.shiftKey ? 'toggle' : 'peek' }
    case 'x':
      return { do: 'toggle' }
    case 'Escape':
      return { do: 'leave' }
    case 'n':
      return { do: 'add' }
  }
  return undefined
}
