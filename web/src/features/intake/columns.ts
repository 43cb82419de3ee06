/**
 * What the columns of a table become. Each column is given one meaning; from
 * them comes the mapping that the server reads, which goes the other way round:
 * from a field to its columns.
 */

/** Meanings that a column can have, in the order in which they are offered. */
export const MEANINGS = [
  'title', 'body', 'id', 'type', 'state', 'owner', 'ownerName', 'others', 'reporter', 'labels', 'priority', 'estimate', 'dueOn', 'createdAt', 'updatedAt',
  'doneAt', 'archived', 'parent', 'parentTitle', 'sprint', 'releases', 'blocks', 'blockedBy', 'relates', 'checklists', 'comments', 'aliases', 'url',
] as const
export type Meaning = (typeof MEANINGS)[number]

/** Headers by which a meaning is known, in lower case; the first that is there is taken. */
const HEADERS: Partial<Record<Meaning, readonly string[]>> = {
  id: ['id', 'key', 'task id', 'issue id', 'issue key', 'ticket id', 'item id', 'number', 'uuid'],
  title: ['title', 'name', 'summary', 'task name', 'subject', 'issue', 'task', 'headline', 'idea'],
  body: ['description', 'body', 'notes', 'details', 'issue description', 'task content', 'content', 'text'],
  type: ['type', 'issue type', 'kind', 'item type'],
  state: ['status', 'state', 'section/column', 'column', 'list', 'stage'],
  archived: ['archived'],
  owner: ['assignee email', 'owner email', 'assignee', 'owner', 'assigned to', 'responsible'],
  reporter: ['reporter', 'creator', 'created by', 'author', 'requester', 'submitter'],
  labels: ['labels', 'tags', 'label', 'tag'],
  priority: ['priority', 'importance', 'severity'],
  estimate: ['estimate', 'story points', 'points', 'points estimate', 'effort'],
  dueOn: ['due date', 'due', 'due on', 'deadline', 'target date'],
  createdAt: ['created', 'created at', 'created_at', 'date created', 'created date', 'creation date', 'timestamp', 'date'],
  updatedAt: ['updated', 'updated at', 'updated_at', 'last modified', 'date updated', 'modified'],
  doneAt: ['completed at', 'completed', 'closed at', 'resolved', 'date done', 'date closed', 'done at'],
  parent: ['parent id', 'parent key', 'parent issue', 'parent'],
  parentTitle: ['parent task'],
  sprint: ['sprint', 'cycle name', 'cycle', 'iteration'],
  releases: ['fix version', 'fix versions', 'release', 'version', 'milestone', 'project milestone'],
  blocks: ['blocks', 'blocking'],
  blockedBy: ['blocked by', 'depends on'],
  relates: ['related to', 'relates to', 'related'],
  url: ['url', 'permalink', 'link'],
}

/** How the columns of a table are read. */
export interface TableChoices {
  meanings: Readonly<Record<string, Meaning>>
  /** What all rows are, where no column says it. */
  kind: string
  /** The order of day and month in dates; '' lets the dates tell. */
  dates: '' | 'dmy' | 'mdy' | 'ymd'
}

export function guess(headers: readonly string[]): TableChoices {
  const meanings: Record<string, Meaning> = {}
  for (const meaning of MEANINGS) {
    for (const word of HEADERS[meaning] ?? []) {
      const header = headers.find((h) => h.trim().toLowerCase() === word && !(h in meanings))
      if (header !== undefined) {
        meanings[header] = meaning
        break
      }
    }
  }
  // An address tells people apart; the column beside it has their names.
  const email = Object.keys(meanings).find((h) => meanings[h] === 'owner' && /e-?mail/i.test(h))
  const name = email && headers.find((h) => !(h in meanings) && ['assignee', 'owner'].includes(h.trim().toLowerCase()))
  if (name) meanings[name] = 'ownerName'
  return { meanings, kind: 'story', dates: '' }
}

/** A column's meaning; meanings of which there can be one only leave the column that had it. */
export function mean(c: TableChoices, header: string, meaning: Meaning | undefined): TableChoices {
  const several: readonly Meaning[] = ['body', 'labels', 'others', 'releases', 'comments', 'checklists', 'aliases', 'blocks', 'blockedBy', 'relates']
  const kept = Object.entries(c.meanings).filter(([h, m]) => h !== header && (m !== meaning || several.includes(m)))
  return { ...c, meanings: Object.fromEntries(meaning ? [...kept, [header, meaning]] : kept) }
}

/** Whether the rows can be told apart at all. */
export const readable = (c: TableChoices): boolean => Object.values(c.meanings).some((m) => m === 'title' || m === 'body')

type Column = Record<string, unknown>

const LISTS: readonly Meaning[] = ['labels', 'others', 'releases']

function column(header: string, m: Meaning, people: string | undefined): [field: string, column: Column] {
  if (LISTS.includes(m)) return [m, { column: header, split: ',' }]
  if (m === 'parentTitle') return ['parent', { column: header, by: 'title' }]
  if (m === 'blocks') return ['links', { column: header, split: ',', type: 'blocks' }]
  if (m === 'blockedBy') return ['links', { column: header, split: ',', type: 'blocks', reverse: true }]
  if (m === 'relates') return ['links', { column: header, split: ',', type: 'relates' }]
  if (m === 'owner' && people !== undefined) return ['owner', { column: header, name: people }]
  return [m, { column: header }]
}

/** The words by which a type column names our kinds. */
const KINDS: Record<string, string> = {
  Story: 'story', 'User Story': 'story', Bug: 'bug', Defect: 'bug', Task: 'task', 'Sub-task': 'task', Subtask: 'task',
  Spike: 'spike', Feature: 'feature', Epic: 'feature',
}

/** The part of the mapping that speaks of columns. */
export function tableMapping(c: TableChoices): Record<string, unknown> {
  const all = Object.entries(c.meanings)
  const names = all.find(([, m]) => m === 'ownerName')?.[0]
  const columns: Record<string, Column[]> = {}
  for (const [header, said] of all) {
    // A name without an address beside it is who the owner is.
    const meaning = said === 'ownerName' && !all.some(([, m]) => m === 'owner') ? 'owner' : said
    if (meaning === 'ownerName') continue
    const [field, one] = column(header, meaning, said === 'owner' ? names : undefined)
    ;(columns[field] ??= []).push(one)
  }
  const type = Object.entries(c.meanings).find(([, m]) => m === 'type')?.[0]
  return {
    columns,
    kind: type === undefined ? c.kind : { column: type, else: c.kind, values: KINDS },
    ...(c.dates === '' ? {} : { dates: c.dates }),
  }
}
