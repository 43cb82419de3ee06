import { useState } from 'react'

import { m } from '@/locales/gen/messages.js'
import type { Field } from '@/record/fields/field'
import { chosenColumns, columnFields, movedColumn, printColumns } from '@/record/views/table/columns'
import { Button, IconButton } from '@/ui/button'
import { Checkbox, SearchInput } from '@/ui/input'
import { Popover } from '@/ui/popover'

interface Props {
  fields: readonly Field[]
  cols: string | undefined
  onCols: (cols: string | undefined) => void
}

/** Which columns a table shows, and in what order. */
export function ColumnsMenu({ fields, cols, onCols }: Props) {
  const [text, setText] = useState('')
  const chosen = chosenColumns(fields, cols)
  const fits = (f: Field) => f.label.toLowerCase().includes(text.trim().toLowerCase())
  const others = columnFields(fields).filter((f) => !chosen.includes(f) && fits(f))
  const toggle = (f: Field, on: boolean) => onCols(printColumns(on ? [...chosen, f] : chosen.filter((c) => c !== f)) || ',')
  return (
    <Popover
      align="end"
      label={m.views_list_columns()}
      trigger={
        <Button variant="ghost" size="sm" icon="columns-3">
          {m.views_list_columns()}
        </Button>
      }
      className="flex w-64 flex-col gap-2 p-2"
    >
      <SearchInput label={m.views_list_columns_find()} value={text} onChange={setText} />
      <ul className="quiet-scroll -mx-1 max-h-80 overflow-y-auto px-1" aria-label={m.views_list_columns_shown()}>
        {chosen.filter(fits).map((f) => {
          const i = chosen.indexOf(f)
          return (
            <li key={f.name} className="group flex h-8 items-center gap-1 rounded-sm px-1 hover:bg-bg-hover">
              <Checkbox checked onChange={() => toggle(f, false)} label={f.label} className="min-w-0 grow" />
              <IconButton icon="arrow-up" size="sm" disabled={i === 0} label={m.views_list_column_before({ field: f.label })} onClick={() => onCols(printColumns(movedColumn(chosen, f.name, chosen[i - 1]?.name)))} />
              <IconButton icon="arrow-down" size="sm" disabled={i === chosen.length - 1} label={m.views_list_column_after({ field: f.label })} onClick={() => onCols(printColumns(movedColumn(chosen, f.name, chosen[i + 2]?.name)))} />
            </li>
          )
        })}
        {others.length > 0 && <li aria-hidden className="my-1 h-px bg-line" />}
        {others.map((f) => (
          <li key={f.name} className="flex h-8 items-center rounded-sm px-1 hover:bg-bg-hover">
            <Checkbox checked={false} onChange={() => toggle(f, true)} label={f.label} className="min-w-0 grow" />
          </li>
        ))}
      </ul>
      {cols !== undefined && (
        <Button variant="ghost" size="sm" onClick={() => onCols(undefined)}>
          {m.views_list_columns_usual()}
        </Button>
      )}
    </Popover>
  )
}
