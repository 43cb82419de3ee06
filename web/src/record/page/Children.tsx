import { useState } from 'react'

import { useData, useList } from '@/data/hooks'
import type { KindName } from '@/data/kinds.gen'
import { mayCreate } from '@/data/rights'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { kindName } from '@/record/fields/fields'
import { useRecords } from '@/record/screen/records'
import { Button } from '@/ui/button'
import { KindIcon } from '@/ui/icon'
import { SectionHeader } from '@/ui/layout'
import { Progress } from '@/ui/progress'
import { Select } from '@/ui/select'
import { TextInput } from '@/ui/input'

import { madeOf, type Made } from './children'
import { RecordLine } from './RecordLine'

/** So many are shown at first; the rest on a word. */
const few = 10

/** The parts of a record, how far they are, and the next one added on the spot. */
export function Children({ record }: { record: Rec }) {
  const made = madeOf(record.kind)
  if (!made || !record.key) return null
  return <Parts record={record} made={made} />
}

function Parts({ record, made }: { record: Rec; made: Made }) {
  const data = useData()
  const list = useList({ q: made.q(record.key), limit: 100 })
  const parts = useRecords(list.ids)
  const [adding, setAdding] = useState(false)
  const kinds = record.archivedAt ? [] : made.kinds.filter((k) => mayCreate(data, k, record.product).may !== 'no')
  const [all, setAll] = useState(false)
  // What is still to be done comes first; among equals their own order holds.
  const over = new Set(parts.filter((p) => p.category === 'done' || p.category === 'closed').map((p) => p.id))
  const ids = [...list.ids.filter((id) => !over.has(id)), ...list.ids.filter((id) => over.has(id))]
  const shown = all || ids.length <= few + 2 ? ids : ids.slice(0, few)
  const done = over.size
  const title = made.field ? m.record_children_sub() : m.record_children_work()
  if (list.ids.length === 0 && kinds.length === 0) return null
  return (
    <section aria-label={title}>
      <SectionHeader
        title={title}
        count={list.ids.length || undefined}
        actions={
          <>
            {parts.length > 0 && <Progress value={done / parts.length} label={title} text={m.record_children_done({ done, all: parts.length })} tone="green" className="!w-20" />}
            {kinds.length > 0 && (
              <Button size="sm" variant="ghost" icon="plus" data-act="child" onClick={() => setAdding(true)}>
                {m.record_children_add()}
              </Button>
            )}
          </>
        }
      />
      {list.status === 'error' && (
        <Button size="sm" variant="ghost" icon="refresh-cw" onClick={list.retry}>
          {m.record_list_failed()}
        </Button>
      )}
      {list.status === 'ready' && list.ids.length === 0 && !adding && <p className="text-13 text-text-faint">{made.field ? m.record_children_sub_empty() : m.record_children_work_empty()}</p>}
      <ul className="-mx-2">
        {shown.map((id) => (
          <RecordLine key={id} id={id} />
        ))}
      </ul>
      {shown.length < ids.length && (
        <Button size="sm" variant="ghost" onClick={() => setAll(true)} className="-ml-1.5 text-text-muted">
          {m.record_links_all({ count: ids.length })}
        </Button>
      )}
      {all && list.more && (
        <Button size="sm" variant="ghost" onClick={list.loadMore}>
          {m.record_list_more()}
        </Button>
      )}
      {adding && <NewPart whole={record} made={made} kinds={kinds} onClose={() => setAdding(false)} onMade={list.retry} />}
    </section>
  )
}

/** A line for the next part: Enter makes it and begins another. */
function NewPart({ whole, made, kinds, onClose, onMade }: { whole: Rec; made: Made; kinds: readonly KindName[]; onClose: () => void; onMade: () => void }) {
  const data = useData()
  const [kind, setKind] = useState(kinds[0]!)
  const [title, setTitle] = useState('')
  const make = async () => {
    const said = title.trim()
    if (!said) return onClose()
    setTitle('')
    const { id, outcome } = data.create(kind, { product: whole.product, title: said, ...(made.field ? { [made.field]: whole.id } : {}) })
    if (made.link) void data.link(made.link, id, whole.id)
    if ('refused' in (await outcome)) setTitle(said)
    else onMade()
  }
  return (
    <div className="mt-1 flex items-center gap-2">
      {kinds.length > 1 ? <Select size="sm" label={m.record_kind()} value={kind} onChange={setKind} options={kinds.map((k) => ({ value: k, label: kindName(k), icon: <KindIcon kind={k} size={14} /> }))} /> : <KindIcon kind={kind} size={14} />}
      <TextInput
        autoFocus
        aria-label={m.record_children_title()}
        placeholder={m.record_children_hint()}
        value={title}
        onChange={setTitle}
        className="flex-1"
        onKeyDown={(e) => {
          e.stopPropagation()
          if (e.nativeEvent.isComposing) return
          if (e.key === 'Enter') void make()
          if (e.key === 'Escape') onClose()
        }}
      />
      <Button size="sm" onClick={onClose}>
        {m.record_close()}
      </Button>
    </div>
  )
}
