import { attachClosestEdge, extractClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge'
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { memo, type MouseEvent, useCallback, useState } from 'react'

import { useMe, useMember, useRecord } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { FieldValue } from '@/record/fields/cell'
import { valueOf } from '@/record/fields/field'
import { useSelected } from '@/record/list/selection'
import { useToday } from '@/record/screen/today'
import { Avatar } from '@/ui/avatar'
import { Badge } from '@/ui/badge'
import { cx } from '@/ui/cx'
import { Icon, StateIcon } from '@/ui/icon'
import { Skeleton } from '@/ui/skeleton'
import { tip } from '@/ui/tooltip'

import { useHorizons } from './context'

export const CARD = 84
export const GAP = 8

interface CardProps {
  id: string
  column: string
  first: boolean
}

type Edge = 'top' | 'bottom' | undefined

/** A record in a column: its title, how sure one is, what for and when. */
export const Card = memo(function Card({ id, column, first }: CardProps) {
  const { selection, open, wanted, move, data } = useHorizons()
  const record = useRecord(id)
  const selected = useSelected(selection, id)
  const [edge, setEdge] = useState<Edge>()
  const drag = useCallback(
    (element: HTMLElement | null) => {
      if (!element) return undefined
      if (wanted.id === id) {
        wanted.id = undefined
        element.focus()
      }
      return combine(
        draggable({ element, getInitialData: () => ({ horizons: data, id, column }) }),
        dropTargetForElements({
          element,
          canDrop: ({ source }) => source.data.horizons === data && source.data.id !== id,
          getData: ({ input }) => attachClosestEdge({ id, column }, { input, element, allowedEdges: ['top', 'bottom'] }),
          onDrag: ({ self }) => setEdge(extractClosestEdge(self.data) as Edge),
          onDragLeave: () => setEdge(undefined),
          onDrop: ({ source, self }) => {
            setEdge(undefined)
            move(source.data.id as string, column, { id, edge: (extractClosestEdge(self.data) as Edge) ?? 'bottom' })
          },
        }),
      )
    },
    [data, id, column, move, wanted],
  )
  const press = (e: MouseEvent) => {
    if (e.metaKey || e.ctrlKey) return selection.toggle(id)
    selection.set([], id)
    open(id, 'panel')
  }
  return (
    // A button cannot be dragged in every browser; this behaves as one, with the keys of the columns.
    <div
      ref={drag}
      role="button"
      data-card={id}
      data-id={id}
      tabIndex={first ? 0 : -1}
      aria-pressed={selected}
      onFocus={() => selection.moveTo(id)}
      onClick={press}
      onDoubleClick={() => open(id, 'page')}
      className={cx('relative flex size-full cursor-grab flex-col gap-0.5 rounded border px-2.5 py-2 text-left select-none active:cursor-grabbing', selected ? 'border-accent bg-bg-selected' : 'border-line bg-bg-raised hover:border-line-strong')}
    >
      {record ? <Inside record={record} /> : <Skeleton width="70%" />}
      {edge && <span aria-hidden className={cx('absolute inset-x-0 h-0.5 rounded-full bg-accent', edge === 'top' ? '-top-[5px]' : '-bottom-[5px]')} />}
    </div>
  )
})

function Inside({ record }: { record: Rec }) {
  const { shown } = useHorizons()
  return (
    <>
      <span className="flex w-full items-center gap-1.5" {...tip(record.title)}>
        <StateIcon category={record.category} label={record.state} />
        <span className={cx('min-w-0 grow truncate font-medium', record.category === 'closed' && 'text-text-muted')}>{record.title}</span>
        <Owner id={record.owner} />
      </span>
      <span className="flex h-5 w-full min-w-0 items-center gap-1.5 text-12 text-text-muted">
        {shown.product && <Product id={record.product} />}
        {shown.objective && <FieldValue record={record} field={shown.objective} />}
      </span>
      <span className="mt-auto flex w-full min-w-0 items-center justify-between gap-2 text-12 text-text-muted">
        <Confidence record={record} />
        <span className="ml-auto">
          <Dates record={record} />
        </span>
      </span>
    </>
  )
}

function Product({ id }: { id: string | null }) {
  const product = useMe().products.find((p) => p.id === id)
  return product ? <Badge className="max-w-24">{product.title}</Badge> : null
}

function Owner({ id }: { id: string | null }) {
  const member = useMember(id)
  return member ? <Avatar id={member.id} name={member.name} size={18} /> : null
}

/** High, medium or low, as its number says; with a word, not the colour alone. */
function Confidence({ record }: { record: Rec }) {
  const { confidence } = useHorizons().shown
  const value = confidence && valueOf(record, confidence)
  if (typeof value !== 'number') return null
  const tone = value >= 80 ? 'green' : value >= 50 ? 'amber' : 'red'
  return (
    <span {...tip(m.views_horizons_confidence({ percent: value }))}>
      <Badge tone={tone} icon="gauge">
        {m.views_horizons_percent({ percent: value })}
      </Badge>
    </span>
  )
}

function Dates({ record }: { record: Rec }) {
  const { start, end } = useHorizons().shown
  const today = useToday()
  const [from, to] = [start, end].map((f) => (f ? (valueOf(record, f) as string | null) : null))
  if (!from && !to) return null
  return (
    <span className="tabular flex shrink-0 items-center gap-1">
      <Icon name="calendar" size={12} />
      {from && to ? m.views_horizons_dates({ from: sayDay(from, today), to: sayDay(to, today) }) : sayDay(to ?? from, today)}
    </span>
  )
}
