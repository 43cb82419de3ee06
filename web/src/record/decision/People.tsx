import { useData, useMember, useMembers, useRight } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { proposes, usePersonOptions } from '@/record/fields/editor-options'
import { RecordField } from '@/record/fields/editor-record'
import { fieldsOf } from '@/record/fields/fields'
import { tellOutcome } from '@/record/screen/act'
import { Avatar } from '@/ui/avatar'
import { Button } from '@/ui/button'
import { Picker } from '@/ui/combobox'
import { Icon } from '@/ui/icon'
import { tip } from '@/ui/tooltip'

import { peopleOf } from './decision'

/** Who drives, who decides, who has a voice, who is told: exactly one of each of the first two. */
export function People({ record }: { record: Rec }) {
  const fields = fieldsOf(record.kind)
  const one = (name: 'driver' | 'approver', hint: string) => {
    const field = fields.find((f) => f.name === name)
    return (
      field && (
        <Row label={field.label} hint={hint}>
          <RecordField record={record} field={field} className="w-full" />
        </Row>
      )
    )
  }
  return (
    <dl className="grid grid-cols-1 gap-x-6 @md:grid-cols-2">
      {one('driver', m.daci_driver_hint())}
      {one('approver', m.daci_approver_hint())}
      <Row label={m.daci_contributors()} hint={m.daci_contributors_hint()}>
        <Several record={record} field="contributors" label={m.daci_contributors()} />
      </Row>
      <Row label={m.daci_informed()} hint={m.daci_informed_hint()}>
        <Several record={record} field="informed" label={m.daci_informed()} />
      </Row>
    </dl>
  )
}

function Row({ label, hint, children }: { label: string; hint: string; children: React.ReactNode }) {
  return (
    <div className="grid min-h-8 grid-cols-[7rem_minmax(0,1fr)] items-start gap-2">
      <dt className="py-1.5 text-12 text-text-muted" {...tip(hint)}>
        {label}
      </dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  )
}

/** Several people, chosen from all. */
function Several({ record, field, label }: { record: Rec; field: 'contributors' | 'informed'; label: string }) {
  const data = useData()
  const right = useRight(record, field)
  const options = usePersonOptions().filter((o) => o.value !== '' && o.value !== record.approver)
  const list = peopleOf(record, field)
  const names = useMembers()
  const readOnly = right.may === 'no' || Boolean(record.archivedAt)
  const shown = list.length > 0 ? list.map((id) => <Person key={id} id={id} />) : <span className="text-text-faint">{m.daci_nobody()}</span>
  if (readOnly) return <span className="flex min-h-7 flex-wrap items-center gap-x-2 gap-y-1 px-1.5 py-0.5">{shown}</span>
  const said = list.flatMap((id) => names.find((p) => p.id === id)?.name ?? []).join(', ')
  return (
    <Picker
      multiple
      label={label}
      options={options}
      value={list}
      onPick={(next) => void data.change(record.id, { [field]: next }).then((o) => 'refused' in o && tellOutcome(o))}
      trigger={
        <button type="button" aria-label={m.daci_choose({ label, people: said || m.daci_nobody() })} {...tip(proposes(right))} className="flex min-h-7 w-full flex-wrap items-center gap-x-2 gap-y-1 rounded-sm px-1.5 py-0.5 text-left hover:bg-bg-hover data-popup-open:bg-bg-hover">
          {shown}
        </button>
      }
    />
  )
}

function Person({ id }: { id: string }) {
  const who = useMember(id)
  return (
    <span className="inline-flex min-w-0 items-center gap-1 text-13">
      <Avatar id={id} name={who?.name ?? ''} size={18} plain />
      <span className="truncate">{who?.name}</span>
    </span>
  )
}

/** Says in a line what is missing. */
export function Missing({ needs }: { needs: readonly string[] }) {
  if (needs.length === 0) return null
  return (
    <p className="flex items-start gap-1.5 text-12 text-amber-text">
      <Icon name="triangle-alert" size={14} className="mt-0.5 shrink-0" />
      {m.daci_needs({ needs: needs.join(', ') })}
    </p>
  )
}

/** A button that says what the two do, for those who are not the approver. */
export function WhoDecides({ id, onDecide }: { id: string | undefined; onDecide?: () => void }) {
  const who = useMember(id)
  if (onDecide)
    return (
      <Button size="sm" variant="primary" icon="gavel" onClick={onDecide}>
        {m.daci_decide()}
      </Button>
    )
  return <span className="text-12 text-text-muted">{who ? m.daci_who_decides({ who: who.name }) : m.daci_nobody_decides()}</span>
}
