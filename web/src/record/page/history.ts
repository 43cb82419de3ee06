/**
 * The history of a record as sentences: who did what, when and in which role.
 * One call of somebody is one sentence, whatever number of rows it wrote.
 */
import type { Row } from '@/data/types'
import { withUnit } from '@/lib/measure'
import { dayIn } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'

import { criteriaIn } from './criteria'
import { linkWord } from './links'

/** What sentences need to know of the names behind ids. */
export interface Names {
  person: (id: string) => string
  /** How a record is spoken of: its key and title. */
  record: (id: string) => string
  label: (field: string) => string
  /** A value of a field, as the field shows it. */
  value: (field: string, value: unknown) => string
  /** The id of the record that the history is of. */
  self: string
  zone: string
}

export interface Change {
  field: string
  label: string
  before: string
  after: string
  /** A text of several lines, of which the words that differ are shown. */
  text: boolean
}

export interface Clause {
  seq: number
  text: string
  /** Shown on demand under the sentence. */
  changes: Change[]
}

export interface Entry {
  request: string
  /** Newest of its rows. */
  seq: number
  /** All of its rows, newest first: what is taken back together. */
  seqs: number[]
  at: string
  actor: string | null
  onBehalfOf: string | null
  role: string
  through: string
  clauses: Clause[]
  canUndo: boolean
}

export interface Day {
  day: string
  entries: Entry[]
}

/** Fields that only follow from others, or say nothing to a reader. */
const silent = new Set(['id', 'key', 'kind', 'product', 'record', 'createdAt', 'createdBy', 'updatedAt', 'category', 'version', 'doneAt', 'startedAt', 'closedAt', 'aliases', 'mentions', 'toKind', 'entity', 'source'])

/** Rows, newest first, as days with one entry for each call. */
export function daysOf(rows: readonly Row[], names: Names): Day[] {
  const entries = new Map<string, Entry>()
  for (const row of rows) {
    const clauses = clausesOf(row, names)
    if (clauses.length === 0) continue
    const key = row.request || String(row.seq)
    const entry = entries.get(key)
    if (!entry) entries.set(key, entryOf(row, clauses))
    else {
      entry.clauses.unshift(...clauses)
      entry.seqs.push(row.seq)
      entry.canUndo ||= undoable(row)
    }
  }
  const days: Day[] = []
  for (const entry of folded([...entries.values()])) {
    const day = dayIn(entry.at, names.zone)
    const last = days.at(-1)
    if (last?.day === day) last.entries.push(entry)
    else days.push({ day, entries: [entry] })
  }
  return days
}

const entryOf = (row: Row, clauses: Clause[]): Entry => ({
  request: row.request,
  seq: row.seq,
  seqs: [row.seq],
  at: row.at,
  actor: row.actor,
  onBehalfOf: row.onBehalfOf ?? null,
  role: row.role ?? '',
  through: row.through ?? '',
  clauses,
  canUndo: undoable(row),
})

const undoable = (row: Row): boolean => !['proposal', 'token', 'invitation', 'metric_point'].includes(row.kind)

/** So long the saves of a text that one writes on are one piece of work, in ms. */
const sitting = 3_600_000

/**
 * What one does in small steps is said once: ranking again and again, and a text
 * that was saved while it was written. Entries come newest first.
 */
function folded(entries: Entry[]): Entry[] {
  const out: Entry[] = []
  for (const e of entries) {
    const newer = out.at(-1)
    if (newer && newer.actor === e.actor && onlyRank(newer) && onlyRank(e)) continue
    const one = newer && sameText(newer, e)
    if (!one) out.push(e)
    else if (one.clauses[0]!.changes[0]!.before === one.clauses[0]!.changes[0]!.after) out.pop()
    else out[out.length - 1] = one
  }
  return out
}

const onlyRank = (e: Entry): boolean => e.clauses.length === 1 && e.clauses[0]!.text === m.record_did_rank()

/** Two saves of one text in one sitting, as one; undefined where they are not. */
function sameText(newer: Entry, older: Entry): Entry | undefined {
  const [a, b] = [textOf(newer), textOf(older)]
  if (!a || !b || a.field !== b.field || newer.actor !== older.actor || newer.role !== older.role || Date.parse(newer.at) - Date.parse(older.at) > sitting) return undefined
  const change = { ...a, before: b.before }
  const text = change.before === '' ? older.clauses[0]!.text : change.after === '' ? newer.clauses[0]!.text : m.record_did_rewrite_field({ label: a.label })
  return { ...newer, seqs: [...newer.seqs, ...older.seqs], clauses: [{ seq: newer.seq, text: a.field === 'body' && change.before !== '' && change.after !== '' ? m.record_did_rewrite() : text, changes: [change] }] }
}

