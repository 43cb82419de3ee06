import { useState } from 'react'

import { useMembers } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { Badge } from '@/ui/badge'
import { Button } from '@/ui/button'
import { Combobox } from '@/ui/combobox'

import { type Choices, choose, type PersonRow } from './mapping'
import { MapTable, Unchoose } from './MapTable'

interface PeopleMapProps {
  rows: readonly PersonRow[]
  choices: Choices
  onChange: (c: Choices) => void
}

const HOW: Record<PersonRow['how'], () => string> = {
  email: m.settings_how_email,
  name: m.settings_how_name,
  mapped: m.settings_how_mapped,
  known: m.settings_how_known,
  new: m.settings_how_new,
}

/** So many rows at first: a large tracker names thousands. */
const FIRST = 30

/** People of the source, and the members they are. */
export function PeopleMap({ rows, choices, onChange }: PeopleMapProps) {
  const members = useMembers()
  const [most, setMost] = useState(FIRST)
  if (rows.length === 0) return null
  const options = members.filter((x) => x.status === 'active').map((x) => ({ value: x.id, label: x.name, hint: x.email }))
  // Those whom nothing matches want looking at, so they come first.
  const sorted = [...rows].sort((a, b) => Number(b.how === 'new') - Number(a.how === 'new') || a.name.localeCompare(b.name))
  return (
    <div className="flex flex-col gap-2">
      <MapTable title={m.settings_map_people()} text={m.settings_map_people_text()} heads={[m.settings_map_person(), m.settings_map_how(), m.settings_map_member()]}>
        {sorted.slice(0, most).map((p) => (
          <tr key={p.id} className="h-row border-b [&>td]:pr-3">
            <td className="truncate font-medium">{p.name || p.id}</td>
            <td className="text-right">
              <Badge tone={p.how === 'new' ? 'neutral' : 'green'} icon={p.how === 'new' ? undefined : 'check'}>
                {HOW[p.how]()}
              </Badge>
            </td>
            <td>
              <Combobox
                size="sm"
                label={m.settings_map_becomes({ word: p.name || p.id })}
                placeholder={m.settings_map_stays_name()}
                value={p.how === 'new' ? null : p.member}
                chosen={members.filter((x) => x.id === p.member).map((x) => ({ value: x.id, label: x.name }))}
                onChange={(to) => onChange(choose(choices, 'people', p.id, to ?? undefined))}
                options={options}
                className="w-full max-w-80"
              />
            </td>
            <td>
              <Unchoose word={p.name || p.id} shown={p.chosen} onClick={() => onChange(choose(choices, 'people', p.id, undefined))} />
            </td>
          </tr>
        ))}
      </MapTable>
      {rows.length > most && (
        <div>
          <Button variant="ghost" onClick={() => setMost(rows.length)}>
            {m.settings_more({ count: rows.length - most })}
          </Button>
        </div>
      )}
    </div>
  )
}
