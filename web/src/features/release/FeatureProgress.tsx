import { memo } from 'react'

import type { Rec } from '@/data/types'
import { number } from '@/lib/measure'
import { progressOf } from '@/lib/sprint'
import { m } from '@/locales/gen/messages.js'
import { recordAddress, useLink } from '@/record/screen/address'
import { ProgressLine } from '@/record/screen/ProgressLine'
import { sizedOf } from '@/record/screen/sized'
import { KindIcon, StateIcon } from '@/ui/icon'

/** A feature of a release and how far its work has come. */
export const FeatureProgress = memo(function FeatureProgress({ feature: f, items }: { feature: Rec; items: readonly Rec[] }) {
  const link = useLink()
  const p = progressOf(items.map(sizedOf))
  return (
    <a {...link(recordAddress(f.key))} className="-mx-2 grid min-h-9 grid-cols-[minmax(0,1fr)_7rem_5rem] items-center gap-3 rounded px-2 hover:bg-bg-hover">
      <span className="flex min-w-0 items-center gap-2">
        <KindIcon kind="feature" size={14} />
        <span className="keyed shrink-0 text-text-faint">{f.key}</span>
        <StateIcon category={f.category} label={f.state} />
        <span className="truncate">{f.title}</span>
      </span>
      {p.all.items > 0 ? <ProgressLine progress={p} label={f.title} /> : <span className="text-12 text-amber-text">{m.screens_feature_bare()}</span>}
      <span className="tabular text-right text-12 text-text-muted">{p.all.items > 0 && m.screens_of({ done: number(p.done.items + p.accepted.items), all: number(p.all.items) })}</span>
    </a>
  )
})