/** The only thing that an entry changed, where that is a long text. */
const textOf = (e: Entry): Change | undefined => (e.clauses.length === 1 && e.clauses[0]!.changes.length === 1 && e.clauses[0]!.changes[0]!.text && !['criteria', 'keyResults'].includes(e.clauses[0]!.changes[0]!.field) ? e.clauses[0]!.changes[0] : undefined)

function clausesOf(row: Row, names: Names): Clause[] {
  const clause = (text: string, changes: Change[] = []): Clause[] => [{ seq: row.seq, text, changes }]
  const after = (field: string) => row.diff[field]?.[1]
  const before = (field: string) => row.diff[field]?.[0]
  const either = (field: string) => String((row.act === 'delete' ? before(field) : after(field)) ?? '')
  switch (row.kind) {
    case 'link': {
      const out = either('from') === names.self
      const what = { what: linkWord(either('type'), out ? 'out' : 'in'), record: names.record(either(out ? 'to' : 'from')) }
      return clause(row.act === 'delete' ? m.record_did_unlink(what) : m.record_did_link(what))
    }
    case 'comment':
      return clause(row.act === 'create' ? m.record_did_comment() : row.act === 'delete' ? m.record_did_comment_delete() : m.record_did_comment_edit(), row.act === 'update' ? changesOf(row, names) : [])
    case 'attachment':
      return clause(row.act === 'delete' ? m.record_did_detach({ name: either('name') }) : m.record_did_attach({ name: either('name') }))
    case 'reaction':
    case 'watcher':
    case 'source_record':
      return []
    case 'proposal':
      return proposalClause(row, clause)
    case 'metric_point':
      return clause(m.record_did_point({ value: names.value('value', after('value')), at: names.value('at', after('at')) }))
    case 'verdict':
      return row.act === 'create' ? clause(after('outcome') === 'accepted' ? m.record_did_accept() : m.record_did_reject()) : fieldClauses(row, names)
    default:
      if (row.act === 'create') return clause(m.record_did_create(), changesOf(row, names).filter((c) => c.after !== '' && c.field !== 'title'))
      if (row.act === 'delete') return clause(m.record_did_archive())
      return fieldClauses(row, names)
  }
}

function proposalClause(row: Row, clause: (text: string) => Clause[]): Clause[] {
  if (row.act === 'create') return clause(row.diff.reason?.[1] ? m.record_did_propose_why({ reason: String(row.diff.reason[1]) }) : m.record_did_propose())
  const state = row.diff.state?.[1]
  const answer = String(row.diff.answer?.[1] ?? '')
  if (state === 'taken') return clause(m.record_did_take())
  if (state === 'declined') return clause(answer ? m.record_did_decline_why({ reason: answer }) : m.record_did_decline())
  if (state === 'withdrawn') return clause(m.record_did_withdraw())
  return []
}

/** One clause for each field of a record that changed and means something. */
function fieldClauses(row: Row, names: Names): Clause[] {
  const verb = verbOf(row)
  const out: Clause[] = verb ? [{ seq: row.seq, text: verb, changes: [] }] : []
  for (const [field, [was, is]] of Object.entries(row.diff)) {
    if (silent.has(field) || (verb && field === 'state')) continue
    out.push({ seq: row.seq, text: fieldText(field, was, is, row, names), changes: longField(field, was, is) ? [changeOf(field, was, is, names)] : [] })
  }
  return out
}

/** Operations that have a word of their own for what they do to the state. */
function verbOf(row: Row): string | undefined {
  const verbs: Record<string, () => string> = {
    'item.accept': m.record_did_accept,
    'item.reject': m.record_did_reject,
    'sprint.start': m.record_did_start,
    'sprint.close': m.record_did_close,
    'release.release': m.record_did_release,
  }
  return row.diff.state ? verbs[row.operation]?.() : undefined
}

const longField = (field: string, was: unknown, is: unknown): boolean => ['body', 'criteria', 'keyResults', 'notes'].includes(field) || [was, is].some((v) => typeof v === 'string' && (v.length > 60 || v.includes('\n')))

function fieldText(field: string, was: unknown, is: unknown, row: Row, names: Names): string {
  const label = names.label(field)
  const show = (v: unknown) => names.value(field, v)
  switch (field) {
    case 'state':
      return was ? m.record_did_move({ from: show(was), to: show(is) }) : m.record_did_state({ to: show(is) })
    case 'title':
      return m.record_did_rename({ from: String(was ?? ''), to: String(is ?? '') })
    case 'rank':
      return m.record_did_rank()
    case 'body':
      return empty(was) ? m.record_did_describe() : empty(is) ? m.record_did_undescribe() : m.record_did_rewrite()
    case 'archivedAt':
      return empty(is) ? m.record_did_restore() : m.record_did_archive()
    case 'owner':
      return ownerText(was, is, row.actor, names)
    case 'tags':
      return tagsText(list(was), list(is))
    case 'criteria':
      return criteriaText(was, is)
    case 'keyResults':
      return row.operation === 'objective.checkin' ? m.record_did_checkin() : m.record_did_keyresults()
    default:
      return plainText(field, label, was, is, show)
  }
}

