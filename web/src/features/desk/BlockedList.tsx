import { useLinks, useRecord } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { screenAddress } from '@/record/screen/address'
import { Line } from '@/record/screen/Line'

import { DeskList } from './DeskList'
import { blocked, within } from './figures'

/** What cannot go on, and what holds it. */
export function BlockedList({ product }: { product: string }) {
  return <DeskList title={m.desk_blocked()} product={product} q={blocked} to={screenAddress(product, 'backlog', { q: within(blocked) })} most={8} none={m.desk_blocked_none()} line={(id) => <Held id={id} />} />
}

function Held({ id }: { id: string }) {
  const links = useLinks(id)
  const by = links?.filter((l) => l.type === 'blocks' && l.to === id).map((l) => l.from) ?? []
  return <Line id={id} plain note={by[0] && <By id={by[0]} more={by.length - 1} />} />
}

function By({ id, more }: { id: string; more: number }) {
  const r = useRecord(id)
  if (!r) return null
  return <span title={r.title}>{more > 0 ? m.desk_blocked_by_more({ key: r.key, count: more }) : m.desk_blocked_by({ key: r.key })}</span>
}
