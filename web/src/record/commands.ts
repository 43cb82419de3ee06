/**
 * Commands: one object for each thing one can do. From it come the menu entry,
 * the context menu, the palette, the shortcut, the help page, and the mark that
 * says whether one may or proposes.
 */
import type { Data } from '@/data/data'
import type { Right } from '@/data/rights'
import type { Rec } from '@/data/types'

/** Where a shortcut holds. */
export type Place = 'everywhere' | 'list' | 'record'

export interface Context {
  data: Data
  /** What it would be done to: the selection, or the record that is open. */
  records: readonly Rec[]
  /** Key of the product one is in. */
  product: string | undefined
  place: Place
  go: (to: string) => void
  open: (id: string, how: 'panel' | 'page') => void
  /** Shows a small dialog of the shell by its name, with what it needs. */
  show: (dialog: string, input?: unknown) => void
  /** Tells in a corner what happened; with an undo where there is one. */
  tell: (text: string) => void
}

export interface Command {
  /** area.verb, once only. */
  id: string
  name: (c: Context) => string
  icon: string
  /** In the manner of "mod+k", "g b", "shift+a"; mod is Ctrl or ⌘. */
  keys?: string
  place: Place
  /** Under what heading the palette and the help list it. */
  group: string
  /** Further words by which the palette finds it. */
  words?: string
  when?: (c: Context) => boolean
  /** May one, or does one propose, and to whom. */
  right?: (c: Context) => Right
  run: (c: Context) => void | Promise<void>
}

const all = new Map<string, Command>()

/** Adds commands; two with one id, or one key in one place, are a defect. */
export function addCommands(...commands: Command[]): void {
  for (const c of commands) {
    if (all.has(c.id) && !import.meta.hot) throw new Error(`two commands are called ${c.id}`)
    all.set(c.id, c)
  }
}

export const commands = (): Command[] => [...all.values()]

/** The commands that can be run now. */
export function possible(c: Context): Command[] {
  return commands().filter((x) => fits(x, c) && (x.when?.(c) ?? true))
}

function fits(x: Command, c: Context): boolean {
  return x.place === 'everywhere' || x.place === c.place || (x.place === 'record' && c.records.length > 0)
}
