/** Cuts and links, as the server tells of them. */
import { m } from '@/locales/gen/messages.js'

export type Audience = 'executive' | 'sales' | 'customers' | 'team'
export type Form = 'timeline' | 'horizons' | 'objectives' | 'table'

/** What is chosen of a cut. */
export interface Choice {
  title: string
  intro: string
  audience: Audience
  products: string[]
  query: string
  form: Form
  fields: string[]
  group: string
  dates: string
  laterDay: boolean
  names: Outside[]
  download: boolean
}

/** How a record is called in a cut, in place of its title. */
export interface Outside {
  record: string
  name: string
}

export interface Cut extends Choice {
  id: string
  version: number
  product: string | null
}

export interface Known {
  fields: { name: string; label: string; doc: string }[]
  starts: { audience: Audience; doc: string }[]
}

export interface Link {
  id: string
  label: string
  expiresOn: string | null
  sites: string[]
  lockedAt: string | null
  revokedAt: string | null
  createdBy: string | null
  /** Who answers for it; with their account it ends. */
  holder: string | null
  left: boolean
  linked: boolean
  opens: boolean
  opened: number
  wrong: number
  lastAt: string | null
}

export interface Linked {
  id: string
  url: string
  frame: string
  feed: string
  sites: string[]
}

export const audiences: Record<Audience, () => string> = {
  executive: () => m.share_aud_executive(),
  sales: () => m.share_aud_sales(),
  customers: () => m.share_aud_customers(),
  team: () => m.share_aud_team(),
}

export const forms: Record<Form, () => string> = {
  timeline: () => m.share_form_timeline(),
  horizons: () => m.share_form_horizons(),
  objectives: () => m.share_form_objectives(),
  table: () => m.share_form_table(),
}

/** The fields that a layout cannot do without: the server says the same. */
const needed: Partial<Record<Form, string>> = { timeline: 'dates', horizons: 'horizon', objectives: 'objective' }

export const grouped = (form: Form) => form === 'timeline' || form === 'table'

/** The fields that a choice must have. */
export function musts(c: Choice): string[] {
  const out = [needed[c.form], c.form !== 'timeline' && c.fields.includes('odds') ? 'dates' : undefined, grouped(c.form) && c.group ? c.group : undefined]
  return out.filter((f) => f !== undefined)
}

/** A choice with what its layout needs, so that it can be saved. */
export function whole(c: Choice): Choice {
  const missing = musts(c).filter((f) => !c.fields.includes(f))
  return missing.length > 0 ? { ...c, fields: [...c.fields, ...missing] } : c
}

/** Other products; over several of them each line says whose it is, unless that is taken away again. */
export function about(c: Choice, products: string[]): Partial<Choice> {
  const says = products.length > 1 && c.products.length < 2 && !c.fields.includes('product')
  return says ? { products, fields: [...c.fields, 'product'] } : { products }
}

const parts = ['title', 'intro', 'audience', 'products', 'query', 'form', 'fields', 'group', 'dates', 'laterDay', 'names', 'download'] as const

/** A choice as it is sent: a name that is not written yet is none. */
export const sent = (c: Choice): Choice => ({ ...c, names: c.names.filter((n) => n.name.trim() !== '') })

/** What differs from the cut as it is saved. */
export function changed(before: Choice, after: Choice): Partial<Choice> {
  const now = sent(after)
  return Object.fromEntries(parts.filter((p) => JSON.stringify(before[p]) !== JSON.stringify(now[p])).map((p) => [p, now[p]]))
}

/** What a page says to show a cut in a frame. */
export function frameOf(address: string, title: string): string {
  const name = title.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
  return `<iframe src="${address}" width="100%" height="600" loading="lazy" title="${name}"></iframe>`
}

export const originsOf = (text: string) =>
  text
    .split(/\s+/)
    .map((s) => s.trim())
    .filter(Boolean)