function plainText(field: string, label: string, was: unknown, is: unknown, show: (v: unknown) => string): string {
  if (empty(is)) return empty(was) || longField(field, was, is) ? m.record_did_clear({ label }) : m.record_did_clear_from({ label, from: show(was) })
  if (longField(field, was, is)) return empty(was) ? m.record_did_write({ label }) : m.record_did_rewrite_field({ label })
  return empty(was) ? m.record_did_set({ label, to: show(is) }) : m.record_did_change({ label, from: show(was), to: show(is) })
}

function ownerText(was: unknown, is: unknown, actor: string | null, names: Names): string {
  if (!is) return m.record_did_unassign({ person: names.person(String(was)) })
  if (is === actor) return m.record_did_take_on()
  return m.record_did_assign({ person: names.person(String(is)) })
}

function tagsText(was: string[], is: string[]): string {
  const added = is.filter((t) => !was.includes(t))
  const gone = was.filter((t) => !is.includes(t))
  if (added.length && gone.length) return m.record_did_tags({ added: added.join(', '), gone: gone.join(', ') })
  return added.length ? m.record_did_tag({ tags: added.join(', ') }) : m.record_did_untag({ tags: gone.join(', ') })
}

function criteriaText(was: unknown, is: unknown): string {
  const a = criteriaIn(was)
  const b = criteriaIn(is)
  const added = b.filter((c) => !a.some((x) => x.id === c.id))
  const gone = a.filter((c) => !b.some((x) => x.id === c.id))
  const reworded = b.filter((c) => a.some((x) => x.id === c.id && x.text !== c.text))
  const ticked = b.filter((c) => c.met && a.some((x) => x.id === c.id && !x.met))
  if (added.length && !gone.length && !reworded.length) return m.record_did_criteria_add({ count: added.length })
  if (gone.length && !added.length && !reworded.length) return m.record_did_criteria_remove({ count: gone.length })
  if (ticked.length && !added.length && !gone.length && !reworded.length) return m.record_did_criteria_tick({ count: ticked.length })
  return m.record_did_criteria()
}

/** What changed, field by field, for showing before and after. */
export function changesOf(row: Pick<Row, 'diff'>, names: Pick<Names, 'label' | 'value'>): Change[] {
  return Object.entries(row.diff)
    .filter(([field]) => !silent.has(field) && field !== 'rank')
    .map(([field, [was, is]]) => changeOf(field, was, is, names))
}

function changeOf(field: string, was: unknown, is: unknown, names: Pick<Names, 'label' | 'value'>): Change {
  const say = (v: unknown) => (typeof v === 'string' && longField(field, v, v) ? v : empty(v) ? '' : lines(field, v) ?? names.value(field, v))
  return { field, label: names.label(field), before: say(was), after: say(is), text: longField(field, was, is) }
}

/** Parts of a list, a line each. */
function lines(field: string, value: unknown): string | undefined {
  if (field === 'criteria') return criteriaIn(value).map((c) => `${c.met ? '☑' : '☐'} ${c.text}`).join('\n')
  if (field === 'keyResults' && Array.isArray(value)) {
    const known = value as { title?: string; start?: unknown; current?: unknown; target?: unknown; unit?: string; confidence?: unknown }[]
    return known.map((k) => `${k.title ?? ''}: ${withUnit([k.start, k.current, k.target].map((n) => n ?? '–').join(' → '), k.unit)}${typeof k.confidence === 'number' ? ` (${k.confidence}%)` : ''}`).join('\n')
  }
  return undefined
}

const empty = (v: unknown): boolean => v === null || v === undefined || v === '' || (Array.isArray(v) && v.length === 0)
const list = (v: unknown): string[] => (Array.isArray(v) ? v.map(String) : [])

/** The clauses as one sentence about "it": "moved it from a to b and gave it to Lena". */
export function said(entry: Pick<Entry, 'clauses'>, locale?: string): string {
  const texts = [...new Set(entry.clauses.map((c) => c.text))]
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(texts)
}

/** In which role, for whom and by what means, where that says more than the name. */
export function circumstances(entry: Entry, names: Pick<Names, 'person'>): string[] {
  const out: string[] = []
  if (entry.role) out.push(m.record_did_as({ role: entry.role }))
  if (entry.onBehalfOf && entry.onBehalfOf !== entry.actor) out.push(m.record_did_for({ person: names.person(entry.onBehalfOf) }))
  const means = entry.through.split(':')[0]
  if (means === 'import') out.push(m.record_did_through_import())
  else if (means === 'token') out.push(m.record_did_through_token({ name: entry.through.slice(6) }))
  else if (means === 'cli') out.push(m.record_did_through_cli())
  return out
}
