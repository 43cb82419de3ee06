import { useRef, useState } from 'react'

import { useData, useMe } from '@/data/hooks'
import type { KindName } from '@/data/kinds.gen'
import { mayCreate } from '@/data/rights'
import type { Problem } from '@/data/types'
import { atField, elsewhere } from '@/lib/submit'
import { m } from '@/locales/gen/messages.js'
import { dropDraft, keepDraft, readDraft } from '@/record/editor/drafts'
import { proposes } from '@/record/fields/editor-options'
import { kindName, useFields } from '@/record/fields/fields'
import { whyRefused } from '@/record/fields/refusal'
import { recordAddress, useGo } from '@/record/screen/address'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { Field as Labelled } from '@/ui/field'
import { KindIcon } from '@/ui/icon'
import { Checkbox, TextArea, TextInput } from '@/ui/input'
import { Select } from '@/ui/select'
import { Callout } from '@/ui/state'
import { toast } from '@/ui/toast'

import { asked, creatable, forNext, inEither, isLong, order, sent, typed } from './create'
import { canDraft, DraftField } from './DraftField'

interface QuickCreateProps {
  kind: KindName
  /** Values that it begins with. */
  values?: Readonly<Record<string, unknown>>
  /** Id or key of the product one is in. */
  product: string
  /** It begins as one of the workspace as a whole, where its kind can be one. */
  whole?: boolean
  /** Called when it is made, and when it is put away. */
  onDone?: (id?: string) => void
  onClose?: () => void
}

interface Kept {
  /** What was asked for, before another kind was chosen. */
  wanted?: KindName
  kind: KindName
  values: Record<string, unknown>
}

/**
 * What was typed and neither made nor thrown away, in this product. Who asks for
 * something else by name gets that, with the words that were typed.
 */
function kept(name: string, wanted: KindName): Kept | undefined {
  try {
    const before = JSON.parse(readDraft(name)?.text ?? '') as Kept
    if (before.wanted === wanted || before.kind === wanted) return before
    const { title, body } = before.values
    return { kind: wanted, values: { title, body } }
  } catch {
    return undefined
  }
}

