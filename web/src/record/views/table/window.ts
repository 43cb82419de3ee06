/** What of a long table is drawn: which rows are asked for, and which fly past unread. */
import { useMemo, useRef, useState } from 'react'

import type { TableControl } from './control'
import type { Layout } from './layout'

/** Rows are asked for in blocks, so that scrolling asks seldom. */
const BLOCK = 40

/** The row that takes the focus when none has it: the one in focus, else the first. */
export function useEntry(table: TableControl, layout: Layout): string | undefined {
  const { focus } = table.selection
  return focus !== undefined && layout.lineOf(focus) >= 0 ? focus : layout.order[0]
}

/** The keys of lines; other ones when lines of other heights stand elsewhere, so that all is counted anew. */
export function useHeights(layout: Layout): (index: number) => number {
  const [kept, setKept] = useState(() => ({ layout, key: (index: number) => index }))
  if (kept.layout !== layout && !kept.layout.sameHeights(layout)) {
    setKept({ layout, key: (index) => index })
  }
  return kept.key
}

/** The ids of the rows in sight and a little more. */
export function useBlock(layout: Layout, first: number, last: number): readonly string[] {
  const from = Math.max(0, Math.floor(first / BLOCK) * BLOCK - BLOCK)
  const to = Math.min(layout.count, (Math.floor(last / BLOCK) + 2) * BLOCK)
  return useMemo(() => {
    const ids: string[] = []
    for (let i = from; i < to; i++) {
      const line = layout.at(i)
      if (line?.is === 'row') ids.push(line.id)
    }
    return ids
  }, [layout, from, to])
}

/** Past more than this part of the window at once nothing can be read. */
const FLYING = 0.25

/**
 * Says of a row whether it is drawn as a mere bar: those that come into sight while
 * the list flies past. What has been drawn once stays as it is.
 */
export function useFleeting(scrolling: boolean, top: number, height: number): { flying: boolean; is: (id: string) => boolean } {
  const before = useRef({ top, drawn: new Set<string>() })
  const flying = scrolling && height > 0 && Math.abs(top - before.current.top) > height * FLYING
  const { drawn } = before.current
  const next = new Set<string>()
  before.current = { top, drawn: next }
  return {
    flying,
    is: (id) => {
      const bar = flying && !drawn.has(id)
      if (!bar) next.add(id)
      return bar
    },
  }
}
