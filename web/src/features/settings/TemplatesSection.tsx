import { useState, type FormEvent } from 'react'

import { useAsk, useRecord } from '@/data/hooks'
import type { Right } from '@/data/rights'
import type { MyProduct } from '@/data/types'
import { decisionWords } from '@/lib/decisions'
import { m } from '@/locales/gen/messages.js'
import { recordAddress, useLink } from '@/record/screen/address'
import { Button, IconButton } from '@/ui/button'
import { Dialog, confirm } from '@/ui/dialog'
import { KindIcon } from '@/ui/icon'
import { Field, NumberInput, Switch, TextArea, TextInput } from '@/ui/input'
import { Select } from '@/ui/select'
import { Callout, EmptyState } from '@/ui/state'

import { ProductPick } from './ProductPick'
import { Block, Loaded, RightNote, Section } from './Section'
import { usePress, useSend } from './send'
import { bodyOf, draftOf, empty, itemKinds, sayDay, sayRhythm, weekdays, type Draft, type Recurrence, type Template } from './templates'
import { useChosenProduct, useMay } from './useHere'

/** What new items of a sort begin with, and what is made of it every so often. */
export default function TemplatesSection() {
  const { product, choose, products } = useChosenProduct('templates')
  const right = useMay('story.write', product?.id)
  if (!product) return <EmptyState icon="package" title={m.settings_no_product()} text={m.settings_no_product_text()} />
  return (
    <Section title={m.story_templates()} text={m.story_templates_text()} actions={<ProductPick products={products} value={product.key} onChange={choose} />}>
      <RightNote right={right} what={decisionWords('story.write')} />
      <Both key={product.id} product={product} right={right} />
    </Section>
  )
}

