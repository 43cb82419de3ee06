/**
 * The fields of kinds: what the server's registry says of each, with what people
 * read (labels, the order, what is hidden) laid over it, and the fields that a
 * workspace made for itself. A new field of a kind needs no line here unless its
 * name does not read well.
 */
import { useMemo } from 'react'

import { useAsk } from '@/data/hooks'
import { KINDS, type KindField, type KindName } from '@/data/kinds.gen'
import type { CustomField, Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'

import type { Field, FieldType, Said } from './field'
import { labels } from './labels'
import { linkFields } from './link-fields'

/** What an area says of a field that the registry does not know. */
export type Override = Partial<Omit<Field, 'name'>> & {
  hidden?: boolean
  /** What stands in place of the value of some records: where the value alone would mislead. */
  says?: (record: Rec) => Said | undefined
}

const overrides = new Map<string, Override>()

/** Lays something over the fields of a kind. */
export function describe(kind: KindName, of: Record<string, Override>): void {
  for (const [name, o] of Object.entries(of)) overrides.set(`${kind}.${name}`, o)
}

/** What stands in place of the value of a field of this record; nothing where the value does. It is the record's kind that says so, also in a table of several kinds. */
export const saidOf = (record: Rec, field: Pick<Field, 'name'>): Said | undefined => overrides.get(`${record.kind}.${field.name}`)?.says?.(record)

/** Shown by an own part everywhere, or by nobody. */
const hidden = new Set(['id', 'version', 'kind', 'aliases', 'custom', 'rank', 'category', 'archivedAt'])

const first = ['key', 'title', 'state', 'owner', 'priority', 'estimate', 'sprint', 'horizon', 'startOn', 'endOn', 'dueOn']
const last = ['tags', 'product', 'createdBy', 'createdAt', 'updatedAt', 'body']

const types: Record<string, FieldType> = {
  text: 'text', markdown: 'markdown', number: 'number', money: 'money', day: 'day', instant: 'instant', bool: 'bool', choice: 'choice', enum: 'choice',
  choices: 'choices', multi: 'choices', state: 'state', person: 'person', tags: 'tags', url: 'url', list: 'list', map: 'list', criteria: 'criteria',
}

function typeOf(name: string, f: KindField): FieldType {
  if (name === 'criteria') return 'criteria'
  if (name === 'body') return 'markdown'
  if (f.type === 'ref') return f.ref === 'member' ? 'person' : 'record'
  return types[f.type] ?? 'text'
}

function fieldOf(kind: KindName, name: string, f: KindField): Field {
  const type = typeOf(name, f)
  const given = overrides.get(`${kind}.${name}`)
  return {
    name,
    label: labels[name]?.() ?? (f.label || words(name)),
    type,
    help: f.doc || undefined,
    values: f.enum?.filter(Boolean).map((value) => ({ value, label: value })),
    refs: type === 'record' && f.ref && f.ref !== 'record' ? [f.ref === 'item' ? 'story' : (f.ref as KindName)] : undefined,
    query: f.query,
    sortable: f.query !== undefined && !['list', 'criteria', 'markdown', 'tags', 'record'].includes(type),
    groupable: f.query !== undefined && ['choice', 'state', 'person', 'record', 'tags'].includes(type),
    editable: f.editable,
    decisions: f.decisions,
    ...given,
  }
}

/** "releasedOn" as one reads it: "Released on". */
export function words(name: string): string {
  const text = name.replace(/([A-Z])/g, ' $1').replaceAll(/[-_]/g, ' ').toLowerCase()
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const made = new Map<KindName, readonly Field[]>()

/** The fields of one kind, without those that a workspace made. */
export function fieldsOf(kind: KindName): readonly Field[] {
  let out = made.get(kind)
  if (!out) {
    const own = Object.entries(KINDS[kind].fields)
      .filter(([name]) => !hidden.has(name) && !overrides.get(`${kind}.${name}`)?.hidden)
      .map(([name, f]) => fieldOf(kind, name, f))
    out = ordered([...own, ...linkFields(kind)])
    made.set(kind, out)
  }
  return out
}

function ordered(fields: Field[]): Field[] {
  const place = (f: Field) => {
    const at = first.indexOf(f.name)
    if (at >= 0) return at
    const end = last.indexOf(f.name)
    return end >= 0 ? 1000 + end : 100
  }
  return fields.map((f, i) => ({ f, i })).sort((a, b) => place(a.f) - place(b.f) || a.i - b.i).map((x) => x.f)
}

const customTypes: Record<CustomField['type'], FieldType> = { text: 'text', number: 'number', day: 'day', bool: 'bool', choice: 'choice', multi: 'choices', person: 'person', url: 'url' }

/** A field that a workspace made. */
export function customField(c: CustomField): Field {
  const type = customTypes[c.type] ?? 'text'
  return {
    name: `custom.${c.name}`,
    label: c.label || words(c.name),
    type,
    help: c.doc || undefined,
    values: c.options?.map((value) => ({ value, label: value })),
    query: c.name,
    sortable: type !== 'choices',
    groupable: ['choice', 'choices', 'person'].includes(type),
    editable: true,
    decisions: ['field.set'],
    custom: true,
  }
}

/** The fields that some of these kinds have, each once, in their order. */
export function fieldsOfAll(kinds: readonly KindName[], custom: readonly CustomField[] = []): readonly Field[] {
  const out = new Map<string, Field>()
  for (const kind of kinds) for (const f of fieldsOf(kind)) if (!out.has(f.name)) out.set(f.name, f)
  const own = custom.filter((c) => c.kinds.length === 0 || c.kinds.some((k) => kinds.includes(k as KindName))).map(customField)
  const all = [...out.values()]
  const end = all.findIndex((f) => last.includes(f.name))
  return end < 0 ? [...all, ...own] : [...all.slice(0, end), ...own, ...all.slice(end)]
}

const none: readonly CustomField[] = []

/** The fields of these kinds in a product, custom fields included. */
export function useFields(product: string | undefined, kinds: readonly KindName[]): readonly Field[] {
  const custom = useAsk<CustomField[]>(product ? `/fields?product=${encodeURIComponent(product)}` : '/fields', ['field']).value ?? none
  const names = kinds.join()
  return useMemo(() => fieldsOfAll(names.split(',').filter(Boolean) as KindName[], custom), [names, custom])
}

/** What a kind is called: "Story". */
export function kindName(kind: string): string {
  return kindNames[kind]?.() ?? words(kind)
}

const kindNames: Record<string, () => string> = {
  account: m.record_kind_account, bug: m.record_kind_bug, contact: m.record_kind_contact, decision: m.record_kind_decision, feature: m.record_kind_feature,
  launch: m.launch_kind,
  feedback: m.record_kind_feedback, initiative: m.record_kind_initiative, insight: m.record_kind_insight, metric: m.record_kind_metric, objective: m.record_kind_objective,
  opportunity: m.record_kind_opportunity, promise: m.promise_kind, pillar: m.record_kind_pillar, portfolio: m.record_kind_portfolio, product: m.record_kind_product, release: m.record_kind_release,
  risk: m.record_kind_risk, spike: m.record_kind_spike, sprint: m.record_kind_sprint, story: m.record_kind_story, task: m.record_kind_task, testsession: m.record_kind_testsession, tradeoff: m.record_kind_tradeoff, verdict: m.record_kind_verdict,
}
