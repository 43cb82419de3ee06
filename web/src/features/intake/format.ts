/**
 * What wrote a file: told from what is in it, so that nobody has to know. The
 * sniffed content also gives a few rows to show what is in the file.
 */
import { firstRows } from './csv'

export const FORMATS = ['trello', 'jira-csv', 'jira-json', 'github', 'csv'] as const
export type Format = (typeof FORMATS)[number]

/** A file that was chosen, with what is known of it. */
export interface Chosen {
  name: string
  size: number
  /** undefined where the content is of nothing that is known. */
  format?: Format
  /** A Throughline archive, which is taken in by whoever runs the installation. */
  archive?: boolean
  samples: readonly Sample[]
  /** Of a table: its header. */
  headers?: readonly string[]
}

/** A row of the source, in its own words. */
export interface Sample {
  key: string
  title: string
  type: string
  state: string
  person: string
}

export const SAMPLES = 8

type Obj = Record<string, unknown>
const isObj = (v: unknown): v is Obj => typeof v === 'object' && v !== null && !Array.isArray(v)
const list = (v: unknown): Obj[] => (Array.isArray(v) ? v.filter(isObj) : [])
const text = (v: unknown): string => (typeof v === 'string' ? v : typeof v === 'number' ? String(v) : '')
const within = (o: unknown, key: string): unknown => (isObj(o) ? o[key] : undefined)

export function sniff(name: string, content: string): Omit<Chosen, 'size'> {
  if (content.startsWith('PK')) return { name, archive: true, samples: [] }
  const head = content.trimStart().replace(/^\uFEFF/, '')
  if (head.startsWith('{') || head.startsWith('[')) return { name, ...json(head) }
  if (/\.json$/i.test(name)) return { name, samples: [] }
  return { name, ...table(content) }
}

/** Words by which a format is known where the whole cannot be read. */
const WORDS: readonly [RegExp, Format][] = [
  [/"idMemberCreator"|"idList"|"cards"\s*:/, 'trello'],
  [/"issuetype"|"changelog"|"issues"\s*:/, 'jira-json'],
  [/"issue_url"|"html_url"|"pull_request"/, 'github'],
]

function json(content: string): { format?: Format; samples: Sample[] } {
  let data: unknown
  try {
    data = JSON.parse(content)
  } catch {
    // Too large to be read here whole, or broken, which the server says with the place.
    return { format: WORDS.find(([word]) => word.test(content))?.[1], samples: [] }
  }
  const first = Array.isArray(data) ? list(data)[0] : undefined
  if (isObj(data) && Array.isArray(data.cards)) return { format: 'trello', samples: trello(data) }
  if (first && 'idMemberCreator' in first) return { format: 'trello', samples: [] }
  if (isObj(data) && Array.isArray(data.issues)) return { format: 'jira-json', samples: jira(list(data.issues)) }
  if (isObj(data) && Array.isArray(data.values)) return { format: 'jira-json', samples: [] }
  if (first && isObj(first.fields)) return { format: 'jira-json', samples: jira(list(data)) }
  if (first && ('number' in first || 'issue_url' in first || 'event' in first || 'issue' in first)) {
    return { format: 'github', samples: github(list(data)) }
  }
  return { samples: [] }
}

function trello(board: Obj): Sample[] {
  const lists = new Map(list(board.lists).map((l) => [text(l.id), text(l.name)]))
  const people = new Map(list(board.members).map((p) => [text(p.id), text(p.fullName) || text(p.username)]))
  return list(board.cards)
    .filter((c) => c.closed !== true)
    .slice(0, SAMPLES)
    .map((c) => ({
      key: c.idShort === undefined ? '' : `#${text(c.idShort)}`,
      title: text(c.name),
      type: 'Card',
      state: lists.get(text(c.idList)) ?? '',
      person: people.get(text(Array.isArray(c.idMembers) ? c.idMembers[0] : '')) ?? '',
    }))
}

function jira(issues: Obj[]): Sample[] {
  return issues.slice(0, SAMPLES).map((i) => ({
    key: text(i.key),
    title: text(within(i.fields, 'summary')),
    type: text(within(within(i.fields, 'issuetype'), 'name')),
    state: text(within(within(i.fields, 'status'), 'name')),
    person: text(within(within(i.fields, 'assignee'), 'displayName')),
  }))
}

function github(issues: Obj[]): Sample[] {
  return issues
    .filter((i) => 'number' in i && 'title' in i)
    .slice(0, SAMPLES)
    .map((i) => ({
      key: `#${text(i.number)}`,
      title: text(i.title),
      type: 'pull_request' in i ? 'Pull request' : 'Issue',
      state: text(i.state),
      person: text(within(i.assignee, 'login')),
    }))
}

function table(content: string): { format?: Format; samples: Sample[]; headers?: string[] } {
  const [headers, ...rows] = firstRows(content, SAMPLES + 1)
  if (!headers || headers.length < 2) return { samples: [] }
  const at = (...names: string[]) => headers.findIndex((h) => names.includes(h.toLowerCase()))
  const columns = {
    key: at('issue key', 'id', 'key', 'task id', 'number'),
    title: at('summary', 'title', 'name', 'task name', 'subject'),
    type: at('issue type', 'type', 'kind'),
    state: at('status', 'state', 'section/column', 'column', 'list', 'stage'),
    person: at('assignee', 'owner', 'assigned to'),
  }
  const cell = (row: string[], i: number) => (i < 0 ? '' : (row[i] ?? ''))
  return {
    format: at('issue key') >= 0 && at('issue id') >= 0 ? 'jira-csv' : 'csv',
    headers: headers.filter((h, i) => h !== '' && headers.indexOf(h) === i),
    samples: rows.map((r) => ({
      key: cell(r, columns.key),
      title: cell(r, columns.title),
      type: cell(r, columns.type),
      state: cell(r, columns.state),
      person: cell(r, columns.person),
    })),
  }
}

/** What several files are together: what the first known one is, if no other contradicts it. */
export function together(files: readonly Pick<Chosen, 'format'>[]): { format?: Format; mixed: boolean } {
  const known = [...new Set(files.map((f) => f.format).filter((f) => f !== undefined))]
  return { format: known[0], mixed: known.length > 1 }
}
