/** Follows what is selected and what has the focus, as long as the list is there. */
import type { Data } from '@/data/data'
import { tellFocus } from '@/record/focus'

import type { Address } from './address'
import type { SelectionStore } from './selection'

/** The panel follows the focus once it rests. */
const REST = 120
/** So many selected are told of once the list has been drawn. */
const MANY = 500

export function follow(selection: SelectionStore, data: Data, set: Address['set']): () => void {
  const owner = {}
  let ids: ReadonlySet<string> | undefined
  let focus: string | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let telling: ReturnType<typeof setTimeout> | undefined
  let taken = tellFocus(owner, { ids: [], place: 'list' })
  const say = () => {
    taken = tellFocus(owner, { ids: selection.ids.size > 0 ? [...selection.ids] : selection.focus === undefined ? [] : [selection.focus], place: 'list' })
  }
  const tell = () => {
    if (selection.ids === ids && selection.focus === focus) return
    const moved = selection.focus !== focus
    ids = selection.ids
    focus = selection.focus
    clearTimeout(telling)
    if (ids.size > MANY) telling = setTimeout(say)
    else say()
    const key = moved && focus !== undefined && new URLSearchParams(location.search).has('open') ? data.cache.get(focus)?.key : undefined
    clearTimeout(timer)
    if (key) timer = setTimeout(() => set({ open: key }, 'replace'), REST)
  }
  const off = selection.subscribe(tell)
  return () => {
    clearTimeout(timer)
    clearTimeout(telling)
    off()
    taken()
  }
}
