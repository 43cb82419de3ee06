import { useState, type FormEvent } from 'react'

import { useAsk, useData } from '@/data/hooks'
import { rightTo } from '@/data/rights'
import type { Rec } from '@/data/types'
import { useSubmit } from '@/lib/submit'
import { m } from '@/locales/gen/messages.js'
import type { Context } from '@/record/commands'
import { proposes } from '@/record/fields/editor-options'
import { criteriaIn, type Criterion } from '@/record/page/criteria'
import { Button, IconButton } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { Checkbox, TextInput } from '@/ui/input'
import { SkeletonRows } from '@/ui/skeleton'
import { Callout } from '@/ui/state'
import { Segmented } from '@/ui/tabs'
import { toast } from '@/ui/toast'

import { bundles, cleaned, moved, taken, type Part, type Way } from './splitting'

interface Split {
  parts: { key: string }[]
}

/** Splits the item that is open or chosen: new ones beside it take some of its criteria, and its links. */
export function SplitDialog({ context, close }: { context: () => Context; close: () => void }) {
  const [record] = useState(() => context().records[0])
  if (!record) return null
  return <Splitting record={record} close={close} />
}

function Splitting({ record, close }: { record: Rec; close: () => void }) {
  const ways = useAsk<Way[]>(`/items/${record.id}/splits`)
  return (
    <Dialog open onOpenChange={(open) => !open && close()} size="lg" title={m.story_split_title({ key: record.key })} description={m.story_split_text()}>
      {ways.value ? <Form record={record} ways={ways.value} close={close} /> : ways.error ? <Callout tone="red">{ways.error.detail}</Callout> : <SkeletonRows count={4} />}
    </Dialog>
  )
}

const names: Record<Way['by'], () => string> = { criteria: m.story_split_by_criteria, rule: m.story_split_by_rule, step: m.story_split_by_step }

function Form({ record, ways, close }: { record: Rec; ways: readonly Way[]; close: () => void }) {
  const data = useData()
  const { busy, refusal, run } = useSubmit(m.story_broken())
  const right = rightTo(data, 'story.write', record.product)
  const usable = ways.filter((w) => w.parts.length > 0)
  const [by, setBy] = useState<Way['by'] | 'own'>(usable.find((w) => w.by === 'rule' && w.parts.length > 1)?.by ?? usable[0]?.by ?? 'own')
  const [parts, setParts] = useState<Part[]>(() => begin(ways, by))
  const all = criteriaIn(record.criteria)
  const choose = (next: Way['by'] | 'own') => {
    setBy(next)
    setParts(begin(ways, next))
  }
  const set = (at: number, part: Partial<Part>) => setParts(parts.map((p, i) => (i === at ? { ...p, ...part } : p)))
  const submit = async (e: FormEvent) => {
    e.preventDefault()
    const done = await run(() => data.call<Split | { proposed: unknown }>('POST', `/items/${record.id}/split`, { parts: cleaned(parts) }, { label: m.story_split_did({ key: record.key }) }))
    if (!done) return
    toast({ text: 'proposed' in done ? m.record_proposed({ what: record.title }) : m.story_split_done({ key: record.key, keys: done.parts.map((p) => p.key).join(', ') }) })
    close()
  }
  const left = all.filter((c) => !taken(parts).has(c.id))
  return (
    <form onSubmit={(e) => void submit(e)} className="flex flex-col gap-4 pb-1">
      <Segmented
        label={m.story_split_by()}
        value={by}
        onChange={choose}
        options={[...usable.map((w) => ({ value: w.by, label: names[w.by]() })), { value: 'own', label: m.story_split_by_own() }]}
      />
      <ol className="flex flex-col gap-4">
        {parts.map((p, i) => (
          <li key={i} className="flex flex-col gap-1.5 border-l-2 border-line pl-3">
            <div className="flex items-end gap-1.5">
              <div className="min-w-0 flex-1">
                <TextInput autoFocus={i === 0} label={m.story_split_part({ n: i + 1 })} value={p.title} onChange={(title) => set(i, { title })} maxLength={500} />
              </div>
              <IconButton icon="x" label={m.story_split_remove({ n: i + 1 })} onClick={() => setParts(parts.filter((_, k) => k !== i))} />
            </div>
            <Choice all={all} parts={parts} at={i} onChange={setParts} />
          </li>
        ))}
      </ol>
      <div>
        <Button size="sm" variant="ghost" icon="plus" onClick={() => setParts([...parts, { title: '', criteria: [] }])}>
          {m.story_split_add()}
        </Button>
      </div>
      <p className="text-13 text-text-muted">{all.length === 0 ? m.story_split_no_criteria() : m.story_split_stays({ key: record.key, count: left.length, of: all.length })}</p>
      {refusal && <Callout tone="red">{[refusal.detail, ...refusal.fields.map((f) => f.message)].join(' ')}</Callout>}
      <div className="flex justify-end gap-2">
        <Button variant="ghost" onClick={close}>
          {m.record_cancel()}
        </Button>
        <Button type="submit" variant="primary" icon="split" busy={busy} disabled={cleaned(parts).length === 0 || right.may === 'no'} title={proposes(right)}>
          {right.may === 'act' ? m.story_split_do({ count: cleaned(parts).length }) : m.story_propose()}
        </Button>
      </div>
    </form>
  )
}

/** By a way, the first of what it gives stays with the item when that would otherwise lose everything. */
function begin(ways: readonly Way[], by: Way['by'] | 'own'): Part[] {
  const found = ways.find((w) => w.by === by)?.parts ?? [{ title: '', criteria: [] }]
  return found.length > 1 && by !== 'step' ? found.slice(1).map((p) => ({ ...p })) : found.map((p) => ({ ...p }))
}

/** Which criteria a part takes; the examples of one scenario go together. */
function Choice({ all, parts, at, onChange }: { all: readonly Criterion[]; parts: readonly Part[]; at: number; onChange: (parts: Part[]) => void }) {
  if (all.length === 0) return null
  return (
    <fieldset className="flex flex-col">
      <legend className="sr-only">{m.story_split_takes({ n: at + 1 })}</legend>
      {bundles(all).map((b) => {
        const has = b.ids.every((id) => parts[at]!.criteria.includes(id))
        const other = parts.findIndex((p, i) => i !== at && b.ids.some((id) => p.criteria.includes(id)))
        return <Checkbox key={b.ids[0]} label={b.text} checked={has} hint={other >= 0 ? m.story_split_elsewhere({ n: other + 1 }) : undefined} onChange={(on) => onChange(moved(parts, b.ids, on ? at : -1))} />
      })}
    </fieldset>
  )
}