function Both({ product, right }: { product: MyProduct; right: Right }) {
  const templates = useAsk<Template[]>(`/templates?product=${product.key}`, ['item_template'])
  const rules = useAsk<Recurrence[]>(`/recurrences?product=${product.key}`, ['recurrence'])
  const [editing, setEditing] = useState<Draft>()
  const [rule, setRule] = useState<Partial<Recurrence>>()
  const press = usePress()
  const may = right.may !== 'no'
  const drop = async (path: string, title: string, retry: () => void) => {
    if (!(await confirm({ title, action: m.record_delete(), danger: true }))) return
    if (await press('DELETE', path)) retry()
  }
  return (
    <>
      <Block
        title={m.story_templates()}
        actions={
          may && (
            <Button size="sm" icon="plus" onClick={() => setEditing(empty)}>
              {m.story_template_new()}
            </Button>
          )
        }
      >
        <Loaded ask={templates}>
          {(all) =>
            all.length === 0 ? (
              <EmptyState icon="file-text" title={m.story_templates_none()} text={m.story_templates_none_text()} />
            ) : (
              <ul className="divide-y border-y">
                {all.map((t) => (
                  <li key={t.id} className="flex min-h-row items-center gap-3">
                    <KindIcon kind={t.kind} size={14} />
                    <span className="min-w-0 flex-1 truncate font-medium">{t.name}</span>
                    <span className="truncate text-12 text-text-muted">{t.title}</span>
                    {may && (
                      <span className="flex">
                        <IconButton size="sm" icon="pencil" label={m.story_template_edit({ name: t.name })} onClick={() => setEditing(draftOf(t))} />
                        <IconButton size="sm" icon="refresh-cw" label={m.story_template_repeat({ name: t.name })} onClick={() => setRule({ template: t.id, title: t.title ? `${t.title} ({day})` : '{day}', every: 1, unit: 'week', onDay: 1 })} />
                        <IconButton size="sm" icon="trash-2" label={m.story_template_delete({ name: t.name })} onClick={() => void drop(`/templates/${t.id}`, m.story_template_delete_ask({ name: t.name }), templates.retry)} />
                      </span>
                    )}
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
      </Block>
      <Block title={m.story_recurring()} text={m.story_recurring_text()}>
        <Loaded ask={rules}>
          {(all) =>
            all.length === 0 ? (
              <p className="text-text-muted">{m.story_recurring_none()}</p>
            ) : (
              <ul className="divide-y border-y">
                {all.map((r) => (
                  <li key={r.id} className="flex min-h-row flex-wrap items-center gap-x-3 py-1">
                    <span className="min-w-0 flex-1 truncate font-medium">{r.title}</span>
                    <span className="text-12 text-text-muted">{sayRhythm(r)}</span>
                    <span className="tabular text-12 text-text-muted">{r.pausedAt ? m.story_recurring_paused() : m.story_recurring_next({ day: sayDay(r.nextOn) })}</span>
                    {r.last && <Last id={r.last} />}
                    {may && (
                      <span className="flex">
                        <IconButton size="sm" icon="pencil" label={m.story_template_edit({ name: r.title })} onClick={() => setRule(r)} />
                        <IconButton size="sm" icon="trash-2" label={m.story_template_delete({ name: r.title })} onClick={() => void drop(`/recurrences/${r.id}`, m.story_recurring_delete_ask({ name: r.title }), rules.retry)} />
                      </span>
                    )}
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
      </Block>
      {editing && <TemplateDialog product={product} start={editing} onClose={() => setEditing(undefined)} onDone={templates.retry} />}
      {rule && <RuleDialog product={product} start={rule} onClose={() => setRule(undefined)} onDone={rules.retry} />}
    </>
  )
}

function Last({ id }: { id: string }) {
  const r = useRecord(id)
  const link = useLink()
  if (!r) return null
  return (
    <a {...link(recordAddress(r.key))} className="text-12 text-accent-text hover:underline">
      {m.story_recurring_last({ key: r.key })}
    </a>
  )
}

interface TemplateDialogProps {
  product: MyProduct
  start: Draft
  onClose: () => void
  onDone: () => void
}

function TemplateDialog({ product, start, onClose, onDone }: TemplateDialogProps) {
  const [draft, setDraft] = useState(start)
  const { busy, refusal, send } = useSend()
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change })
  const submit = async (e: FormEvent) => {
    e.preventDefault()
    if (!(await send('POST', '/templates', { product: product.key, ...bodyOf(draft) }, m.story_template_saved({ name: draft.name })))) return
    onDone()
    onClose()
  }
  return (
    <Dialog open onOpenChange={onClose} size="lg" title={start.id ? m.story_template_edit({ name: start.name }) : m.story_template_new()}>
      <form onSubmit={(e) => void submit(e)} className="flex flex-col gap-4 pb-1">
        <div className="grid gap-4 sm:grid-cols-[1fr_10rem]">
          <TextInput autoFocus required label={m.story_template_name()} value={draft.name} onChange={(name) => set({ name })} maxLength={80} />
          <Field label={m.story_paste_kind()}>
            <Select value={draft.kind} onChange={(kind) => set({ kind })} options={itemKinds.map((k) => ({ value: k, label: k }))} className="w-full" />
          </Field>
        </div>
        <TextInput label={m.story_template_title()} hint={m.story_template_title_hint()} value={draft.title} onChange={(title) => set({ title })} maxLength={500} />
        <div className="grid gap-4 sm:grid-cols-3">
          <TextInput label={m.record_statement_as()} value={draft.asA} onChange={(asA) => set({ asA })} />
          <TextInput label={m.record_statement_want()} value={draft.iWant} onChange={(iWant) => set({ iWant })} />
          <TextInput label={m.record_statement_so()} value={draft.soThat} onChange={(soThat) => set({ soThat })} />
        </div>
        <TextArea label={m.record_body()} value={draft.body} onChange={(body) => set({ body })} rows={4} />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextArea label={m.record_criteria()} hint={m.story_template_lines()} value={draft.criteria} onChange={(criteria) => set({ criteria })} rows={4} />
          <TextArea label={m.story_paste_subtasks()} hint={m.story_template_lines()} value={draft.subtasks} onChange={(subtasks) => set({ subtasks })} rows={4} />
        </div>
        <TextArea label={m.story_scenarios()} value={draft.scenarios} onChange={(scenarios) => set({ scenarios })} rows={4} className="font-mono" />
        {refusal && <Callout tone="red">{[refusal.detail, ...refusal.fields.map((f) => f.message)].join(' ')}</Callout>}
        <div className="flex justify-end gap-2">
          <Button variant="ghost" onClick={onClose}>
            {m.record_cancel()}
          </Button>
          <Button type="submit" variant="primary" busy={busy} disabled={draft.name.trim() === ''}>
            {m.story_save()}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

interface RuleDialogProps {
  product: MyProduct
  start: Partial<Recurrence>
  onClose: () => void
  onDone: () => void
}

function RuleDialog({ product, start, onClose, onDone }: RuleDialogProps) {
  const [rule, setRule] = useState({ every: 1, unit: 'week' as Recurrence['unit'], onDay: 1, title: '', ...start, paused: Boolean(start.pausedAt) })
  const { busy, refusal, send } = useSend()
  const submit = async (e: FormEvent) => {
    e.preventDefault()
    const { id, template, title, every, unit, onDay, paused } = rule
    const body = { product: product.key, ...(id && { id }), template, title, every, unit, onDay: unit === 'day' ? 0 : onDay, paused }
    if (!(await send('POST', '/recurrences', body, m.story_template_saved({ name: title })))) return
    onDone()
    onClose()
  }
  return (
    <Dialog open onOpenChange={onClose} title={m.story_recurring_edit()}>
      <form onSubmit={(e) => void submit(e)} className="flex flex-col gap-4 pb-1">
        <TextInput autoFocus required label={m.story_template_title()} hint={m.story_recurring_title_hint()} value={rule.title} onChange={(title) => setRule({ ...rule, title })} maxLength={480} />
        <div className="grid gap-4 sm:grid-cols-3">
          <NumberInput label={m.story_recurring_every()} min={1} max={365} value={rule.every} onChange={(every) => setRule({ ...rule, every: every ?? 1 })} />
          <Field label={m.story_recurring_unit()}>
            <Select
              value={rule.unit}
              onChange={(unit) => setRule({ ...rule, unit, onDay: 1 })}
              options={[
                { value: 'day', label: m.story_unit_day() },
                { value: 'week', label: m.story_unit_week() },
                { value: 'month', label: m.story_unit_month() },
              ]}
              className="w-full"
            />
          </Field>
          {rule.unit === 'week' && (
            <Field label={m.story_recurring_on()}>
              <Select value={String(rule.onDay)} onChange={(d) => setRule({ ...rule, onDay: Number(d) })} options={weekdays().map((label, i) => ({ value: String(i + 1), label }))} className="w-full" />
            </Field>
          )}
          {rule.unit === 'month' && <NumberInput label={m.story_recurring_on()} min={1} max={31} value={rule.onDay} onChange={(n) => setRule({ ...rule, onDay: n ?? 1 })} />}
        </div>
        <Switch label={m.story_recurring_pause()} checked={rule.paused} onChange={(paused) => setRule({ ...rule, paused })} />
        {refusal && <Callout tone="red">{[refusal.detail, ...refusal.fields.map((f) => f.message)].join(' ')}</Callout>}
        <div className="flex justify-end gap-2">
          <Button variant="ghost" onClick={onClose}>
            {m.record_cancel()}
          </Button>
          <Button type="submit" variant="primary" busy={busy} disabled={rule.title.trim() === ''}>
            {m.story_save()}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
