/** Views that were saved: which belong to a screen, and whether one has moved on from them. */
import type { KindName } from '@/data/kinds.gen'
import { join, kindsOf, sameQuery, without } from '@/lib/query-edit'

import type { Change, Shown, ViewName } from './address'

export interface SavedView {
  id: string
  product: string | null
  createdBy: string | null
  version: number
  name: string
  query: string
  layout: ViewName | ''
  options: Record<string, unknown>
  shared: boolean
}

/** Views about the kinds of a screen, in a layout that it has. */
export function viewsOf(all: readonly SavedView[], kinds: readonly KindName[], layouts: readonly ViewName[]): SavedView[] {
  return all.filter((v) => {
    const about = kindsOf(v.query)
    return (!about || about.every((k) => (kinds as readonly string[]).includes(k))) && layouts.includes(v.layout || 'table')
  })
}

/** What the address says when a saved view is shown. */
export function addressOf(view: SavedView, base: string): Required<Pick<Change, 'q' | 'view' | 'saved' | 'options'>> {
  const options: Record<string, string | undefined> = {}
  for (const [name, value] of Object.entries(view.options)) {
    if (name === 'columns' && Array.isArray(value)) options.cols = value.join(',')
    else if (typeof value === 'string' || typeof value === 'number') options[name] = String(value)
  }
  return { q: without(base, view.query), view: view.layout || 'table', saved: view.id, options }
}

/** What is kept of what is shown. The query says all, so that it means the same elsewhere. */
export function bodyOf(shown: Shown, base: string, sort: string | undefined): Pick<SavedView, 'query' | 'layout' | 'options'> {
  const options: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(shown.options)) {
    if (value === undefined) continue
    if (name === 'cols') options.columns = value.split(',')
    else options[name] = value
  }
  return { query: join(base, shown.q, sort).q, layout: shown.view, options }
}

/** What a screen shows where nothing else is said. */
export interface Usual {
  base: string
  sort: string | undefined
  options: Readonly<Record<string, string | undefined>>
}

/** Whether what is shown differs from what was saved. */
export function isChanged(view: SavedView, shown: Shown, { base, sort, options: usual }: Usual): boolean {
  const saved = addressOf(view, base)
  const options = (o: Readonly<Record<string, string | undefined>>) =>
    Object.entries({ ...usual, ...o })
      .filter(([, v]) => v !== undefined && v !== '')
      .map(([k, v]) => `${k}=${k === 'cols' ? v!.replace(/^(key,|title,)+/, '') : v}`)
      .sort()
      .join('&')
  return !sameQuery(join(base, saved.q, sort).q, join(base, shown.q, sort).q) || saved.view !== shown.view || options(saved.options) !== options(shown.options)
}
