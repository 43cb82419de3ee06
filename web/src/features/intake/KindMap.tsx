import { m } from '@/locales/gen/messages.js'
import { KindIcon } from '@/ui/icon'
import { Select } from '@/ui/select'

import { type Choices, choose, type TypeRow } from './mapping'
import { MapTable, Unchoose } from './MapTable'
import { ITEM_KINDS, kindCount, kindName } from './words'

interface KindMapProps {
  rows: readonly TypeRow[]
  choices: Choices
  onChange: (c: Choices) => void
}

/** Types of the source and the kinds they become. */
export function KindMap({ rows, choices, onChange }: KindMapProps) {
  return (
    <MapTable title={m.settings_map_kinds()} text={m.settings_map_kinds_text()} heads={[m.settings_map_type(), m.settings_map_items(), m.settings_map_kind()]}>
      {rows.map((r) => {
        const proposed = r.proposed.length > 1 ? m.settings_map_as_told({ what: r.proposed.map((p) => kindCount(p.kind, p.items)).join(', ') }) : kindName(r.proposed[0]!.kind)
        return (
          <tr key={r.type} className="h-row border-b [&>td]:pr-3">
            <td className="truncate font-medium">{r.type || m.settings_map_no_type()}</td>
            <td className="tabular text-right text-text-muted">{r.items.toLocaleString()}</td>
            <td>
              <Select
                size="sm"
                label={m.settings_map_becomes({ word: r.type })}
                value={r.kind ?? '-'}
                onChange={(k) => onChange(choose(choices, 'kinds', r.type, k === '-' ? undefined : k))}
                options={[{ value: '-', label: proposed }, ...ITEM_KINDS.filter((k) => r.proposed.length > 1 || k !== r.proposed[0]!.kind).map((k) => ({ value: k as string, label: kindName(k), icon: <KindIcon kind={k} size={14} /> }))]}
                className="w-full max-w-80"
              />
            </td>
            <td>
              <Unchoose word={r.type} shown={r.kind !== undefined} onClick={() => onChange(choose(choices, 'kinds', r.type, undefined))} />
            </td>
          </tr>
        )
      })}
    </MapTable>
  )
}
