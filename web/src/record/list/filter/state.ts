/**
 * The filter while one works at it: chips, and what is typed behind them. What is
 * typed filters at once; it becomes a chip with Enter.
 */
import { useRef, useState } from 'react'

import { type Node, parse } from '@/lib/query'
import { chipsOf } from '@/lib/query-edit'

import { joined, split, type Split } from './chips'

/** A moment after the last key: typing never waits for a list. */
const SOON = 80
/** What cannot be read yet is most likely not finished. */
const LATER = 700

export type OnQ = (q: string, how: 'push' | 'replace') => void

export interface FilterState extends Split {
  /** Where the draft begins in the query, from 0. */
  draftAt: number
  type: (draft: string, goingOn?: boolean) => void
  /** What is typed becomes chips, as far as it can be read. */
  commit: () => void
  setChips: (chips: readonly Node[]) => void
  /** Chips become text again: one, or all. */
  toText: (index?: number) => void
  clear: () => void
}

export function useFilter(q: string, onQ: OnQ): FilterState {
  const [state, setState] = useState<Split & { said: string; seen: string; text: boolean }>(() => ({ ...split(q), said: q, seen: q, text: false }))
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const own = useRef(new Set<string>())
  let now = state
  if (q !== state.seen) {
    // Our own words come back by way of the address; anything else was changed by
    // others, by a saved view or by going back.
    const mine = q === state.said || timer.current !== undefined || own.current.has(q)
    now = mine ? { ...state, seen: q } : { ...split(q), said: q, seen: q, text: false }
    setState(now)
  }
  const say = (next: Split & { text?: boolean }, wait: number, how: 'push' | 'replace') => {
    const said = joined(next).q
    clearTimeout(timer.current)
    const send = () => {
      timer.current = undefined
      own.current = new Set([...own.current, said].slice(-20))
      onQ(said, how)
    }
    setState({ chips: next.chips, draft: next.draft, rest: next.rest, said, seen: now.seen, text: next.text ?? false })
    if (wait > 0) timer.current = setTimeout(send, wait)
    else send()
  }
  const commit = () => {
    const { query } = parse(now.draft)
    if (!query) return say({ ...now, text: now.text }, 0, 'replace')
    const rest = query.sort.length > 0 || query.group ? split(joined(now).q).rest : now.rest
    say({ chips: [...now.chips, ...chipsOf(query)], draft: '', rest }, 0, 'push')
  }
  return {
    chips: now.chips,
    draft: now.draft,
    rest: now.rest,
    draftAt: joined(now).draftAt,
    commit,
    type: (draft, goingOn = false) => {
      const whole = endsTerm(draft)
      if (whole && !now.text) return say({ ...now, chips: [...now.chips, ...whole], draft: '' }, 0, 'push')
      say({ ...now, draft, text: now.text && draft !== '' }, parse(draft).query && !goingOn ? SOON : LATER, 'replace')
    },
    setChips: (chips) => say({ ...now, chips }, 0, 'push'),
    toText: (index) => {
      const chosen = index === undefined ? now.chips : [now.chips[index]!]
      const chips = index === undefined ? [] : now.chips.toSpliced(index, 1)
      const text = joined({ chips: chosen, draft: '', rest: '' }).q
      say({ chips, draft: [text, now.draft].filter(Boolean).join(' '), rest: now.rest, text: true }, 0, 'replace')
    },
    clear: () => say({ chips: [], draft: '', rest: now.rest }, 0, 'push'),
  }
}

/** A field's term that a space has ended; words may go on, so they stay. */
function endsTerm(draft: string): readonly Node[] | undefined {
  if (!draft.endsWith(' ') || /,\s+$/.test(draft)) return undefined
  const { query } = parse(draft)
  if (!query?.where || query.sort.length > 0 || query.group) return undefined
  const nodes = chipsOf(query)
  const inner = (n: Node): Node => (n.is === 'not' ? n.node : n)
  return nodes.every((n) => ['term', 'has', 'no', 'state'].includes(inner(n).is)) ? nodes : undefined
}
