/**
 * The course of an import: files, then what becomes what, then the run and its
 * report. Whatever goes wrong, what was chosen stays.
 */
import type { Refusal } from '@/lib/submit'

import { guess, type TableChoices } from './columns'
import { type Chosen, type Format, together } from './format'
import { type Choices, noChoices } from './mapping'
import type { Report } from './report'
import type { Job, Progress } from './send'
import { mappingOf } from './mapping'

export interface Target {
  /** Key of the product; of one that is to be made, too. */
  key: string
  /** Name of a product to make; undefined goes into one that is there. */
  make?: string
}

export interface Flow {
  step: 'files' | 'plan' | 'run' | 'report'
  files: readonly { file: File; chosen: Chosen }[]
  /** Chosen by hand; else the format is what the files say. */
  format?: Format
  target: Target
  table?: TableChoices
  choices: Choices
  /** What the check found. */
  plan?: Report
  /** Whether anything was chosen since the check. */
  stale: boolean
  progress: readonly Progress[]
  report?: Report
  refusal?: Refusal
  busy: boolean
}

export const start = (target: Target): Flow => ({ step: 'files', files: [], target, choices: noChoices, stale: false, progress: [], busy: false })

export const formatOf = (f: Flow): Format | undefined => f.format ?? together(f.files.map((x) => x.chosen)).format

export const headersOf = (f: Flow): readonly string[] => f.files.find((x) => x.chosen.headers)?.chosen.headers ?? []

/** Files are added to those that are there; one of the same name takes the place of the old. */
export function addFiles(f: Flow, files: Flow['files']): Flow {
  const names = new Set(files.map((x) => x.file.name))
  const all = [...f.files.filter((x) => !names.has(x.file.name)), ...files.filter((x) => !x.chosen.archive)]
  return anew({ ...f, files: all })
}

export const removeFile = (f: Flow, name: string): Flow => anew({ ...f, files: f.files.filter((x) => x.file.name !== name) })

/** Other files: a plan of the old ones no longer holds, choices for words that are still there do. */
function anew(f: Flow): Flow {
  const headers = headersOf(f)
  const known = f.table && headers.some((h) => h in f.table!.meanings)
  const table = formatOf(f) === 'csv' ? (known ? f.table : guess(headers)) : undefined
  return { ...f, table, plan: undefined, refusal: undefined, stale: false }
}

export function setFormat(f: Flow, format: Format | undefined): Flow {
  return anew({ ...f, format })
}

export const setTarget = (f: Flow, target: Target): Flow => ({ ...f, target, stale: f.plan !== undefined, refusal: undefined })
export const setTable = (f: Flow, table: TableChoices): Flow => ({ ...f, table, stale: f.plan !== undefined })
export const setChoices = (f: Flow, choices: Choices): Flow => ({ ...f, choices, stale: true })

/** What is sent; undefined while something is missing. */
export function jobOf(f: Flow): Job | undefined {
  const format = formatOf(f)
  if (!format || f.files.length === 0 || f.target.key.length < 2) return undefined
  return {
    format,
    product: f.target.key,
    make: f.target.make,
    files: f.files.map((x) => x.file),
    mapping: mappingOf(format, f.choices, f.table),
  }
}

export const begun = (f: Flow): Flow => ({ ...f, busy: true, refusal: undefined })
export const checked = (f: Flow, plan: Report): Flow => ({ ...f, busy: false, step: 'plan', plan, stale: false })
export const refused = (f: Flow, refusal: Refusal, report?: Report): Flow => ({
  ...f,
  busy: false,
  refusal,
  // What had gone in before a run stopped is shown; without it one is back where one was.
  step: f.step === 'run' ? (report ? 'report' : 'plan') : f.step,
  report: report ?? f.report,
})
export const running = (f: Flow): Flow => ({ ...f, busy: true, step: 'run', progress: [], refusal: undefined })
export const done = (f: Flow, report: Report): Flow => ({ ...f, busy: false, step: 'report', report })

/** The last word of each stage, in the order in which they began. */
export function tell(f: Flow, p: Progress): Flow {
  const at = f.progress.findIndex((x) => x.stage === p.stage)
  return { ...f, progress: at < 0 ? [...f.progress, p] : f.progress.with(at, p) }
}
