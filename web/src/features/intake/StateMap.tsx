import { m } from '@/locales/gen/messages.js'
import { Badge } from '@/ui/badge'
import { Combobox } from '@/ui/combobox'
import { StateIcon } from '@/ui/icon'
import { Select } from '@/ui/select'

import { type Category, type Choices, choose, type StateRow } from './mapping'
import { MapTable, Unchoose } from './MapTable'
import { CATEGORY_NAMES } from './words'

interface StateMapProps {
  rows: readonly StateRow[]
  there: readonly { name: string; category: Category }[]
  choices: Choices
  onChange: (c: Choices) => void
}

const CATEGORIES: readonly Category[] = ['todo', 'doing', 'done', 'closed']

/** Lists and statuses of the source, and the states they become. */
export function StateMap({ rows, there, choices, onChange }: StateMapProps) {
  if (rows.length === 0) return null
  const names = [...new Set([...there.map((t) => t.name), ...rows.map((r) => r.state)])]
  const categoryOf = (name: string) => there.find((t) => t.name === name)?.category ?? rows.find((r) => r.state === name)?.category ?? 'todo'
  const set = (r: StateRow, state: string, category: Category) => onChange(choose(choices, 'states', r.id, { state, category }))
  return (
    <MapTable
      title={m.settings_map_states()}
      text={m.settings_map_states_text()}
      heads={[m.settings_map_state(), m.settings_map_items(), m.settings_map_state_here(), m.settings_map_category()]}
    >
      {rows.map((r) => (
        <tr key={r.id} className="h-row border-b [&>td]:pr-3">
          <td className="truncate font-medium" title={r.name}>
            {r.name}
          </td>
          <td className="tabular text-right text-text-muted">{r.items.toLocaleString()}</td>
          <td>
            <Combobox
              creatable
              size="sm"
              label={m.settings_map_becomes({ word: r.name })}
              value={r.state}
              onChange={(to) => to && set(r, to, there.find((t) => t.name === to)?.category ?? r.category)}
              className="w-full"
              options={names.map((n) => ({ value: n, label: n, icon: <StateIcon category={categoryOf(n)} /> }))}
            />
          </td>
          <td>
            {r.new ? (
              <span className="flex items-center gap-2">
                <Select
                  size="sm"
                  label={m.settings_map_category_of({ state: r.state })}
                  value={r.category}
                  onChange={(c) => set(r, r.state, c)}
                  options={CATEGORIES.map((c) => ({ value: c, label: CATEGORY_NAMES[c](), icon: <StateIcon category={c} /> }))}
                  className="w-28"
                />
                <Badge tone="blue" icon="plus">
                  {m.settings_map_new()}
                </Badge>
              </span>
            ) : (
              <span className="px-1.5 text-text-muted">{CATEGORY_NAMES[r.category]()}</span>
            )}
          </td>
          <td>
            <Unchoose word={r.name} shown={r.chosen} onClick={() => onChange(choose(choices, 'states', r.id, undefined))} />
          </td>
        </tr>
      ))}
    </MapTable>
  )
}