/** A new record: its name, what it is, and what one most likely knows already. */
export function QuickCreate({ kind: wanted, values: given, product: here, whole: wide = false, onDone, onClose }: QuickCreateProps) {
  const data = useData()
  const go = useGo()
  const draft = `create.${here}`
  const [before] = useState(() => kept(draft, wanted))
  const [kind, setKind] = useState(before?.kind ?? wanted)
  const [values, setValues] = useState<Record<string, unknown>>({ ...before?.values, ...given })
  const [whole, setWhole] = useState(wide)
  const [more, setMore] = useState(false)
  const [another, setAnother] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Problem>()
  const title = useRef<HTMLInputElement>(null)
  const product = whole && inEither(kind) ? null : here
  const fields = useFields(product ?? undefined, [kind])
  const known = asked(kind, fields.filter(canDraft), given ?? {})
  const shown = more ? [...known.first, ...known.more] : known.first
  const right = mayCreate(data, kind, product)
  const name = String(values.title ?? '')
  const keep = (nextKind: KindName, next: Record<string, unknown>) => (typed(next) ? keepDraft(draft, { text: JSON.stringify({ wanted, kind: nextKind, values: next }), base: '' }) : dropDraft(draft))
  const set = (field: string, value: unknown) => {
    const next = { ...values, [field]: value }
    setValues(next)
    keep(kind, next)
  }
  const close = () => {
    onClose?.()
    if (!onClose) onDone?.()
  }
  const make = async () => {
    if (busy || name.trim() === '' || right.may === 'no') return
    setBusy(true)
    setRefusal(undefined)
    const { body, links } = sent(product, kind, values, fields)
    const { id, outcome } = data.create(kind, body)
    for (const l of links) void (l.direction === 'out' ? data.link(l.type, id, l.to) : data.link(l.type, l.to, id))
    // Out of reach it waits its turn with the other changes, and so nobody waits here.
    const became = data.client.reachable ? await outcome : undefined
    setBusy(false)
    if (became && 'refused' in became) {
      // Put away meanwhile, it is there again when it is opened; but why must be said now.
      if (!title.current) toast({ text: whyRefused(became.refused), tone: 'red' })
      return setRefusal(became.refused)
    }
    dropDraft(draft)
    const key = became && 'done' in became ? became.done.key : undefined
    if (key) toast({ text: m.record_create_done({ key }), action: { label: m.record_open(), run: () => go(recordAddress(key)) } })
    if (!another) {
      onDone?.(id)
      if (!onDone) onClose?.()
      return
    }
    setValues(forNext(values))
    title.current?.focus()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={m.record_create_title({ kind: kindName(kind).toLowerCase() })}
      initialFocus={title}
      keeps
      footer={
        <>
          <span className="mr-auto flex items-center gap-4 text-12 text-text-muted">
            <Checkbox label={m.record_create_another()} checked={another} onChange={setAnother} />
          </span>
          <Button onClick={close}>{m.record_cancel()}</Button>
          <Button variant="primary" kbd="mod+enter" busy={busy} disabled={name.trim() === '' || right.may === 'no'} title={right.may === 'no' ? m.record_create_not({ kind: kindName(kind).toLowerCase() }) : undefined} onClick={() => void make()}>
            {right.may === 'propose' ? m.record_propose() : m.record_create()}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(e) => {
          e.preventDefault()
          void make()
        }}
        onKeyDown={(e) => {
          if (e.key !== 'Enter' || !(e.ctrlKey || e.metaKey)) return
          e.preventDefault()
          void make()
        }}
      >
        <div className="flex items-start gap-2">
          <Kinds kind={kind} product={here} onKind={(k) => (setKind(k), keep(k, values))} />
          <div className="min-w-0 flex-1">
            <TextInput size="lg" ref={title} aria-label={m.record_title()} placeholder={m.record_create_name()} value={name} onChange={(v) => set('title', v)} error={atField(refusal, 'title', m.record_title())} />
          </div>
        </div>
        <TextArea autoGrow rows={3} className="min-h-16" aria-label={m.record_body()} placeholder={m.record_create_body()} value={String(values.body ?? '')} onChange={(v) => set('body', v)} error={atField(refusal, 'body', m.record_body())} />
        <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
          {inEither(kind) && (whole || mayCreate(data, kind, null).may !== 'no') && <Home product={here} whole={whole} onWhole={setWhole} />}
          {shown.map((f) => (
            <div key={f.name} className={isLong(f) ? 'sm:col-span-2' : undefined}>
              <DraftField field={f} value={values[f.name]} product={product ?? undefined} kind={kind} onChange={(v) => set(f.name, v)} error={atField(refusal, f.name, f.label)} />
            </div>
          ))}
        </div>
        {known.more.length > 0 && (
          <div>
            <Button size="sm" variant="ghost" icon={more ? 'chevron-up' : 'chevron-down'} aria-expanded={more} onClick={() => setMore(!more)}>
              {more ? m.record_less() : m.record_more({ count: known.more.length })}
            </Button>
          </div>
        )}
        {right.may === 'propose' && <Callout tone="blue">{proposes(right)}</Callout>}
        {elsewhere(refusal, ['title', 'body', ...shown.map((f) => f.name)]).map((text) => (
          <Callout key={text} tone="red" title={m.record_create_refused()}>
            {text}
          </Callout>
        ))}
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}

/** Where it belongs: to the product one is in, or to all of them. */
function Home({ product, whole, onWhole }: { product: string; whole: boolean; onWhole: (whole: boolean) => void }) {
  const { products } = useMe()
  return (
    <Labelled label={m.record_create_home()}>
      <Select
        label={m.record_create_home()}
        value={whole ? 'whole' : 'product'}
        onChange={(v) => onWhole(v === 'whole')}
        options={[
          { value: 'product', label: products.find((p) => p.key === product || p.id === product)?.title ?? product, icon: 'package' },
          { value: 'whole', label: m.record_create_whole(), icon: 'globe' },
        ]}
      />
    </Labelled>
  )
}

function Kinds({ kind, product, onKind }: { kind: KindName; product: string; onKind: (kind: KindName) => void }) {
  const data = useData()
  const can = order.filter((k) => k === kind || (creatable(k) && mayCreate(data, k, product).may !== 'no'))
  return (
    <Select
      label={m.record_kind()}
      value={kind}
      onChange={onKind}
      options={can.map((k) => ({ value: k, label: kindName(k), icon: <KindIcon kind={k} size={14} />, hint: mayCreate(data, k, product).may === 'propose' ? m.record_proposes_short() : undefined }))}
      className="!h-9 w-36 shrink-0"
    />
  )
}
