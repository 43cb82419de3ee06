import { memo } from 'react'

import { useList, useRecord } from '@/data/hooks'
import { number } from '@/lib/measure'
import { progressOf } from '@/lib/sprint'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { recordAddress, screenAddress, useLink } from '@/record/screen/address'
import { CountFigure } from '@/record/screen/Figure'
import { ProgressLine } from '@/record/screen/ProgressLine'
import { useRecords } from '@/record/screen/records'
import { sizedOf } from '@/record/screen/sized'
import { useToday } from '@/record/screen/today'
import { tip } from '@/ui/tooltip'

import { DeskList } from './DeskList'
import { bets, settledBets, within } from './figures'

/** Features in flight that carry a hypothesis, and those whose bet was settled. */
export function Bets({ product }: { product: string }) {
  const settled = settledBets(useToday())
  return (
    <div>
      <DeskList title={m.desk_bets()} product={product} q={bets} to={screenAddress(product, 'roadmap', { q: within(bets), view: 'table' })} most={4} none={m.desk_bets_none()} line={(id) => <Bet id={id} />} />
      <CountFigure product={product} q={settled} on={['feature']} icon="flag" label={m.desk_bets_settled()} to={screenAddress(product, 'roadmap', { q: within(settled), view: 'table' })} />
    </div>
  )
}

const Bet = memo(function Bet({ id }: { id: string }) {
  const r = useRecord(id)
  const list = useList(r && { q: `type:story,bug,task,spike feature:${r.key}`, product: r.product ?? undefined, limit: 200 })
  const p = progressOf(useRecords(list.ids).map(sizedOf))
  const link = useLink()
  const today = useToday()
  if (!r) return <div className="h-8" />
  return (
    <a {...link(recordAddress(r.key))} {...tip(String(r.hypothesis || ''))} className="-mx-2 grid h-8 grid-cols-[minmax(0,1fr)_4rem_3.25rem_3.5rem] items-center gap-2 rounded px-2 hover:bg-bg-hover">
      <span className="truncate">{r.title}</span>
      <ProgressLine progress={p} label={r.title} />
      <span className="tabular text-right text-12 whitespace-nowrap text-text-muted">{m.screens_of({ done: number(p.done.items + p.accepted.items), all: number(p.all.items) })}</span>
      <span className="tabular text-right text-12 text-text-faint">{sayDay(r.endOn as string | null, today)}</span>
    </a>
  )
})
