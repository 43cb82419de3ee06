import { memo, useState } from 'react'

import { useData } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { kindName } from '@/record/fields/fields'
import { QuickCreate } from '@/record/page/QuickCreate'
import { tellOutcome } from '@/record/screen/act'
import { recordAddress, useLink } from '@/record/screen/address'
import { useFind } from '@/record/screen/find'
import { useMay } from '@/record/screen/may'
import { Button } from '@/ui/button'
import { Picker } from '@/ui/combobox'
import { cx } from '@/ui/cx'
import { KindIcon } from '@/ui/icon'

import { fixOf, type Fix, type Gap } from './gaps'

interface GapRowProps {
  gap: Gap
  product: string
  current: boolean
}

/** One gap: the record, what is missing, and the link that closes it. */
export const GapRow = memo(function GapRow({ gap, product, current }: GapRowProps) {
  const link = useLink()
  const may = useMay('link.make', gap.product).may !== 'no'
  const fix = may ? fixOf(gap) : undefined
  return (
    <li aria-current={current || undefined} ref={current ? (el) => el?.scrollIntoView({ block: 'nearest' }) : undefined} className={cx('-mx-2 flex min-h-10 min-w-0 flex-wrap items-center gap-x-3 border-b px-2', current ? 'bg-bg-selected' : 'hover:bg-bg-hover')}>
      <a {...link(recordAddress(gap.key))} className="flex min-h-8 min-w-0 flex-1 items-center gap-2 rounded max-sm:basis-full">
        <KindIcon kind={gap.kind} size={14} label={kindName(gap.kind)} />
        <span className="keyed shrink-0 text-text-faint">{gap.key}</span>
        <span className="min-w-0 truncate">{gap.title}</span>
        <span className="shrink-0 text-12 text-text-faint">{gap.state}</span>
      </a>
      <span className="hidden text-12 text-text-muted lg:block">{gap.what}</span>
      {fix && <Fixing gap={gap} fix={fix} product={product} />}
    </li>
  )
})

/** Picks the record that the gap's one lacks, or makes it. */
function Fixing({ gap, fix, product }: { gap: Gap; fix: Fix; product: string }) {
  const data = useData()
  const find = useFind(fix.kinds, product)
  const [making, setMaking] = useState(false)
  const join = async (other: string | null) => {
    if (!other) return
    const [from, to] = fix.direction === 'out' ? [gap.id, other] : [other, gap.id]
    tellOutcome(await data.link(fix.type, from, to), m.desk_gap_closed({ key: gap.key }))
  }
  const what = kindName(fix.kinds[0]!).toLowerCase()
  return (
    <span className="flex shrink-0 gap-1 max-sm:pb-2">
      <Picker label={m.desk_gap_fix({ kind: what })} value={null} onPick={(id) => void join(id)} search={find} align="end" className="w-96 max-w-[92vw]" trigger={<Button size="sm" icon="link" data-fix={gap.id}>{m.desk_gap_fix({ kind: what })}</Button>} />
      {fix.make && (
        <Button size="sm" variant="ghost" icon="plus" onClick={() => setMaking(true)}>
          {m.screens_new({ kind: kindName(fix.make.kind).toLowerCase() })}
        </Button>
      )}
      {making && fix.make && <QuickCreate kind={fix.make.kind} product={product} values={{ [fix.make.field]: [gap.id] }} onDone={() => setMaking(false)} />}
    </span>
  )
}
