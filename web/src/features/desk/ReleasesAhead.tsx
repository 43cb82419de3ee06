import { memo, useMemo } from 'react'

import { useLinks, useRecord } from '@/data/hooks'
import type { Link } from '@/data/types'
import { sayDay, sayDistance } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { screenAddress, useLink } from '@/record/screen/address'
import { useRecords } from '@/record/screen/records'
import { useToday } from '@/record/screen/today'
import { Icon, StateIcon } from '@/ui/icon'

import { DeskList } from './DeskList'
import { launches } from './figures'

/** The releases to come, the nearest first. */
export function ReleasesAhead({ product }: { product: string }) {
  return <DeskList title={m.desk_releases()} product={product} q={launches} to={screenAddress(product, 'releases')} most={5} none={m.desk_releases_none()} line={(id) => <Ahead id={id} product={product} />} />
}

const Ahead = memo(function Ahead({ id, product }: { id: string; product: string }) {
  const r = useRecord(id)
  const links = useLinks(id)
  const inside = useRecords(useMemo(() => featuresIn(links, id), [links, id]))
  const link = useLink()
  const today = useToday()
  if (!r) return <div className="h-8" />
  const due = typeof r.dueOn === 'string' ? r.dueOn : undefined
  const out = inside.filter((f) => f.category === 'done' || f.category === 'closed').length
  return (
    <a {...link(screenAddress(product, `releases/${r.key}`))} className="-mx-2 flex h-8 min-w-0 items-center gap-2 rounded px-2 hover:bg-bg-hover">
      <StateIcon category={r.category} label={r.state} />
      <span className="min-w-0 flex-1 truncate">{r.title}</span>
      {inside.length > 0 && <span className="tabular shrink-0 text-12 text-text-muted">{m.desk_release_features({ done: out, all: inside.length })}</span>}
      {due && due < today && <Icon name="circle-alert" size={14} className="text-amber" label={m.desk_release_late()} />}
      <span className="tabular shrink-0 text-12 text-text-faint" title={due && sayDistance(due, today)}>
        {due ? sayDay(due, today) : m.desk_no_day()}
      </span>
    </a>
  )
})

const featuresIn = (links: readonly Link[] | undefined, id: string) => (links ?? []).filter((l) => l.type === 'ships in' && l.to === id && l.fromKind === 'feature').map((l) => l.from)
