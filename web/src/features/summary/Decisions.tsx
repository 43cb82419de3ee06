import { useList, useMember } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { text } from '@/record/decision/decision'
import { recordAddress } from '@/record/screen/address'
import { useRecords } from '@/record/screen/records'

import { Block, Name, Row, Said } from './Block'
import type { Of } from './of'

const most = 5

/** Decisions that are still awaited: from whom, and by when. */
export function Decisions({ of }: { of: Of }) {
  const list = useList({ ...of.query('type:decision category:todo,doing sort:dueon'), limit: 20 })
  const records = useRecords(list.ids)
  return (
    <Block title={m.summary_decisions()} to={of.opens('decisions')} counted={of.opens('decisions', { q: 'is:open', sort: 'dueon' })} count={list.total ?? list.ids.length} ready={list.status === 'ready'} error={list.error} onRetry={list.retry} none={list.ids.length === 0 && m.summary_decisions_none()}>
      {records.slice(0, most).map((r) => (
        <Awaited key={r.id} record={r} today={of.today} />
      ))}
    </Block>
  )
}

function Awaited({ record: r, today }: { record: Rec; today: string }) {
  const who = useMember(text(r.approver))
  const due = text(r.dueOn)
  return (
    <Row to={recordAddress(r.key)}>
      <Name>{r.title}</Name>
      <Said warn={!who}>{who ? m.summary_decides({ name: who.name }) : m.summary_nobody_decides()}</Said>
      <Said warn={due !== undefined && due < today}>{due ? sayDay(due, today) : m.desk_no_day()}</Said>
    </Row>
  )
}
