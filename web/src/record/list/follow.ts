/** Follows what is selected and what has the focus, as long as the list is there. */
import type { Data } from '@/data/data'
import { tellFocus } from '@/record/focus'

import type { Address } from './address'
import type { SelectionStore } from './selection'

/** The panel follows the focus once it rests. */
const REST = 120

export function follow(selection: SelectionStore, data: Data, set: Address['set']): () => void {
  const owner = {}
  let ids: ReadonlySet<string> | undefined
  let focus: string | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let taken = tellFocus(owner, { ids: [], place: 'list' })
  const tell = () => {
    if (selection.ids === ids && selection.focus === focus) return
    const moved = selection.focus !== focus
    ids = selection.ids
    focus = selection.focus
    taken = tellFocus(owner, { ids: ids.size > 0 ? [...ids] : focus === undefined ? [] : [focus], place: 'list' })
    const key = moved && focus !== undefined && new URLSearchParams(location.search).has('open') ? data.cache.get(focus)?.key : undefined
    clearTimeout(timer)
    if (key) timer = setTimeout(() => set({ open: key }, 'replace'), REST)
  }
  const off = selection.subscribe(tell)
  return () => {
    clearTimeout(timer)
    off()
    taken()
  }
}
