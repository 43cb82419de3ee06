import { useData, useRight } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { proposes } from '@/record/fields/editor-options'
import { RecordField } from '@/record/fields/editor-record'
import { fieldsOf, kindName } from '@/record/fields/fields'
import { OddsLine } from '@/record/odds/OddsLine'
import { IconButton } from '@/ui/button'
import { KindIcon } from '@/ui/icon'
import { toast } from '@/ui/toast'

import { KeptText } from './KeptText'

/** A kind that can be promised for a day: its odds are worth asking for. */
const dated = (kind: Rec['kind']) => fieldsOf(kind).some((f) => f.name === 'endOn' || f.name === 'dueOn')

/** What it is, its key and state, and its title. */
export function Heading({ record }: { record: Rec }) {
  const data = useData()
  const right = useRight(record, 'title')
  const state = fieldsOf(record.kind).find((f) => f.name === 'state')
  const copy = async () => {
    await navigator.clipboard.writeText(record.key)
    toast({ text: m.record_copied({ key: record.key }) })
  }
  return (
    <header className="flex flex-col gap-1">
      <div className="flex min-h-7 flex-wrap items-center gap-x-2 text-13 text-text-muted">
        <KindIcon kind={record.kind} label={kindName(record.kind)} />
        <span className="keyed">{record.key || m.record_key_coming()}</span>
        {record.key && <IconButton size="sm" icon="copy" label={m.record_copy_key()} onClick={() => void copy()} className="-ml-1.5" />}
        {state && record.state && <RecordField record={record} field={state} className="!w-auto" />}
        {dated(record.kind) && <OddsLine record={record} className="ml-auto" />}
      </div>
      <h1 className="text-24 font-semibold text-balance">
        <KeptText
          label={m.record_title()}
          value={record.title}
          placeholder={m.record_untitled()}
          required
          readOnly={right.may === 'no'}
          proposes={proposes(right)}
          onCommit={(title) => data.change(record.id, { title })}
          className="-mx-1.5 px-1.5 py-0.5"
        />
      </h1>
    </header>
  )
}
