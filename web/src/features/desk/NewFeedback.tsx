import { useRecord } from '@/data/hooks'
import { sayDistance } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { screenAddress, useLink } from '@/record/screen/address'
import { useToday } from '@/record/screen/today'

import { DeskList } from './DeskList'
import { unheard } from './figures'

/** Customers' words that nobody has heard yet, the newest first. */
export function NewFeedback({ product, most }: { product: string; most: number }) {
  return <DeskList title={m.desk_feedback()} product={product} q={`${unheard} sort:-saidon,-created`} to={screenAddress(product, 'feedback')} most={most} none={m.desk_feedback_none()} line={(id) => <Words id={id} product={product} />} />
}

function Words({ id, product }: { id: string; product: string }) {
  const r = useRecord(id)
  const account = useRecord(typeof r?.account === 'string' ? r.account : undefined)
  const today = useToday()
  const link = useLink()
  if (!r) return <div className="h-8" />
  return (
    <a {...link(screenAddress(product, 'feedback', { at: id }))} className="-mx-2 flex h-8 min-w-0 items-center gap-2 rounded px-2 hover:bg-bg-hover">
      <span className="min-w-0 flex-1 truncate">{r.title}</span>
      {account && <span className="max-w-28 truncate text-12 text-text-muted">{account.title}</span>}
      <span className="tabular shrink-0 text-12 text-text-faint">{sayDistance(String(r.saidOn ?? r.createdAt.slice(0, 10)), today)}</span>
    </a>
  )
}
