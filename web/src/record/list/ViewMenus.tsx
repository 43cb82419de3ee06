/** The settings of a view: what it groups and sorts by, its lanes. */
import type { Order } from '@/lib/query'
import { m } from '@/locales/gen/messages.js'
import type { Field } from '@/record/fields/field'
import { Button } from '@/ui/button'
import { Picker } from '@/ui/combobox'
import { Icon } from '@/ui/icon'
import { Menu, type MenuItem } from '@/ui/menu'

interface ByProps {
  label: string
  icon: string
  fields: readonly Field[]
  value: string | undefined
  /** The fields that can be chosen. */
  can: (field: Field) => boolean
  onChange: (name: string | undefined) => void
  /** There is always one: a board has columns. */
  required?: string
}

const NONE = ''

/** Group by, or lanes by: one of the fields, or none. */
export function ByMenu({ label, icon, fields, value, can, onChange, required }: ByProps) {
  const options = fields.filter(can)
  const chosen = options.find((f) => f.name === value || f.query === value) ?? options.find((f) => f.name === required)
  return (
    <Picker
      label={label}
      align="end"
      trigger={
        <Button variant="ghost" size="sm" icon={icon}>
          {chosen ? m.views_list_by({ label, field: chosen.label }) : label}
        </Button>
      }
      options={[...(required ? [] : [{ value: NONE, label: m.views_list_ungrouped() }]), ...options.map((f) => ({ value: f.name, label: f.label }))]}
      value={chosen?.name ?? NONE}
      onPick={(name) => onChange(name || undefined)}
    />
  )
}

interface SortProps {
  fields: readonly Field[]
  sort: readonly Order[]
  onSort: (sort: Order[]) => void
}

/** What the list is sorted by; the order made by hand is one of them. */
export function SortMenu({ fields, sort, onSort }: SortProps) {
  const first = sort[0]
  const can = fields.filter((f) => f.sortable && f.query)
  const labelOf = (name: string) => (name === 'rank' ? m.views_list_by_rank() : (can.find((f) => f.query === name)?.label ?? name))
  const items: MenuItem[] = [
    { label: m.views_list_by_rank(), icon: 'list-ordered', checked: first === undefined || first.field === 'rank', onSelect: () => onSort([]) },
    'separator',
    ...can.map((f): MenuItem => ({ label: f.label, checked: first?.field === f.query, onSelect: () => onSort([{ field: f.query!, desc: first && first.field === f.query ? !first.desc : isLatestFirst(f) }]) })),
    'separator',
    { label: m.views_list_descending(), icon: 'arrow-down', checked: first?.desc ?? false, disabled: first === undefined || first.field === 'rank', onSelect: () => first && onSort([{ ...first, desc: !first.desc }, ...sort.slice(1)]) },
  ]
  return (
    <Menu
      align="end"
      trigger={
        <Button variant="ghost" size="sm" icon={<Icon name={first?.desc ? 'arrow-down' : 'arrow-up'} size={14} />}>
          {m.views_list_by({ label: m.views_list_sort(), field: labelOf(first?.field ?? 'rank') })}
        </Button>
      }
      items={items}
    />
  )
}

/** One looks for the newest and for the largest. */
const isLatestFirst = (f: Field) => f.type === 'instant' || f.type === 'number' || f.type === 'money'
