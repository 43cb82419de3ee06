import { useState } from 'react'

import type { Data } from '@/data/data'
import { useData } from '@/data/hooks'
import type { KindName } from '@/data/kinds.gen'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { proposes } from '@/record/fields/editor'
import type { Field } from '@/record/fields/field'
import { PositionDialog } from '@/record/list/PositionDialog'
import type { SelectionStore } from '@/record/list/selection'
import { useSelection } from '@/record/list/selection'
import { Button, IconButton } from '@/ui/button'
import { Picker } from '@/ui/combobox'
import { confirm } from '@/ui/dialog'
import { toast } from '@/ui/toast'

import { bulkFields, bulkRight, MANY, sameValue, setAll } from './bulk'
import { BulkField } from './BulkField'

interface Props {
  selection: SelectionStore
  fields: readonly Field[]
  kinds: readonly KindName[]
  product: string | undefined
  order: () => readonly string[]
  ranked: boolean
}

/** What can be done with all that is selected, at the foot of the list. */
export function BulkBar(props: Props) {
  const ids = useSelection(props.selection, (s) => s.ids)
  return ids.size > 0 ? <Bar {...props} ids={ids} /> : null
}

/** As many as tell what the rest are like; all of a selection made by hand. */
function sample(data: Data, ids: ReadonlySet<string>): Rec[] {
  const found: Rec[] = []
  for (const id of ids) {
    const record = data.cache.get(id)
    if (record) found.push(record)
    if (found.length === 2000) break
  }
  return found
}

const sure = async (count: number) => count <= MANY || (await confirm({ title: m.views_table_bulk_many({ count }), action: m.views_table_bulk_many_do() }))

function Bar({ ids, selection, fields, kinds, product, order, ranked }: Props & { ids: ReadonlySet<string> }) {
  const data = useData()
  const [extra, setExtra] = useState<string>()
  const [positioning, setPositioning] = useState(false)
  const records = sample(data, ids)
  const { first, more } = bulkFields(fields, records)
  const shown = [...first, ...more.filter((f) => f.name === extra)]
  const set = async (field: Field, value: unknown) => {
    if (await sure(ids.size)) void setAll(data, [...ids], field, value)
  }
  const title = fields.find((f) => f.name === 'title')
  const archiving = title ? bulkRight(data, records, title) : undefined
  const archive = async () => {
    if (!(await sure(ids.size))) return
    selection.clear()
    const outcomes = await data.archive([...ids])
    if (outcomes.some((o) => 'done' in o)) toast({ text: m.views_table_archived({ count: ids.size }), action: { label: m.views_list_undo(), run: () => void data.undo() } })
  }
  return (
    <div role="toolbar" aria-label={m.views_table_bulk()} className="absolute bottom-3 left-1/2 z-30 flex max-w-[calc(100%-1.5rem)] -translate-x-1/2 items-center gap-1 overflow-x-auto rounded bg-bg-raised p-1 pl-3 shadow-float">
      <span role="status" className="tabular mr-1 text-13 font-medium whitespace-nowrap">
        {m.views_table_selected({ count: ids.size })}
      </span>
      {shown.map((field) => (
        <BulkField
          key={field.name}
          field={field}
          right={bulkRight(data, records, field)}
          value={field.type === 'tags' ? [] : sameValue(records, field)}
          product={records[0]?.product ?? product}
          kind={records[0]?.kind ?? kinds[0]!}
          autoOpen={field.name === extra}
          onChange={(value) => void set(field, value)}
        />
      ))}
      {more.length > 0 && (
        <Picker
          label={m.views_table_bulk_more()}
          trigger={<Button variant="ghost" size="sm" iconAfter="chevron-down">{m.views_table_bulk_more()}</Button>}
          options={more.map((f) => ({ value: f.name, label: f.label }))}
          value={null}
          onPick={(name) => setExtra(name ?? undefined)}
        />
      )}
      {ranked && (
        <Button variant="ghost" size="sm" icon="list-ordered" onClick={() => setPositioning(true)}>
          {m.views_list_rank_position()}
        </Button>
      )}
      <Button variant="ghost" size="sm" icon="archive" disabled={archiving?.may === 'no'} title={archiving?.may === 'no' ? m.views_table_no_archive() : proposes(archiving)} onClick={() => void archive()}>
        {m.views_table_archive()}
      </Button>
      <IconButton icon="x" size="sm" label={m.views_table_clear()} kbd="esc" onClick={() => selection.clear()} />
      {positioning && <PositionDialog ids={ids} order={order()} onClose={() => setPositioning(false)} />}
    </div>
  )
}
