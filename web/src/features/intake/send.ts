/**
 * Sends the files of an import, and follows what the server tells on its way.
 * The answer is a report, or lines of progress with the report in the last.
 */
import { Problem } from '@/data/types'
import { m } from '@/locales/gen/messages.js'

import type { Format } from './format'
import type { Report } from './report'

export interface Job {
  format: Format
  /** Key of the product it goes into. */
  product: string
  /** Makes the product, under this name; '' takes the source's own. */
  make?: string
  files: readonly File[]
  mapping?: object
}

export interface Progress {
  stage: string
  done: number
  total: number
}

/** An import that ended before its end; what had gone in by then stays. */
export class Stopped extends Problem {
  constructor(
    problem: Pick<Problem, 'status' | 'kind' | 'detail' | 'fields'>,
    readonly report: Report | undefined,
  ) {
    super(problem.status, problem.kind, problem.detail, problem.fields)
  }
}

function request(job: Job, dryRun: boolean): { path: string; body: FormData } {
  const search = new URLSearchParams({ format: job.format, product: job.product })
  if (job.make !== undefined) search.set('createProduct', 'true')
  if (job.make) search.set('title', job.make)
  if (dryRun) search.set('dryRun', 'true')
  const body = new FormData()
  for (const f of job.files) body.append('file', f, f.name)
  if (job.mapping) body.append('mapping', new Blob([JSON.stringify(job.mapping)], { type: 'application/json' }), 'mapping.json')
  return { path: `/api/v1/imports?${search}`, body }
}

async function post(job: Job, dryRun: boolean, accept: string, signal?: AbortSignal): Promise<Response> {
  const { path, body } = request(job, dryRun)
  let answer: Response
  try {
    answer = await fetch(path, { method: 'POST', headers: { Accept: accept }, body, signal, credentials: 'same-origin' })
  } catch (e) {
    if (signal?.aborted) throw e
    throw new Problem(0, 'offline', m.settings_import_offline())
  }
  if (answer.ok) return answer
  const said = (await answer.json().catch(() => undefined)) as Partial<Problem> | undefined
  throw new Problem(answer.status, said?.kind ?? 'internal', said?.detail ?? m.settings_form_broken(), said?.fields ?? [])
}

/** What would happen; nothing is changed. */
export async function check(job: Job): Promise<Report> {
  const answer = await post(job, true, 'application/json')
  return (await answer.json()) as Report
}

/** Runs the import. It throws Stopped when it ended early. */
export async function run(job: Job, told: (p: Progress) => void, signal?: AbortSignal): Promise<Report> {
  const answer = await post(job, false, 'application/x-ndjson', signal)
  for await (const line of linesOf(answer)) {
    if (line.problem) throw new Stopped({ status: answer.status, kind: line.problem.kind, detail: line.problem.detail, fields: line.problem.fields ?? [] }, line.report)
    if (line.report) return line.report
    if (line.stage) told({ stage: line.stage, done: line.done ?? 0, total: line.total ?? 0 })
  }
  throw new Stopped({ status: 0, kind: 'offline', detail: m.settings_import_broken(), fields: [] }, undefined)
}

interface Line {
  stage?: string
  done?: number
  total?: number
  report?: Report
  problem?: { kind: string; detail: string; fields?: { field: string; message: string }[] }
}

/** JSON, one object a line, however the network cuts it. */
async function* linesOf(answer: Response): AsyncGenerator<Line> {
  if (!answer.body) return
  const reader = answer.body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  for (;;) {
    let part: ReadableStreamReadResult<Uint8Array>
    try {
      part = await reader.read()
    } catch {
      return // the connection broke off; whoever reads says so
    }
    rest += decoder.decode(part.value, { stream: !part.done })
    const lines = rest.split('\n')
    rest = part.done ? '' : lines.pop()!
    for (const l of lines) if (l.trim() !== '') yield JSON.parse(l) as Line
    if (part.done) return
  }
}
