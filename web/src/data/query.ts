/**
 * Reads of a query what a list depends on: which kinds, which fields, what
 * order. It need not understand all of the language: what it does not know
 * counts as depending on everything, and the server has the last word.
 */
import { KINDS, type KindName } from './kinds.gen'
import type { Rec, Row } from './types'

export interface Term {
  field: string
  op: ':' | '=' | '!=' | '<' | '>' | '<=' | '>='
  values: string[]
  not: boolean
}

export interface Needs {
  /** Kinds that can be in it; undefined is any. */
  kinds: ReadonlySet<string> | undefined
  /** JSON names of fields on which it depends whether a record is in it, and where. */
  fields: ReadonlySet<string>
  /** Those of them that say in what order it stands, or in what group. */
  order: ReadonlySet<string>
  /** Kinds of other records that decide, by becoming current or ceasing to be. */
  others: ReadonlySet<string>
  /** Whether links decide. */
  links: boolean
  /** Whether anything at all may decide: words, or what is not understood. */
  anything: boolean
  /** Whether it stands in the order made by hand. */
  ranked: boolean
  /** The conditions, all of which must hold; undefined when there is more to it. */
  terms: Term[] | undefined
}

const synonyms: Record<string, string> = {
  type: 'kind', status: 'state', assignee: 'owner', author: 'creator', reporter: 'creator', tags: 'tag', label: 'tag',
}
const shared: Record<string, string[]> = {
  kind: ['kind'], key: ['key'], title: ['title'], state: ['state', 'category'], category: ['category'], owner: ['owner'], creator: ['createdBy'],
  product: ['product'], tag: ['tags'], created: ['createdAt'], updated: ['*'], archived: ['archivedAt'], rank: ['rank'],
}
const words: Record<string, string[]> = {
  open: ['category', 'archivedAt'], closed: ['category'], archived: ['archivedAt'], mine: ['owner'], unassigned: ['owner'],
}
const links = new Set(['feature', 'initiative', 'objective', 'pillar', 'opportunity', 'insight', 'feedback', 'measures', 'metric', 'blocks', 'blockedby', 'duplicates', 'relates', 'blocked'])

let named: Map<string, string[]> | undefined

/** The JSON names behind a name of the query language; undefined when it is not known. */
function jsonNames(name: string): string[] | undefined {
  if (!named) {
    named = new Map()
    for (const k of Object.values(KINDS)) {
      for (const [json, f] of Object.entries(k.fields)) {
        for (const n of new Set([f.query ?? json.toLowerCase(), `${k.name}-${json.toLowerCase()}`])) {
          named.set(n, [...new Set([...(named.get(n) ?? []), json])])
        }
      }
    }
  }
  return shared[name] ?? named.get(name)
}

/** Words for whichever sprint it is just now. */
const byTime = new Set(['current', 'active', 'next'])

const isLink = (name: string) => links.has(name) || name === 'release'

/** The JSON names on which a name of the query language depends. */
function namesOf(name: string): string[] {
  return jsonNames(name) ?? (links.has(name) ? [] : [`custom.${name}`])
}

const token = /(-|not\s+)?(?:([a-z][a-z0-9-]*)(!=|<=|>=|:|=|<|>)((?:"(?:[^"\\]|\\.)*"|[^\s",()]+)(?:,\s*(?:"(?:[^"\\]|\\.)*"|[^\s",()]+))*)|("(?:[^"\\]|\\.)*")|([()])|([^\s()]+))/gi
const value = /"((?:[^"\\]|\\.)*)"|([^\s",()]+)/g

const read = new Map<string, Needs>()

/** What a list of this query needs to hear of. */
export function needsOf(q: string, product: string | undefined): Needs {
  const id = `${product ? 'p' : ''}\n${q}`
  let n = read.get(id)
  if (!n) {
    if (read.size > 500) read.clear()
    read.set(id, (n = work(q, product)))
  }
  return n
}

