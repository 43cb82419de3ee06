import { memo, type ReactNode } from 'react'

import { useMember, useRecord } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { Avatar } from '@/ui/avatar'
import { cx } from '@/ui/cx'
import { Icon, KindIcon, StateIcon } from '@/ui/icon'

import { recordAddress, useLink } from './address'

interface LineProps {
  id: string
  /** At the end of the line. */
  note?: ReactNode
  /** Without its owner. */
  plain?: boolean
  /** Without its state, where all of a list have the same. */
  bare?: boolean
}

/** A record in one line, as a link to it. */
export const Line = memo(function Line({ id, note, plain, bare }: LineProps) {
  const r = useRecord(id)
  const link = useLink()
  if (!r) return <div className="h-8" />
  return (
    <a {...link(recordAddress(r.key))} className="-mx-2 flex h-8 min-w-0 items-center gap-2 rounded px-2 hover:bg-bg-hover">
      <KindIcon kind={r.kind} size={14} />
      <span className="keyed shrink-0 text-text-faint">{r.key}</span>
      {!bare && <HowFar record={r} />}
      <span className="min-w-0 flex-1 truncate">{r.title}</span>
      {note !== undefined && <span className="tabular shrink-0 text-12 text-text-muted">{note}</span>}
      {!plain && <Owner id={r.owner} />}
    </a>
  )
})

/** The face of who looks after a record; a gap of its size where nobody does. */
export function Owner({ id, className }: { id: string | null | undefined; className?: string }) {
  const person = useMember(id ?? undefined)
  if (!id) return <span className={cx('size-5 shrink-0', className)} />
  return <Avatar id={id} name={person?.name ?? ''} size={20} />
}

/** How far a record is: what was accepted is told from what was dropped, though both are closed. */
export function HowFar({ record: r }: { record: Rec }) {
  if (!r.category) return null
  if (r.category === 'closed' && r.doneAt) return <Icon name="badge-check" size={14} className="text-green" label={r.state} />
  return <StateIcon category={r.category} label={r.state} />
}
