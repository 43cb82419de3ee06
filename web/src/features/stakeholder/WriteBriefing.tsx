import { useState } from 'react'

import { address } from '@/data/client'
import { useAsk, useData, useMe } from '@/data/hooks'
import { problemOf } from '@/data/types'
import { dayIn, sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { whyRefused } from '@/record/fields/refusal'
import { useAct } from '@/record/screen/act'
import { useToday } from '@/record/screen/today'
import { Button } from '@/ui/button'
import { DatePicker } from '@/ui/date'
import { Dialog } from '@/ui/dialog'
import { Checkbox, Field, TextArea, TextInput } from '@/ui/input'
import { Markdown } from '@/ui/markdown'
import { Select } from '@/ui/select'
import { Skeleton } from '@/ui/skeleton'
import { Callout } from '@/ui/state'
import { toast } from '@/ui/toast'

import { LinkMade, TextToSend } from './Sent'
import { formNames, forms, topicNames, topics, type Briefing, type Draft, type Form, type Stakeholder, type Topic } from './stakeholder'

interface WriteBriefingProps {
  product: string
  to: Stakeholder
  about?: readonly Topic[]
  form?: Form
  /** A draft that is gone on with. */
  draft?: Briefing
  onClose: () => void
}

interface CutName {
  id: string
  title: string
}

/** Writes to a stakeholder: composed from what changed, put into one's own words, and told. */
export function WriteBriefing({ product, to, about, form: agreed, draft, onClose }: WriteBriefingProps) {
  const act = useAct()
  const data = useData()
  const outside = to.contact !== null
  const [chosen, setChosen] = useState<readonly Topic[] | undefined>(draft?.topics ?? about)
  const [form, setForm] = useState<Form>(draft?.form ?? agreed ?? (outside ? 'text' : 'page'))
  const [since, setSince] = useState<string | null>(null)
  const [cut, setCut] = useState<string | null>(draft?.cut ?? null)
  const cuts = useAsk<CutName[]>(address('/cuts', { product }), ['cut'])
  const source = cut ?? (outside ? (cuts.value?.[0]?.id ?? null) : null)
  const path = outside && !source ? undefined : address('/briefings/compose', { stakeholder: to.id, topics: chosen?.join(','), cut: source ?? undefined, since: since ?? undefined })
  const composed = useAsk<Draft>(path, [])
  const now = composed.status === 'loading' ? undefined : composed.value
  const [own, setOwn] = useState<{ title: string; body: string } | undefined>(draft && { title: draft.title, body: draft.body })
  const [made, setMade] = useState(draft?.id)
  const [busy, setBusy] = useState<'send' | 'keep'>()
  const [read, setRead] = useState(false)
  const [sent, setSent] = useState<{ url?: string; title: string; body: string }>()
  const title = own?.title ?? now?.title ?? ''
  const body = own?.body ?? now?.body ?? ''
  const told = chosen ?? now?.topics ?? []
  const write = (of: Partial<{ title: string; body: string }>) => setOwn({ title, body, ...of })

  const keep = async (step = false) => {
    const fields = { topics: told, form, cut: source ?? '', title, body, ...(now ? { since: now.since } : {}) }
    const said = m.stake_draft_kept()
    const done = made ? await act<Briefing>('PATCH', `/briefings/${made}`, fields, said, { step }) : await act<Briefing>('POST', '/briefings', { stakeholder: to.id, ...fields }, said, { step })
    if (!done || !('value' in done)) return undefined
    // A sending that was refused is tried again with the same draft, not with a second one.
    setMade(done.value.id)
    return done.value
  }
  const onKeep = async () => {
    setBusy('keep')
    const kept = await keep()
    setBusy(undefined)
    if (kept) onClose()
  }
  const onSend = async () => {
    setBusy('send')
    const kept = await keep(true)
    const done = kept && (await act<Briefing>('POST', `/briefings/${kept.id}/send`, {}, m.stake_sent({ name: to.name }), { final: true }))
    if (done && 'value' in done) {
      if (form === 'link') await linkOf(done.value)
      else if (form === 'text') setSent({ title, body })
      else onClose()
    }
    setBusy(undefined)
  }
  const linkOf = async (b: Briefing) => {
    try {
      const l = await data.call<{ url: string }>('POST', `/briefings/${b.id}/link`, {})
      setSent({ url: l.url, title, body })
    } catch (e) {
      toast({ text: whyRefused(problemOf(e)), tone: 'red' })
      onClose()
    }
  }

  if (sent?.url) return <LinkMade url={sent.url} name={to.name} onClose={onClose} />
  if (sent) return <TextToSend to={to} title={sent.title} body={sent.body} onClose={onClose} />
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="lg"
      title={m.stake_write_to({ name: to.name })}
      description={m.stake_write_text()}
      footer={
        <>
          <Button onClick={onClose}>{m.screens_cancel()}</Button>
          <Button busy={busy === 'keep'} disabled={!title.trim()} onClick={() => void onKeep()}>
            {m.stake_keep_draft()}
          </Button>
          <Button variant="primary" busy={busy === 'send'} disabled={!title.trim() || (!body.trim() && form !== 'meeting')} onClick={() => void onSend()}>
            {form === 'meeting' ? m.stake_note_told() : m.stake_send()}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3 text-13">
        <div className="grid gap-3 sm:grid-cols-3">
          <Field label={m.stake_form()}>
            <Select value={form} onChange={setForm} options={forms.filter((f) => !outside || f !== 'page').map((f) => ({ value: f, label: formNames[f]() }))} />
          </Field>
          <Field label={m.stake_cut()} required={outside}>
            <Select
              value={source ?? ''}
              onChange={(v) => setCut(v || null)}
              placeholder={outside ? m.stake_cut_none() : m.stake_cut_own()}
              options={[...(outside ? [] : [{ value: '', label: m.stake_cut_own() }]), ...(cuts.value ?? []).map((c) => ({ value: c.id, label: c.title }))]}
            />
          </Field>
          <Field label={m.stake_since()}>
            <DatePicker label={m.stake_since()} value={since} onChange={setSince} placeholder={m.stake_since_read()} />
          </Field>
        </div>
        <fieldset className="flex flex-wrap gap-x-4">
          <legend className="mb-1 text-12 text-text-muted">{m.stake_topics()}</legend>
          {topics.map((t) => (
            <Checkbox key={t} label={topicNames[t]()} checked={told.includes(t)} onChange={(on) => setChosen(topics.filter((x) => (x === t ? on : told.includes(x))))} />
          ))}
        </fieldset>
        {outside && cuts.value?.length === 0 && <Callout tone="amber">{m.stake_no_cuts()}</Callout>}
        {composed.status === 'error' && <Callout tone="red">{composed.error?.detail}</Callout>}
        {now && <Composed draft={now} />}
        {own && now && now.body !== own.body && (
          <div>
            <Button size="sm" variant="ghost" icon="refresh-cw" onClick={() => setOwn(undefined)}>
              {m.stake_compose_anew()}
            </Button>
          </div>
        )}
        {!now && !own && path && composed.status === 'loading' && <Skeleton height={160} />}
        {(now || own || !path) && (
          <>
            <TextInput label={m.stake_heading()} value={title} onChange={(v) => write({ title: v })} maxLength={200} required />
            {read ? (
              <div className="max-h-80 overflow-y-auto rounded border p-3" role="region" aria-label={m.stake_preview()} tabIndex={0}>
                <Markdown dense text={body} />
              </div>
            ) : (
              <TextArea label={m.stake_body()} value={body} onChange={(v) => write({ body: v })} rows={12} maxLength={50000} />
            )}
            <div>
              <Button size="sm" variant="ghost" icon={read ? 'pencil' : 'eye'} onClick={() => setRead(!read)}>
                {read ? m.stake_write_on() : m.stake_preview()}
              </Button>
            </div>
          </>
        )}
      </div>
    </Dialog>
  )
}

/** What the text was made from, and what was left out. */
function Composed({ draft }: { draft: Draft }) {
  const today = useToday()
  const { zone } = useMe().workspace
  const day = sayDay(dayIn(draft.since, zone), today)
  const why = { read: m.stake_why_read, told: m.stake_why_told, never: m.stake_why_never, day: m.stake_why_day }[draft.why]({ day, count: draft.lines })
  return (
    <div className="text-12 text-text-muted">
      <p>{why}</p>
      {draft.left.map((l) => (
        <p key={l} className="text-amber-text">
          {l}
        </p>
      ))}
    </div>
  )
}
