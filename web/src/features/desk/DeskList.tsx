import type { ReactNode } from 'react'

import { useList } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { useLink } from '@/record/screen/address'
import { Line } from '@/record/screen/Line'
import { AllOf, Failed, Waiting } from '@/record/screen/PartStates'
import { Part } from '@/record/screen/Screen'

interface DeskListProps {
  title: string
  product: string
  q: string
  /** The screen that shows all of them. */
  to: string
  most: number
  /** What to say where there are none. */
  none: string
  /** A line of one's own for a record. */
  line?: (id: string) => ReactNode
  actions?: ReactNode
  /** Shown above the lines. */
  children?: ReactNode
}

/** The first few of a list on a desk, and the way to all of them. */
export function DeskList({ title, product, q, to, most, none, line, actions, children }: DeskListProps) {
  const list = useList({ q, product, limit: Math.max(most, 20) })
  const link = useLink()
  const count = list.total ?? (list.more ? undefined : list.ids.length)
  return (
    <Part
      title={title}
      note={list.status === 'ready' && count !== undefined && count > 0 ? <AllOf count={count} to={to} /> : undefined}
      actions={actions}
    >
      {children}
      {list.status === 'loading' && list.ids.length === 0 && <Waiting rows={Math.min(most, 3)} />}
      {list.status === 'error' && list.ids.length === 0 && <Failed text={list.error?.detail} onRetry={list.retry} />}
      {list.status === 'ready' && list.ids.length === 0 && <p className="py-1.5 text-text-muted">{none}</p>}
      {list.ids.slice(0, most).map((id) => (line ? <div key={id}>{line(id)}</div> : <Line key={id} id={id} />))}
      {list.ids.length > most && (
        <a {...link(to)} className="flex h-7 items-center rounded text-12 text-text-muted hover:text-text hover:underline">
          {m.desk_and_more({ count: (count ?? list.ids.length) - most })}
        </a>
      )}
    </Part>
  )
}
