/** What an import did, or would do, put in order for people: counts, problems, notes. */
import type { Plan } from './mapping'

export interface Found {
  where: string
  what: string
}

type Counts = Readonly<Record<string, number>>

export interface Report {
  source: string
  name: string
  product: string
  dryRun: boolean
  request: string
  read: Counts
  created: Counts
  updated: Counts
  unchanged: Counts
  kept: Counts
  problems: readonly Found[]
  plan?: Plan
}

export interface CountRow {
  word: string
  created: number
  updated: number
  unchanged: number
}

/** The words of a report in the order of their weight; those that count nothing are left out. */
const WORDS = ['products', 'records', 'states', 'members', 'sprints', 'releases', 'comments', 'attachments', 'links', 'changes', 'watchers']

export function countRows(r: Report): CountRow[] {
  const known = new Set(WORDS)
  const further = Object.keys({ ...r.created, ...r.updated, ...r.unchanged }).filter((w) => !known.has(w))
  return [...WORDS, ...further]
    .map((word) => ({ word, created: r.created[word] ?? 0, updated: r.updated[word] ?? 0, unchanged: r.unchanged[word] ?? 0 }))
    .filter((row) => row.created + row.updated + row.unchanged > 0)
}

export const changes = (r: Report): number =>
  [...Object.values(r.created), ...Object.values(r.updated)].reduce((a, b) => a + b, 0)

/** Things said of several places in the same words. */
export interface Group {
  /** One of them, as it was said. */
  text: string
  found: readonly Found[]
}

/** The same saying about other keys, names and numbers. */
const alike = (what: string): string =>
  what
    .replace(/“[^”]*”|"(?:[^"\\]|\\.)*"/g, '“”')
    .replace(/\b[A-Z][A-Z0-9]+-\d+\b/g, '§')
    .replace(/\d+/g, '#')

/** Where nothing was lost: it was kept, guessed, or stands as it is for a reason. */
const NOTE = /kept as source data|comes in as|were guessed|here was kept|are recognised by|were recognised by|what this row says was taken/

export function grouped(found: readonly Found[]): { problems: Group[]; notes: Group[] } {
  const groups = new Map<string, Found[]>()
  for (const f of found) {
    const key = alike(f.what)
    groups.set(key, [...(groups.get(key) ?? []), f])
  }
  const all = [...groups.values()].map((g) => ({ text: g[0]!.what, found: g })).sort((a, b) => b.found.length - a.found.length)
  return { problems: all.filter((g) => !NOTE.test(g.text)), notes: all.filter((g) => NOTE.test(g.text)) }
}

/** A run as it is kept; its report is text that may have been written by an older version. */
export interface Run {
  id: string
  system: string
  name: string
  product: string | null
  createdAt: string
  createdBy: string | null
  report: string
  /** When it was taken back. */
  undone?: string | null
}

export function reportOf(run: Run): Report | undefined {
  try {
    const r = JSON.parse(run.report) as Partial<Report> | null
    if (!r || typeof r !== 'object') return undefined
    return {
      source: r.source ?? run.system,
      name: r.name ?? run.name,
      product: r.product ?? '',
      dryRun: false,
      request: r.request ?? run.id,
      read: r.read ?? {},
      created: r.created ?? {},
      updated: r.updated ?? {},
      unchanged: r.unchanged ?? {},
      kept: r.kept ?? {},
      problems: r.problems ?? [],
    }
  } catch {
    return undefined
  }
}