function work(q: string, product: string | undefined): Needs {
  const fields = new Set(['archivedAt', 'product'])
  const order = new Set<string>()
  const others = new Set<string>()
  const out = { kinds: undefined as Set<string> | undefined, links: false, anything: false, sorted: false, ranked: false, simple: true }
  const terms: Term[] = []
  const use = (name: string, into?: Set<string>) => {
    if (isLink(name)) out.links = true
    for (const j of namesOf(name)) {
      fields.add(j)
      into?.add(j)
    }
  }
  for (const t of q.matchAll(token)) {
    const name = synonyms[t[2]?.toLowerCase() ?? ''] ?? t[2]?.toLowerCase()
    const values = [...(t[4] ?? '').matchAll(value)].map((v) => v[1] ?? v[2]!)
    if (!name) {
      if (t[5] || (t[7] && !['and', 'or', 'not'].includes(t[7].toLowerCase()))) out.anything = true
      if (t[7]?.toLowerCase() !== 'and') out.simple = false
      continue
    }
    if (name === 'sort') {
      out.sorted = true
      const by = values.map((v) => v.replace(/^-/, '').toLowerCase())
      for (const b of by) use(synonyms[b] ?? b, order)
      out.ranked = values[0] === 'rank'
    } else if (name === 'group') {
      for (const v of values) use(synonyms[v.toLowerCase()] ?? v.toLowerCase(), order)
    } else {
      if (name === 'text') out.anything = true
      if (name === 'sprint' && values.some((v) => byTime.has(v.toLowerCase()))) others.add(name)
      if (name === 'is' && words[values[0] ?? '']) for (const f of words[values[0]!]!) fields.add(f)
      else for (const n of ['has', 'no', 'is'].includes(name) ? values.map((v) => v.toLowerCase()) : [name]) use(synonyms[n] ?? n)
      if (name === 'kind' && !t[1] && t[3] !== '!=' && !/\bor\b/i.test(q)) out.kinds = new Set(values.map((v) => v.toLowerCase()))
      terms.push({ field: name, op: t[3] as Term['op'], values, not: !!t[1] })
    }
  }
  if (!out.sorted) {
    out.ranked = !!product
    order.add(product ? 'rank' : '*')
  }
  if (order.has('*')) fields.add('*')
  return { kinds: out.kinds, fields, order, others, links: out.links, anything: out.anything, ranked: out.ranked, terms: out.simple ? terms : undefined }
}

/** Whether a row of the ledger may change what a list holds, or its order. */
export function touches(n: Needs, row: Row, me: string): boolean {
  if (row.kind === 'link') return n.links
  if (row.entity !== row.record || !(row.kind in KINDS)) return n.anything && row.kind === 'comment'
  // What is at the other end of a link, or is the current one.
  const ofOther = (n.links || n.others.has(row.kind)) && (row.act !== 'update' || 'category' in row.diff)
  if (n.kinds && !n.kinds.has(row.kind)) return ofOther
  if (n.anything || ofOther) return true
  if (row.act === 'create') return matches(n, made(row), me) !== false
  if (row.act !== 'update' || n.order.has('*') || 'archivedAt' in row.diff || 'product' in row.diff) return true
  const names = Object.keys(row.diff)
  if (names.some((f) => n.order.has(f))) return true
  const hit = names.filter((f) => n.fields.has(f))
  if (hit.length === 0) return false
  if (!n.terms) return true
  const [before, after] = [side(row, 0), side(row, 1)]
  return n.terms.some((t) => {
    if (!termNames(t).some((f) => hit.includes(f))) return false
    const was = holds(t, before, me)
    return was === undefined || was !== holds(t, after, me)
  })
}

function termNames(t: Term): string[] {
  if (t.field === 'is' && words[t.values[0]!]) return words[t.values[0]!]!
  if (['is', 'has', 'no'].includes(t.field)) return t.values.flatMap((v) => namesOf(synonyms[v.toLowerCase()] ?? v.toLowerCase()))
  return namesOf(t.field)
}

