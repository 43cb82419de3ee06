/**
 * What of a list stands in the address: the query, the view and its settings, and
 * the record that is open beside it. What a screen shows anyway is left out, so
 * that addresses stay short; what was taken away on purpose is written as "-".
 */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'

import type { View } from '@/record/views/view'

export type ViewName = View['name']

export interface Shown {
  /** What a person has asked for, beside what the screen is about. */
  q: string
  view: ViewName
  /** The key of the record that is open beside the list. */
  open: string | undefined
  /** The saved view that one started from. */
  saved: string | undefined
  /** The view's settings: group, lanes, cols, zoom, from, wip.… */
  options: Readonly<Record<string, string | undefined>>
}

export interface Defaults {
  q?: string
  view: ViewName
  views: readonly ViewName[]
  options: Readonly<Record<string, string | undefined>>
}

export type Change = Partial<Omit<Shown, 'options'>> & { options?: Record<string, string | undefined> }

type Search = Readonly<Record<string, unknown>>

const NONE = '-'
const text = (value: unknown): string | undefined => (value === undefined || value === null || value === '' ? undefined : String(value))

/** What is the screen's own or the shell's; all else in the address is a setting of the view. */
const others = new Set(['q', 'view', 'open', 'saved', 'at', 'to', 'sprint', 'release', 'product'])
const isOption = (name: string) => !others.has(name)

export function readAddress(search: Search, defaults: Defaults): Shown {
  const options: Record<string, string | undefined> = { ...defaults.options }
  for (const [name, value] of Object.entries(search)) if (isOption(name)) options[name] = text(value)
  for (const [name, value] of Object.entries(options)) if (value === NONE) options[name] = undefined
  const q = text(search.q)
  const view = text(search.view) as ViewName | undefined
  return {
    q: q === NONE ? '' : (q ?? defaults.q ?? ''),
    view: view && defaults.views.includes(view) ? view : defaults.view,
    open: text(search.open),
    saved: text(search.saved),
    options,
  }
}

/** The address after a change; the screen's own parts stay as they are. */
export function writeAddress(search: Search, change: Change, defaults: Defaults): Record<string, unknown> {
  const out: Record<string, unknown> = { ...search }
  const put = (name: string, value: string | undefined, usual: string | undefined) => {
    if (value === usual || (value === undefined && usual === undefined)) delete out[name]
    else out[name] = value || NONE
  }
  if ('q' in change) put('q', change.q ?? '', defaults.q ?? '')
  if ('view' in change) put('view', change.view, defaults.view)
  if ('open' in change) put('open', change.open, undefined)
  if ('saved' in change) put('saved', change.saved, undefined)
  if (out.open === NONE) delete out.open
  for (const [name, value] of Object.entries(change.options ?? {})) put(name, value || undefined, defaults.options[name] || undefined)
  return out
}

/** The same list with nothing but what the screen shows anyway. */
export function cleared(search: Search): Record<string, unknown> {
  return Object.fromEntries(Object.entries(search).filter(([name]) => !isOption(name) && !['q', 'view', 'saved'].includes(name)))
}

export interface Address extends Shown {
  /** Changes the address; 'replace' for what is no step to go back to. */
  set: (change: Change, how?: 'push' | 'replace') => void
  /** Puts all of the list's part in place of what is there. */
  reset: (change: Change) => void
}

export function useAddress(defaults: Defaults): Address {
  const search = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  const said = JSON.stringify(defaults)
  const usual = useMemo(() => JSON.parse(said) as Defaults, [said])
  const shown = useMemo(() => readAddress(search, usual), [search, usual])
  const go = useCallback(
    (next: (search: Search) => Search, how: 'push' | 'replace') => void navigate({ to: '.', search: next as never, replace: how === 'replace', resetScroll: false }),
    [navigate],
  )
  const set = useCallback<Address['set']>((change, how = 'push') => go((s) => writeAddress(s, change, usual), how), [go, usual])
  const reset = useCallback<Address['reset']>((change) => go((s) => writeAddress(cleared(s), change, usual), 'push'), [go, usual])
  return useMemo(() => ({ ...shown, set, reset }), [shown, set, reset])
}
