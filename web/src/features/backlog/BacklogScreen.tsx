/**
 * The backlog: what is to be done, in its order, with the line of the next
 * sprints drawn through it.
 */
import { useMemo } from 'react'

import { useList } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { RecordList } from '@/record/list/RecordList'
import { useCalm } from '@/record/screen/calm'
import { QuickFilters } from '@/record/screen/QuickFilters'
import { useRecords } from '@/record/screen/records'
import { useAddressed } from '@/record/screen/shown'

import { linesOf, marksOf } from './lines'
import { backlog, past, planned, quick } from './queries'

/** As far down as the lines of the next sprints are looked for. */
const depth = 200

export function BacklogScreen({ product }: { product: string }) {
  const [q] = useAddressed('q')
  const marks = useMarks(product)
  return (
    <RecordList
      screen="backlog"
      name={m.screens_backlog()}
      product={product}
      kinds={['story', 'bug', 'task', 'spike']}
      base={backlog}
      views={['table', 'board', 'tree']}
      defaults={{ sort: 'rank', cols: 'link.feature,sprint,estimate,priority,state,owner' }}
      actions={
        <QuickFilters
          filters={[
            { label: m.screens_quick_mine(), q: quick.mine },
            { label: m.screens_quick_unsized(), q: quick.unsized },
            { label: m.screens_quick_threadless(), q: quick.threadless },
            { label: m.screens_quick_blocked(), q: quick.blocked },
          ]}
        />
      }
      marks={q ? undefined : marks}
      empty={{ icon: 'list-ordered', title: m.screens_backlog_empty(), text: m.screens_backlog_empty_text() }}
    />
  )
}

/** The lines of the next sprints, by the order and the estimates as they are now. */
function useMarks(product: string) {
  const calm = useCalm()
  const items = useList(calm ? { q: `${backlog} sort:rank`, product, limit: depth } : undefined)
  const next = useList(calm ? { q: planned, product, limit: 4 } : undefined)
  const before = useList(calm ? { q: past, product, limit: 4 } : undefined)
  const work = useRecords(items.ids)
  const boxes = useRecords(next.ids)
  const known = useRecords(before.ids)
  const active = known.find((s) => s.category === 'doing')?.id
  return useMemo(() => marksOf(linesOf(work, boxes, known, active, items.status === 'ready' && !items.more), items.ids), [work, boxes, known, active, items])
}