/** What a row tells of a record before or after it. */
function side(row: Row, at: 0 | 1): Rec {
  const out: Record<string, unknown> = { kind: row.kind, archivedAt: null, custom: {} }
  for (const [f, v] of Object.entries(row.diff)) {
    if (f.startsWith('custom.')) (out.custom as Record<string, unknown>)[f.slice(7)] = v[at]
    else out[f] = v[at]
  }
  return out as Rec
}

/** What a row tells of a record that it made; what it does not name is empty. */
function made(row: Row): Rec {
  return Object.assign({ owner: null, tags: [], state: '', category: '' }, side(row, 1))
}

/** Whether a record is in a list; undefined when only the server can say. */
export function matches(n: Needs, rec: Rec, me: string): boolean | undefined {
  if (!n.terms) return undefined
  if (rec.archivedAt && !n.terms.some((t) => t.field === 'archived' || t.values[0] === 'archived')) return false
  let sure = true
  for (const t of n.terms) {
    const r = holds(t, rec, me)
    if (r === undefined) sure = false
    else if (r === t.not) return false
  }
  return sure ? true : undefined
}

function holds(t: Term, rec: Rec, me: string): boolean | undefined {
  if (t.field === 'is') return isWord(t.values[0]!, rec, me)
  if (t.field === 'has' || t.field === 'no') return has(t, rec)
  if (t.op !== ':' && t.op !== '=' && t.op !== '!=') return undefined
  const got = valuesOf(t.field, rec)
  if (!got || t.values.some((v) => /\.\.|\*/.test(v))) return undefined
  const want = t.values.map((v) => (v.toLowerCase() === 'me' && ['owner', 'creator'].includes(t.field) ? me : v).toLowerCase())
  const known = ['kind', 'state', 'category', 'tag'].includes(t.field) || want.every((w) => w === me.toLowerCase() || /^[0-9a-z]{26}$/.test(w))
  if (!known) return undefined
  const found = got.some((g) => want.includes(g.toLowerCase()))
  // A state of the team's own also answers to what it means, which is not known here.
  if (!found && t.field === 'state' && t.op !== '=' && !KINDS[rec.kind]?.states.some((s) => s.name === rec.state)) return undefined
  return t.op === '!=' ? !found : found
}

function isWord(word: string, rec: Rec, me: string): boolean | undefined {
  switch (word) {
    case 'open':
      return rec.category !== 'closed' && !rec.archivedAt
    case 'closed':
      return rec.category === 'closed'
    case 'archived':
      return !!rec.archivedAt
    case 'mine':
      return rec.owner === me
    case 'unassigned':
      return !rec.owner
    default:
      return undefined
  }
}

function has(t: Term, rec: Rec): boolean | undefined {
  const name = t.values[0]?.toLowerCase() ?? ''
  const field = synonyms[name] ?? name
  if (isLink(field)) return undefined
  const json = jsonNames(field)
  const only = json?.length === 1 ? json[0]! : ''
  const v = json ? rec[only] : rec.custom[field]
  if (json && v === undefined) return undefined
  const there = Array.isArray(v) ? v.length > 0 : v !== null && v !== undefined && v !== ''
  return t.field === 'has' ? there : !there
}

function valuesOf(field: string, rec: Rec): string[] | undefined {
  if (isLink(field)) return undefined
  const json = jsonNames(field)
  if (!json) return field in rec.custom ? [rec.custom[field]].flat().map(String) : undefined
  const name = json.find((j) => j in rec)
  if (!name) return undefined
  const v = rec[name]
  return v === null || v === undefined ? [] : [v].flat().map(String)
}

/** The kinds that a query names, for those who need to know what can be made in it. */
export function kindsOf(q: string): KindName[] {
  return [...(needsOf(q, undefined).kinds ?? [])].filter((k): k is KindName => k in KINDS)
}
