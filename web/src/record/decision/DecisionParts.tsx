/** A decision on its page: who has which part in it, the options, what was decided, and what followed. */
import { useState } from 'react'

import { useData, useMe, useMember, useRecord, useRight } from '@/data/hooks'
import { rightTo } from '@/data/rights'
import type { Rec } from '@/data/types'
import { addDays } from '@/lib/scale'
import { sayDay, sayDistance } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { proposes } from '@/record/fields/editor-options'
import { RecordField } from '@/record/fields/editor-record'
import { fieldsOf } from '@/record/fields/fields'
import { useRecordLink } from '@/record/page/opener'
import { tellOutcome } from '@/record/screen/act'
import { useToday } from '@/record/screen/today'
import { Badge } from '@/ui/badge'
import { Button } from '@/ui/button'
import { SectionHeader } from '@/ui/layout'
import { Callout } from '@/ui/state'
import { tip } from '@/ui/tooltip'

import { DecideDialog } from './DecideDialog'
import { missingOf, standsOf, text } from './decision'
import { Effects } from './Effects'
import { OptionCards } from './OptionCards'
import { Missing, People, WhoDecides } from './People'

export function DecisionParts({ record }: { record: Rec }) {
  const data = useData()
  const me = useMe().member.id
  const today = useToday()
  const [deciding, setDeciding] = useState(false)
  const approver = text(record.approver)
  const open = record.category === 'todo' && !record.archivedAt
  const may = open && (approver ? approver === me : rightTo(data, 'decision.record', record.product).may === 'act')
  const stands = standsOf(record, today, addDays(today, 7))
  const due = text(record.dueOn)
  return (
    <>
      <section aria-label={m.daci_people()} className="flex flex-col gap-1">
        <SectionHeader
          title={m.daci_people()}
          actions={
            open && (
              <>
                {due && <Badge tone={stands === 'overdue' ? 'red' : stands === 'due' ? 'amber' : 'neutral'} icon={stands === 'overdue' ? 'circle-alert' : undefined}>{stands === 'overdue' ? m.daci_overdue({ day: sayDay(due, today) }) : m.daci_due({ when: sayDistance(due, today) })}</Badge>}
                <WhoDecides id={approver} onDecide={may ? () => setDeciding(true) : undefined} />
              </>
            )
          }
        />
        <People record={record} />
        {open && <Missing needs={missingOf(record)} />}
      </section>
      <OptionCards record={record} />
      {record.category !== 'todo' && <Decided record={record} />}
      {record.category === 'done' && <Review record={record} due={stands === 'review'} />}
      <Superseded record={record} />
      <Effects record={record} />
      {deciding && <DecideDialog record={record} onClose={() => setDeciding(false)} />}
    </>
  )
}

function Decided({ record }: { record: Rec }) {
  const today = useToday()
  const who = useMember(text(record.decidedBy))
  const on = text(record.decidedOn)
  if (!on) return null
  return <p className="text-13 text-text-muted">{who ? m.daci_decided_by({ who: who.name, day: sayDay(on, today) }) : m.daci_decided_on({ day: sayDay(on, today) })}</p>
}

/** Its day to be looked at again has come: it holds for another while, or it is done with. */
function Review({ record, due }: { record: Rec; due: boolean }) {
  const data = useData()
  const today = useToday()
  const right = useRight(record, 'reviewOn')
  if (!due) return null
  const set = (reviewOn: string | null, said: string) => void data.change(record.id, { reviewOn }).then((o) => tellOutcome(o, said))
  return (
    <Callout
      tone="amber"
      title={m.daci_review_due({ day: sayDay(text(record.reviewOn), today) })}
      actions={
        right.may !== 'no' && (
          <>
            <Button size="sm" {...tip(proposes(right))} onClick={() => set(addDays(today, 90), m.daci_reviewed({ day: sayDay(addDays(today, 90), today) }))}>
              {m.daci_review_again()}
            </Button>
            <Button size="sm" {...tip(proposes(right))} onClick={() => set(null, m.daci_review_ended())}>
              {m.daci_review_end()}
            </Button>
          </>
        )
      }
    >
      {m.daci_review_text()}
    </Callout>
  )
}

function Superseded({ record }: { record: Rec }) {
  const by = useRecord(text(record.supersededBy))
  const link = useRecordLink()
  const right = useRight(record, 'supersededBy')
  const field = fieldsOf(record.kind).find((f) => f.name === 'supersededBy')
  if (!field || (record.category === 'todo' && !by)) return null
  if (right.may === 'no' && !by) return null
  return (
    <div className="flex min-h-8 min-w-0 flex-wrap items-center gap-x-2 text-13">
      <span className="text-12 text-text-muted">{m.daci_superseded_by()}</span>
      {by && right.may === 'no' ? (
        <a {...link(by.key)} className="min-w-0 truncate hover:underline">
          <span className="keyed text-text-faint">{by.key}</span> {by.title}
        </a>
      ) : (
        <RecordField record={record} field={field} empty={m.daci_not_superseded()} />
      )}
    </div>
  )
}
