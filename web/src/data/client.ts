/**
 * Speaks HTTP with the server: JSON in and out, failures as problems, one
 * request for the same question asked twice at once, and whether the server can
 * be reached. It knows nothing of records.
 */
import { m } from '@/locales/gen/messages.js'

import { Signal } from './signal'
import { Problem } from './types'

/** One request, as far as a transport needs to know it. */
export interface Request {
  method: string
  path: string
  body?: unknown
  headers: Record<string, string>
  signal?: AbortSignal
}

export interface Response {
  status: number
  header: (name: string) => string | null
  body: unknown
}

/** Carries requests. It throws when the server cannot be reached. */
export type Transport = (request: Request) => Promise<Response>

export interface SendOptions {
  /** The same key has one effect, however often it is sent. */
  once?: string
  /** The version that was read; the call fails when the record has moved on. */
  match?: number
  reason?: string
  propose?: boolean
  signal?: AbortSignal
}

export interface Answer<T> {
  value: T
  status: number
  /** The call's number in the ledger; empty when the answer is a repetition. */
  request: string
}

const base = '/api/v1'

export const overHttp: Transport = async ({ method, path, body, headers, signal }) => {
  const raw = body === undefined || body instanceof Blob || body instanceof FormData
  const answer = await fetch(base + path, {
    method,
    headers: raw ? headers : { ...headers, 'Content-Type': 'application/json' },
    body: raw ? (body as BodyInit | undefined) : JSON.stringify(body),
    signal,
    credentials: 'same-origin',
  })
  const type = answer.headers.get('Content-Type') ?? ''
  const text = await answer.text()
  return { status: answer.status, header: (n) => answer.headers.get(n), body: type.includes('json') && text ? JSON.parse(text) : text }
}

export class Client {
  /** Tells when the server comes into reach or goes out of it. */
  readonly reach = new Signal()
  /** Tells that the session has ended. */
  readonly ended = new Signal()
  reachable = true
  /** Something was answered from what the browser had kept; it may be old. */
  old = false
  /** How far the server's clock is ahead of ours, in ms. */
  skew = 0
  private asking = new Map<string, Promise<unknown>>()

  constructor(private transport: Transport = overHttp) {}

  /** Asks a question. The same one asked again before the answer is asked once. */
  get<T>(path: string, signal?: AbortSignal): Promise<T> {
    if (signal) return this.send<T>('GET', path, undefined, { signal }).then((a) => a.value)
    let p = this.asking.get(path) as Promise<T> | undefined
    if (!p) {
      p = this.send<T>('GET', path).then((a) => a.value)
      this.asking.set(path, p)
      const done = () => this.asking.delete(path)
      p.then(done, done)
    }
    return p
  }

  async send<T>(method: string, path: string, body?: unknown, o: SendOptions = {}): Promise<Answer<T>> {
    const headers: Record<string, string> = {}
    if (o.once) headers['Idempotency-Key'] = o.once
    if (o.match) headers['If-Match'] = `"${o.match}"`
    if (o.reason) headers['Throughline-Reason'] = encodeHeader(o.reason)
    if (o.propose) headers['Throughline-Propose'] = 'true'
    let r: Response
    try {
      r = await this.transport({ method, path, body, headers, signal: o.signal })
    } catch (e) {
      if (o.signal?.aborted) throw e
      this.reached(false)
      throw new Problem(0, 'offline', m.data_offline())
    }
    const gateway = (r.status === 502 || r.status === 504) && !isProblem(r.body)
    const kept = r.header('Throughline-Kept') === 'true'
    this.old ||= kept
    this.reached(!gateway && !kept)
    if (gateway) throw new Problem(0, 'offline', m.data_offline())
    const date = Date.parse(r.header('Date') ?? '')
    if (date && !kept) this.skew = date - Date.now()
    if (r.status >= 400) throw this.fail(r, path)
    const repeated = r.header('Idempotency-Replayed') === 'true'
    return { value: r.body as T, status: r.status, request: repeated ? '' : (r.header('Throughline-Request') ?? '') }
  }

  private fail(r: Response, path: string): Problem {
    const p: Problem = isProblem(r.body)
      ? new Problem(r.status, r.body.kind, r.body.detail, r.body.fields ?? [])
      : new Problem(r.status, r.status === 401 ? 'unauthenticated' : 'internal', m.data_broken())
    if (p.kind === 'unauthenticated' && !path.startsWith('/sessions')) this.ended.tell()
    return p
  }

  /** Notes whether the server was reached. */
  reached(yes: boolean): void {
    if (yes === this.reachable) return
    this.reachable = yes
    this.reach.tell()
  }
}

function isProblem(body: unknown): body is { kind: string; detail: string; fields?: { field: string; message: string }[] } {
  return typeof body === 'object' && body !== null && 'kind' in body && 'detail' in body
}

/** Headers carry bytes; text beyond Latin-1 and line ends would be refused by the browser. */
function encodeHeader(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return String.fromCharCode(...new TextEncoder().encode(line))
}

/** Puts parameters into an address; absent ones are left out. */
export function address(path: string, params: Record<string, string | number | boolean | undefined>): string {
  const q = new URLSearchParams()
  for (const [k, v] of Object.entries(params)) if (v !== undefined && v !== '' && v !== false) q.set(k, String(v))
  const s = q.toString()
  return s ? `${path}?${s}` : path
}
