import { useState, type FormEvent } from 'react'

import { useData, useRecord } from '@/data/hooks'
import { rightTo } from '@/data/rights'
import { useSubmit } from '@/lib/submit'
import { m } from '@/locales/gen/messages.js'
import type { Context } from '@/record/commands'
import { proposes } from '@/record/fields/editor-options'
import { useFind } from '@/record/screen/find'
import { Button } from '@/ui/button'
import { Combobox } from '@/ui/combobox'
import { Dialog } from '@/ui/dialog'
import { Field, RadioGroup, TextArea } from '@/ui/input'
import { KindIcon } from '@/ui/icon'
import { Select } from '@/ui/select'
import { Callout } from '@/ui/state'
import { toast } from '@/ui/toast'

import { useRead } from './useRead'

interface Outline {
  items: { line: number; title: string; criteria: string[]; subtasks: string[] }[]
  problems: { field: string; message: string }[]
}

const kinds = ['story', 'bug', 'task', 'spike'] as const

/** Makes many items of a list that is pasted, after a look at what it would become. */
export function PasteDialog({ context, close }: { context: () => Context; close: () => void }) {
  const [{ product, records }] = useState(context)
  const data = useData()
  const id = data.session.productId(product)
  const [text, setText] = useState('')
  const [kind, setKind] = useState<(typeof kinds)[number]>('story')
  const [indent, setIndent] = useState<'criteria' | 'subtasks'>('criteria')
  const [feature, setFeature] = useState<string | null>(null)
  const find = useFind(['feature'], product)
  const outline = useRead<Outline>('/items/outline', { text, indent })
  const { busy, refusal, run } = useSubmit(m.story_broken())
  const right = rightTo(data, 'story.write', id)
  // Behind what is chosen in the backlog; else at its end.
  const after = useRecord(records.length === 1 && kinds.includes(records[0]!.kind as never) ? records[0]!.id : undefined)
  if (!product) return null
  const count = outline?.items.length ?? 0
  const submit = async (e: FormEvent) => {
    e.preventDefault()
    const body = { product, text, kind, indent, ...(feature && { feature }), ...(after && { after: after.id }) }
    const done = await run(() => data.call<{ items: string[]; made: number } | { proposed: unknown }>('POST', '/items/paste', body, { label: m.story_paste_did({ count }) }))
    if (!done) return
    toast({ text: 'proposed' in done ? m.record_proposed({ what: m.story_paste_title() }) : m.story_paste_done({ count: done.made }) })
    close()
  }
  return (
    <Dialog open onOpenChange={(open) => !open && close()} size="lg" title={m.story_paste_title()} description={m.story_paste_text()}>
      <form onSubmit={(e) => void submit(e)} className="flex flex-col gap-4 pb-1">
        <TextArea autoFocus label={m.story_paste_list()} value={text} onChange={setText} rows={8} placeholder={m.story_paste_hint()} className="font-mono" />
        <div className="grid gap-4 sm:grid-cols-3">
          <Field label={m.story_paste_kind()}>
            <Select value={kind} onChange={setKind} options={kinds.map((k) => ({ value: k, label: k }))} className="w-full" />
          </Field>
          <RadioGroup row label={m.story_paste_indent()} value={indent} onChange={setIndent} options={[{ value: 'criteria', label: m.story_paste_criteria() }, { value: 'subtasks', label: m.story_paste_subtasks() }]} />
          <Field label={m.story_paste_feature()}>
            <Combobox value={feature} onChange={setFeature} search={find} placeholder={m.story_paste_no_feature()} none={m.story_paste_no_feature()} />
          </Field>
        </div>
        {count > 0 && <Preview outline={outline!} kind={kind} />}
        {outline?.problems.map((p) => (
          <Callout key={p.field + p.message} tone="red">
            {p.field}: {p.message}
          </Callout>
        ))}
        {refusal && <Callout tone="red">{[refusal.detail, ...refusal.fields.map((f) => f.message)].join(' ')}</Callout>}
        <div className="flex items-center justify-end gap-2">
          <span role="status" className="mr-auto text-13 text-text-muted">
            {after ? m.story_paste_after({ key: after.key }) : m.story_paste_end()}
          </span>
          <Button variant="ghost" onClick={close}>
            {m.record_cancel()}
          </Button>
          <Button type="submit" variant="primary" busy={busy} disabled={count === 0 || outline!.problems.length > 0 || right.may === 'no'} title={proposes(right)}>
            {right.may === 'act' ? m.story_paste_do({ count }) : m.story_propose()}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function Preview({ outline, kind }: { outline: Outline; kind: (typeof kinds)[number] }) {
  return (
    <section aria-label={m.story_paste_preview()} tabIndex={0} className="max-h-64 overflow-y-auto rounded border border-line px-3 py-2 quiet-scroll">
      <ul className="flex flex-col gap-1 text-13">
        {outline.items.map((i) => (
          <li key={i.line}>
            <span className="flex items-center gap-2">
              <KindIcon kind={kind} size={14} />
              {i.title}
            </span>
            {[...i.criteria, ...i.subtasks].length > 0 && (
              <ul className="ml-5.5 list-disc pl-4 text-text-muted marker:text-text-faint">
                {[...i.criteria, ...i.subtasks].map((s, n) => (
                  <li key={n}>{s}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
