/** A record before it is one: what is asked for, what is sent, and what is kept until it is there. */
import type { KindName } from '@/data/kinds.gen'
import type { Field } from '@/record/fields/field'

import { always, prose } from './properties'

/** Belong to the workspace as a whole. */
const shared: readonly KindName[] = ['account', 'contact', 'portfolio']

/** Made in another way: with a key of its own, by judging, or by asking. */
const elsewhere: readonly KindName[] = ['product', 'promise', 'tradeoff', 'verdict', 'launch']

/** The kinds one can choose from, what is made most often first. */
export const order: readonly KindName[] = ['story', 'bug', 'task', 'spike', 'feature', 'initiative', 'objective', 'feedback', 'insight', 'opportunity', 'risk', 'decision', 'metric', 'release', 'sprint', 'pillar', 'account', 'contact', 'portfolio']

export const creatable = (kind: KindName): boolean => !elsewhere.includes(kind)
export const inProduct = (kind: KindName): boolean => !shared.includes(kind)

const statement = ['asA', 'iWant', 'soThat']

/** Takes a line of its own. */
export const isLong = (f: Pick<Field, 'name'>): boolean => statement.includes(f.name) || prose.has(f.name)

/** What one is asked first, and what only on a word. The title and the text stand for themselves. */
export function asked(kind: KindName, fields: readonly Field[], values: Readonly<Record<string, unknown>>): { first: Field[]; more: Field[] } {
  const can = fields.filter((f) => !['title', 'body', 'state', 'product', 'link.release', ...(kind === 'story' ? [] : statement)].includes(f.name))
  const first = can.filter((f) => always.has(f.name) || prose.has(f.name) || statement.includes(f.name) || f.name in values).sort((a, b) => Number(isLong(b)) - Number(isLong(a)))
  return { first: first.filter((f) => !['outcome', 'answer', 'reason', 'notes'].includes(f.name) || f.name in values), more: can.filter((f) => !first.includes(f)) }
}

/** May belong to one product or to the workspace as a whole; the screens of a product show both. */
const inEach: readonly KindName[] = ['pillar', 'objective', 'metric']
export const inEither = (kind: KindName): boolean => inEach.includes(kind)

/** What is sent, and what is joined when it is there: values of link fields are links. */
export function sent(product: string | null, kind: KindName, values: Readonly<Record<string, unknown>>, fields: readonly Field[]): { body: Record<string, unknown>; links: { type: string; direction: 'out' | 'in'; to: string }[] } {
  const body: Record<string, unknown> = inProduct(kind) && product !== null ? { product } : {}
  const custom: Record<string, unknown> = {}
  const links: { type: string; direction: 'out' | 'in'; to: string }[] = []
  for (const [name, value] of Object.entries(values)) {
    if (value === '' || value === null || value === undefined || (Array.isArray(value) && value.length === 0)) continue
    const field = fields.find((f) => f.name === name)
    if (name.startsWith('custom.')) custom[name.slice(7)] = value
    else if (name.startsWith('link.')) for (const to of [value].flat()) links.push({ type: field?.link?.type ?? 'relates', direction: field?.link?.direction === 'in' ? 'in' : 'out', to: String(to) })
    else body[name] = typeof value === 'string' ? value.trim() : value
  }
  return { body: Object.keys(custom).length > 0 ? { ...body, custom: { ...(body.custom as object), ...custom } } : body, links }
}

/** What stays for the next one of a row: everything but what is said of this one alone. */
export function forNext(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const own = new Set(['title', 'body', ...statement, ...prose])
  return Object.fromEntries(Object.entries(values).filter(([name]) => !own.has(name)))
}

/** Whether somebody has typed something that would be missed. */
export const typed = (values: Readonly<Record<string, unknown>>): boolean => ['title', 'body', ...statement, ...prose].some((name) => typeof values[name] === 'string' && values[name].trim() !== '')
