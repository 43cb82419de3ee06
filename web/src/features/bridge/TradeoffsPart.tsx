import type { ReactNode } from 'react'

import { useList, useRecord } from '@/data/hooks'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { recordAddress, useLink } from '@/record/screen/address'
import { Owner } from '@/record/screen/Line'
import { ListStates } from '@/record/screen/ListStates'
import { Part } from '@/record/screen/Screen'
import { useAddressed } from '@/record/screen/shown'
import { useToday } from '@/record/screen/today'
import { Choices } from '@/record/tradeoff/Choices'
import { askedOf, isOpen, jobName } from '@/record/tradeoff/tradeoff'
import { Badge, StateBadge } from '@/ui/badge'
import { Segmented } from '@/ui/tabs'

/** What the two jobs ask each other; what waits comes first. */
export function TradeoffsPart({ product, ask }: { product: string; ask: ReactNode }) {
  const [which, setWhich] = useAddressed('tradeoffs')
  const list = useList({ q: which === 'all' ? 'type:tradeoff sort:-created' : 'type:tradeoff state:asked sort:needby,created', product, limit: 25 })
  return (
    <Part
      title={m.bridge_tradeoffs()}
      note={list.total}
      actions={
        <Segmented
          size="sm"
          label={m.bridge_tradeoffs()}
          value={which === 'all' ? 'all' : 'open'}
          onChange={(v) => setWhich(v === 'all' ? v : undefined)}
          options={[
            { value: 'open', label: m.screens_quick_open() },
            { value: 'all', label: m.screens_objectives_all() },
          ]}
        />
      }
    >
      <ListStates list={list} icon="scale" title={m.bridge_tradeoffs_none()} text={m.bridge_tradeoffs_none_text()} action={ask} rows={3}>
        <ul className="flex flex-col gap-4 pt-1">
          {list.ids.map((id) => (
            <One key={id} id={id} />
          ))}
        </ul>
      </ListStates>
    </Part>
  )
}

function One({ id }: { id: string }) {
  const record = useRecord(id)
  const link = useLink()
  const today = useToday()
  if (!record) return <li className="h-24" />
  const by = typeof record.needBy === 'string' ? record.needBy : undefined
  const late = by !== undefined && by < today && isOpen(record)
  return (
    <li className="border-b pb-4 last:border-b-0">
      <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
        <a {...link(recordAddress(record.key))} className="min-w-0 rounded font-medium hover:underline">
          <span className="keyed mr-1.5 text-12 font-normal text-text-faint">{record.key}</span>
          {record.title}
        </a>
        <Badge>{jobName(askedOf(record))}</Badge>
        {!isOpen(record) && <StateBadge state={record.state} category={record.category} />}
        {by && isOpen(record) && <span className={late ? 'text-12 text-red-text' : 'text-12 text-text-muted'}>{late ? m.bridge_overdue({ day: sayDay(by, today) }) : m.bridge_needed_on({ day: sayDay(by, today) })}</span>}
        <Owner id={record.createdBy} className="ml-auto" />
      </div>
      <Choices record={record} bare />
    </li>
  )
}
