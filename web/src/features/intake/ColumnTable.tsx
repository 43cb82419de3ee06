import { m } from '@/locales/gen/messages.js'
import { KindIcon } from '@/ui/icon'
import { Field } from '@/ui/input'
import { Select } from '@/ui/select'

import { mean, type Meaning, MEANINGS, type TableChoices } from './columns'
import type { Chosen } from './format'
import { ITEM_KINDS, kindName, MEANING_NAMES } from './words'

interface ColumnTableProps {
  headers: readonly string[]
  samples: Chosen | undefined
  table: TableChoices
  onChange: (table: TableChoices) => void
}

const DATES: readonly [TableChoices['dates'], () => string][] = [
  ['', m.settings_dates_auto],
  ['dmy', m.settings_dates_dmy],
  ['mdy', m.settings_dates_mdy],
  ['ymd', m.settings_dates_ymd],
]

/** What each column of a table becomes. What becomes nothing is kept with the record as source data. */
export function ColumnTable({ headers, samples, table, onChange }: ColumnTableProps) {
  const options = [{ value: '', label: m.settings_meaning_none() }, ...MEANINGS.map((x) => ({ value: x as string, label: MEANING_NAMES[x]() }))]
  return (
    <div className="flex flex-col gap-3">
      <h2 className="text-13 font-semibold">{m.settings_columns()}</h2>
      <div className="grid max-w-3xl gap-4 sm:grid-cols-2">
        <Field label={m.settings_columns_kind()} hint={Object.values(table.meanings).includes('type') ? m.settings_columns_kind_else() : undefined}>
          <Select value={table.kind} onChange={(kind) => onChange({ ...table, kind })} options={ITEM_KINDS.map((k) => ({ value: k as string, label: kindName(k), icon: <KindIcon kind={k} size={14} /> }))} />
        </Field>
        <Field label={m.settings_columns_dates()}>
          <Select value={table.dates} onChange={(dates) => onChange({ ...table, dates })} options={DATES.map(([value, label]) => ({ value, label: label() }))} />
        </Field>
      </div>
      <ul className="grid max-w-3xl border-t sm:grid-cols-2 sm:gap-x-6">
        {headers.map((h) => (
          <li key={h} className="flex h-10 items-center gap-3 border-b">
            <span className="min-w-0 flex-1 truncate font-medium" title={h}>
              {h}
            </span>
            <span aria-hidden className="text-text-faint">
              →
            </span>
            <Select
              size="sm"
              label={m.settings_column_becomes({ header: h })}
              value={table.meanings[h] ?? ''}
              onChange={(to) => onChange(mean(table, h, to === '' ? undefined : (to as Meaning)))}
              options={options}
              className="w-44"
            />
          </li>
        ))}
      </ul>
      {samples && samples.samples.length > 0 && <p className="text-text-muted">{m.settings_columns_rows({ title: samples.samples[0]!.title })}</p>}
    </div>
  )
}
