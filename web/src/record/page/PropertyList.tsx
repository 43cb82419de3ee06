import { useState } from 'react'

import { useLinks, useMe, useMember, useRight } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { dayIn, sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { isEmpty } from '@/record/fields/cell'
import { linkedIds } from '@/record/fields/cell-parts'
import { RecordField } from '@/record/fields/editor-record'
import { type Field, valueOf } from '@/record/fields/field'
import { useFields } from '@/record/fields/fields'
import { useToday } from '@/record/screen/today'
import { Button } from '@/ui/button'
import { tip } from '@/ui/tooltip'

import { propertiesOf, type GroupName } from './properties'
import { useRecordLink } from './opener'

const names: Record<GroupName, () => string> = { main: m.record_group_main, planning: m.record_group_planning, own: m.record_group_own }

/** The fields of a record, each changed where it is read. */
export function PropertyList({ record }: { record: Rec }) {
  const [all, setAll] = useState(false)
  const fields = useFields(record.product ?? undefined, [record.kind])
  const links = useLinks(record.id)
  const filled = (f: Field) => (f.type === 'link' ? linkedIds(links ?? [], record.id, f).length > 0 : !isEmpty(valueOf(record, f)))
  const right = useRight(record, 'title')
  const { groups, more: empty } = propertiesOf(fields, filled)
  // Whoever cannot fill them is not shown what is empty.
  const more = right.may === 'no' ? [] : empty
  return (
    <div className="flex flex-col gap-1 border-y border-line py-2 @4xl:gap-3 @4xl:border-0 @4xl:py-0">
      {groups.map((g, i) => (
        <section key={g.name} aria-label={names[g.name]()} className={i > 0 ? '@4xl:border-t @4xl:border-line @4xl:pt-3' : undefined}>
          {i > 0 && <h2 className="mb-0.5 hidden text-12 font-medium text-text-faint @4xl:block">{names[g.name]()}</h2>}
          <Rows record={record} fields={g.fields} />
        </section>
      ))}
      {all && <Rows record={record} fields={more} />}
      {more.length > 0 && (
        <div>
          <Button size="sm" variant="ghost" icon={all ? 'chevron-up' : 'chevron-down'} aria-expanded={all} onClick={() => setAll(!all)} className="-ml-1.5 text-text-muted">
            {all ? m.record_less() : m.record_more({ count: more.length })}
          </Button>
        </div>
      )}
      <About record={record} />
    </div>
  )
}

function Rows({ record, fields }: { record: Rec; fields: readonly Field[] }) {
  return (
    <dl className="grid grid-cols-1 gap-x-6 @md:grid-cols-2 @4xl:grid-cols-1">
      {fields.map((f) => (
        <div key={f.name} data-field={f.name} className="grid min-h-8 grid-cols-[5rem_minmax(0,1fr)] items-center gap-2 @4xl:grid-cols-[7rem_minmax(0,1fr)]">
          <dt className="truncate text-12 text-text-muted first-letter:uppercase" {...tip(f.help)}>
            {f.label}
          </dt>
          <dd className="min-w-0">
            <RecordField record={record} field={f} className="w-full" />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Who made it and when, and where it belongs. */
function About({ record }: { record: Rec }) {
  const me = useMe()
  const today = useToday()
  const by = useMember(record.createdBy)
  const link = useRecordLink()
  const product = me.products.find((p) => p.id === record.product)
  const zone = me.workspace.zone
  const created = sayDay(dayIn(record.createdAt, zone), today)
  return (
    <footer className="flex flex-wrap gap-x-3 border-line text-12 text-text-faint @4xl:flex-col @4xl:border-t @4xl:pt-3">
      {product && (
        <p>
          <a {...link(product.key)} className="inline-flex min-h-6 items-center hover:underline">
            {product.title}
          </a>
        </p>
      )}
      <p>{by ? m.record_created_by({ day: created, person: by.name }) : m.record_created({ day: created })}</p>
      <p>{m.record_updated({ day: sayDay(dayIn(record.updatedAt, zone), today) })}</p>
    </footer>
  )
}
