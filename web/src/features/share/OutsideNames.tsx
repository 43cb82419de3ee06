import { useState } from 'react'

import { useRecord } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { useFind } from '@/record/screen/find'
import { Button, IconButton } from '@/ui/button'
import { Picker } from '@/ui/combobox'
import { TextInput } from '@/ui/input'

import type { Outside } from './cut'

interface OutsideNamesProps {
  /** The product to look in first; a cut over several looks everywhere. */
  product: string | undefined
  names: readonly Outside[]
  onChange: (names: Outside[]) => void
}

/** How the audience calls what the team calls otherwise. */
export function OutsideNames({ product, names, onChange }: OutsideNamesProps) {
  const find = useFind(['feature', 'initiative', 'release', 'objective', 'milestone'], product)
  const [added, setAdded] = useState<string>()
  const add = (record: string | null) => {
    if (!record) return
    setAdded(record)
    if (!names.some((n) => n.record === record)) onChange([...names, { record, name: '' }])
  }
  return (
    <fieldset className="flex min-w-0 flex-col gap-1">
      <legend className="mb-1 text-12 font-medium text-text-muted">{m.share_names()}</legend>
      <p className="mb-1 text-12 text-text-faint">{m.share_names_hint()}</p>
      {names.map((n) => (
        <Name key={n.record} of={n} fresh={n.record === added} onChange={(name) => onChange(names.map((x) => (x.record === n.record ? { ...x, name } : x)))} onRemove={() => onChange(names.filter((x) => x.record !== n.record))} />
      ))}
      <Picker
        label={m.share_names_add()}
        value={null}
        onPick={add}
        search={find}
        className="w-96 max-w-[92vw]"
        trigger={
          <Button size="sm" variant="ghost" icon="plus" className="self-start">
            {m.share_names_add()}
          </Button>
        }
      />
    </fieldset>
  )
}

function Name({ of, fresh, onChange, onRemove }: { of: Outside; fresh: boolean; onChange: (name: string) => void; onRemove: () => void }) {
  const record = useRecord(of.record)
  const title = record?.title ?? ''
  return (
    <div className="flex items-end gap-1">
      <div className="min-w-0 flex-1">
        <TextInput label={title} placeholder={m.share_names_placeholder()} value={of.name} onChange={onChange} maxLength={200} autoFocus={fresh} />
      </div>
      <IconButton icon="x" label={m.share_names_remove({ title })} onClick={onRemove} />
    </div>
  )
}
