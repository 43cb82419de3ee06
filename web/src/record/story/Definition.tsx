import { useState, type FormEvent } from 'react'

import { useAsk, useData, useMember, useWorkflow } from '@/data/hooks'
import { rightTo } from '@/data/rights'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { proposes } from '@/record/fields/editor-options'
import { useCall } from '@/record/page/call'
import { Button } from '@/ui/button'
import { Icon } from '@/ui/icon'
import { Checkbox, TextInput } from '@/ui/input'
import { SectionHeader } from '@/ui/layout'
import { tip } from '@/ui/tooltip'

import { heard, type Examined, type Held } from './readiness'

interface DefinitionProps {
  record: Rec
  list: 'ready' | 'done'
}

/** The team's Definition of Ready or of Done, held against an item: what is computed, and what one ticks. */
export function Definition({ record, list }: DefinitionProps) {
  const asked = useAsk<Examined>(`/items/${record.id}/${list}`, heard)
  const checks = asked.value?.checks
  if (!checks) return null
  const open = checks.filter((c) => !c.held).length
  const title = list === 'ready' ? m.story_ready() : m.story_done()
  return (
    <section aria-label={title}>
      <SectionHeader title={title} actions={<State open={open} of={checks.length} enforced={asked.value?.mode === 'enforce'} />} />
      <ul className="flex flex-col">
        {checks.map((c) => (
          <li key={c.id}>{c.rule ? <Computed check={c} /> : <Ticked check={c} record={record} list={list} onDone={asked.retry} />}</li>
        ))}
      </ul>
      {open > 0 && asked.value?.mode === 'enforce' && !record.archivedAt && <Pass record={record} list={list} />}
      {typeof record.exception === 'string' && record.exception !== '' && <p className="mt-1 text-13 text-text-muted">{m.story_exception({ why: record.exception })}</p>}
      {checks.length === 0 && <p className="text-13 text-text-muted">{m.story_definition_empty()}</p>}
    </section>
  )
}

function State({ open, of, enforced }: { open: number; of: number; enforced: boolean }) {
  if (of === 0) return null
  return (
    <span className="tabular flex items-center gap-1.5 text-12 text-text-muted" {...tip(enforced ? m.story_enforced_tip() : undefined)}>
      {enforced && <Icon name="lock" size={12} label={m.story_enforced()} />}
      {m.story_held({ held: of - open, of })}
    </span>
  )
}

function Computed({ check: c }: { check: Held }) {
  return (
    <div className="flex min-h-6 items-start gap-2 py-0.5 text-13">
      <Icon name={c.held ? 'circle-check' : 'circle-alert'} size={16} className={`mt-0.5 shrink-0 ${c.held ? 'text-green' : 'text-amber'}`} label={c.held ? m.story_check_held() : m.story_check_open()} />
      <span className={c.held ? 'text-text-muted' : undefined}>{c.held ? c.text : c.what}</span>
    </div>
  )
}

function Ticked({ check: c, record, list, onDone }: { check: Held; record: Rec; list: 'ready' | 'done'; onDone: () => Promise<void> }) {
  const data = useData()
  const call = useCall()
  const who = useMember(c.by)
  const [going, setGoing] = useState<boolean>()
  const right = rightTo(data, 'work.move', record.product)
  const set = async (held: boolean) => {
    setGoing(held)
    await call('POST', `/items/${record.id}/tick`, { list, check: c.id, off: !held })
    // What was ticked stays so until the server's own word of it is here: no moment between them shows the old one.
    await onDone()
    setGoing(undefined)
  }
  return (
    <span className="flex items-center gap-2" {...tip(proposes(right))}>
      <Checkbox label={c.text} checked={going ?? c.held} disabled={right.may === 'no' || Boolean(record.archivedAt)} onChange={(held) => void set(held)} />
      {c.held && who && <span className="text-12 text-text-faint">{who.name}</span>}
    </span>
  )
}

/** Moves it on although an enforced definition does not hold; the reason stays with it. */
function Pass({ record, list }: { record: Rec; list: 'ready' | 'done' }) {
  const data = useData()
  const call = useCall()
  const states = useWorkflow(record.product, record.kind)
  const [reason, setReason] = useState<string>()
  const [busy, setBusy] = useState(false)
  const to = states.find((s) => (s.meaning || s.name) === list) ?? states.find((s) => s.category === (list === 'ready' ? 'doing' : 'done'))
  const right = rightTo(data, 'work.move', record.product)
  if (!to || to.name === record.state || right.may === 'no') return null
  const send = async (e: FormEvent) => {
    e.preventDefault()
    setBusy(true)
    const done = await call('POST', `/items/${record.id}/pass`, { state: to.name, reason })
    setBusy(false)
    if (!('refused' in done)) setReason(undefined)
  }
  if (reason === undefined)
    return (
      <Button size="sm" variant="ghost" icon="arrow-right" className="-ml-2" onClick={() => setReason('')}>
        {m.story_pass({ state: to.name })}
      </Button>
    )
  return (
    <form onSubmit={(e) => void send(e)} className="mt-1 flex flex-wrap items-end gap-2">
      <div className="min-w-56 flex-1">
        <TextInput autoFocus required label={m.story_pass_reason()} value={reason} onChange={setReason} maxLength={1000} onKeyDown={(e) => e.key === 'Escape' && setReason(undefined)} />
      </div>
      <Button type="submit" variant="primary" busy={busy} disabled={reason.trim() === ''} title={proposes(right)}>
        {m.story_pass_do()}
      </Button>
      <Button variant="ghost" onClick={() => setReason(undefined)}>
        {m.record_cancel()}
      </Button>
    </form>
  )
}
