import { useMe } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { IconButton } from '@/ui/button'

import type { CustomField, FieldType } from './fieldForm'
import { kindsName } from './kindNames'

export const TYPE_NAMES: Record<FieldType, () => string> = {
  text: m.settings_type_text,
  number: m.settings_type_number,
  day: m.settings_type_day,
  bool: m.settings_type_bool,
  choice: m.settings_type_choice,
  multi: m.settings_type_multi,
  person: m.settings_type_person,
  url: m.settings_type_url,
}

interface FieldTableProps {
  fields: readonly CustomField[]
  may: 'act' | 'propose' | 'no'
  onEdit: (field: CustomField) => void
  onDelete: (field: CustomField) => void
}

/** The custom fields with their type, where they are, and how queries call them. */
export function FieldTable({ fields, may, onEdit, onDelete }: FieldTableProps) {
  const { products } = useMe()
  return (
    <div className="overflow-x-auto">
      <table className="w-full min-w-180">
        <thead>
          <tr className="border-b text-left text-12 text-text-muted [&>th]:h-8 [&>th]:pr-4 [&>th]:font-medium">
            <th>{m.settings_field_label()}</th>
            <th>{m.settings_field_type()}</th>
            <th>{m.settings_field_kinds()}</th>
            <th>{m.settings_field_where()}</th>
            <th>{m.settings_field_query()}</th>
            <th className="w-16">
              <span className="sr-only">{m.settings_actions()}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {fields.map((f) => (
            <tr key={f.id} className="h-row border-b hover:bg-bg-hover [&>td]:py-1 [&>td]:pr-4">
              <td>
                <span className="block font-medium">{f.label}</span>
                {f.doc && <span className="block max-w-80 truncate text-12 text-text-muted">{f.doc}</span>}
              </td>
              <td className="whitespace-nowrap text-text-muted">
                {TYPE_NAMES[f.type]()}
                {f.options.length > 0 && <span className="text-text-faint"> {m.settings_field_options_count({ count: f.options.length })}</span>}
              </td>
              <td className="text-text-muted">{f.kinds.map(kindsName).join(', ')}</td>
              <td className="whitespace-nowrap text-text-muted">{f.product === null ? m.settings_all_products() : (products.find((p) => p.id === f.product)?.title ?? '')}</td>
              <td className="keyed text-text-muted">{f.name}</td>
              <td className="!pr-0">
                {may !== 'no' && (
                  <span className="flex justify-end">
                    <IconButton icon="pencil" size="sm" label={m.settings_edit_what({ what: f.label })} onClick={() => onEdit(f)} />
                    <IconButton icon="trash-2" size="sm" label={m.settings_delete_what({ what: f.label })} onClick={() => onDelete(f)} />
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
