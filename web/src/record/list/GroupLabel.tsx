import { useMember } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { RecordChip } from '@/record/fields/cell-parts'
import type { Field } from '@/record/fields/field'
import { kindName } from '@/record/fields/fields'
import { Avatar } from '@/ui/avatar'
import { KindIcon, StateIcon } from '@/ui/icon'

interface Props {
  field: Field | undefined
  value: string
  /** As the server calls it. */
  label?: string
  category?: string
}

/** What a group, a column or a lane is called, with its sign. */
export function GroupLabel({ field, value, label, category }: Props) {
  if (value === '') return <span className="truncate text-text-muted">{field?.none ?? m.views_list_without({ field: (field?.label ?? '').toLocaleLowerCase() })}</span>
  if (field?.type === 'person') return <Person id={value} label={label} />
  if (field?.type === 'record') return <RecordChip id={value} />
  if (field?.type === 'state')
    return (
      <span className="inline-flex min-w-0 items-center gap-1.5">
        {category !== undefined && <StateIcon category={category} />}
        <span className="truncate first-letter:uppercase">{label ?? value}</span>
      </span>
    )
  if (field?.name === 'kind')
    return (
      <span className="inline-flex min-w-0 items-center gap-1.5">
        <KindIcon kind={value} size={14} />
        <span className="truncate">{kindName(value)}</span>
      </span>
    )
  const shown = field?.values?.find((v) => v.value === value)?.label ?? label ?? value
  return <span className="truncate first-letter:uppercase">{shown}</span>
}

function Person({ id, label }: { id: string; label?: string }) {
  const name = useMember(id)?.name ?? label ?? ''
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5">
      <Avatar id={id} name={name} size={18} plain />
      <span className="truncate">{name}</span>
    </span>
  )
}
