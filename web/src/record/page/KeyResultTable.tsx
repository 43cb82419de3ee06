import { useState } from 'react'

import { useAsk, useData, useRight } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { percent } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { proposes } from '@/record/fields/editor-options'
import { Badge } from '@/ui/badge'
import { Button } from '@/ui/button'
import { TextInput } from '@/ui/input'
import { SectionHeader } from '@/ui/layout'
import { tip } from '@/ui/tooltip'

import { emptyKeyResult, keyResultsIn, setKeyResult, toneOf, type KeyResult, type Scored } from './keyResults'
import { KeyResultRow } from './KeyResultRow'

/** The numbers by which an objective is judged: from where to where, and where they stand. */
export function KeyResultTable({ record }: { record: Rec }) {
  const data = useData()
  const right = useRight(record, 'keyResults')
  const [adding, setAdding] = useState(false)
  const scored = useAsk<Scored>(`/objectives/${record.id}/score`, ['objective', 'metric', 'metric_point']).value
  const list = keyResultsIn(record.keyResults)
  const readOnly = right.may === 'no'
  const set = (next: KeyResult[]) => data.change(record.id, { keyResults: next })
  if (readOnly && list.length === 0) return null
  return (
    <section aria-label={m.record_kr()}>
      <SectionHeader
        title={m.record_kr()}
        count={list.length || undefined}
        actions={
          <>
            {scored?.score !== null && scored?.score !== undefined && <Badge tone={toneOf(scored.colour)}>{m.record_kr_score({ score: percent(scored.score) })}</Badge>}
            {!readOnly && (
              <Button size="sm" variant="ghost" icon="plus" {...tip(proposes(right))} onClick={() => setAdding(true)}>
                {m.record_kr_add()}
              </Button>
            )}
          </>
        }
      />
      {list.length === 0 && !adding && <p className="text-13 text-text-faint">{m.record_kr_empty()}</p>}
      {list.length > 0 && (
        <div className="overflow-x-auto quiet-scroll">
          <table className="tabular w-full min-w-[42rem] text-13">
            <thead>
              <tr className="text-left text-12 text-text-faint [&>th]:px-1.5 [&>th]:py-1 [&>th]:font-medium">
                <th>{m.record_kr_title()}</th>
                <th className="w-16">{m.record_kr_unit()}</th>
                <th className="w-14 text-right">{m.record_kr_start()}</th>
                <th className="w-14 text-right">{m.record_kr_now()}</th>
                <th className="w-14 text-right">{m.record_kr_target()}</th>
                <th className="w-14 text-right">{m.record_kr_confidence()}</th>
                <th className="w-14 text-right" {...tip(m.record_kr_weight_how())}>
                  {m.record_kr_weight()}
                </th>
                <th className="w-24">{m.record_kr_progress()}</th>
                <td className="w-6" />
              </tr>
            </thead>
            <tbody>
              {list.map((kr) => (
                <KeyResultRow key={kr.id} objective={record} kr={kr} scored={scored?.keyResults.find((s) => s.id === kr.id)} readOnly={readOnly} onChange={(change) => void set(setKeyResult(list, kr.id, change))} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {adding && <NewKeyResult onAdd={(title) => void set([...list, emptyKeyResult(title)])} onClose={() => setAdding(false)} />}
    </section>
  )
}

function NewKeyResult({ onAdd, onClose }: { onAdd: (title: string) => void; onClose: () => void }) {
  const [title, setTitle] = useState('')
  return (
    <TextInput
      autoFocus
      aria-label={m.record_kr_new()}
      placeholder={m.record_kr_new_hint()}
      value={title}
      onChange={setTitle}
      onBlur={() => {
        if (title.trim()) onAdd(title.trim())
        onClose()
      }}
      onKeyDown={(e) => {
        e.stopPropagation()
        if (e.key === 'Escape') onClose()
        if (e.key !== 'Enter' || !title.trim()) return
        onAdd(title.trim())
        setTitle('')
      }}
      className="mt-1"
    />
  )
}
