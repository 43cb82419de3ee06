/** Who is signed in and where: the person, the members, the products, the workflows and custom fields, kept up to date. */
import type { Asks } from './asks'
import type { Client } from './client'
import { KINDS, type KindName } from './kinds.gen'
import { Signal } from './signal'
import { problemOf, type CustomField, type Me, type Member, type Problem, type Row, type State } from './types'

/** Rows of these kinds may change who may what, or what there is. */
const aboutMe = new Set(['member', 'member_role', 'custom_role', 'decision_right', 'product', 'workspace', 'workspace_setting'])
const aboutMembers = new Set(['member', 'member_role'])

export type SessionStatus = 'loading' | 'in' | 'out' | 'homeless' | 'error'

interface Page<T> {
  items: T[]
  next: string | null
}

export interface Rule {
  decision: string
  roles: string[]
  all: boolean
  heard: string[]
}

export class Session {
  readonly signal = new Signal()
  /** 'homeless': signed in, and in no workspace. */
  status: SessionStatus = 'loading'
  error: Problem | undefined
  me: Me | undefined
  members: readonly Member[] = []
  fields: readonly CustomField[] = []
  private byId = new Map<string, Member>()
  private workflows = new Map<string, { kind: string; states: State[] }[]>()
  private asking = new Set<string>()
  private refused = new Set<string>()
  private productIds = new Map<string, string>()

  constructor(
    private client: Client,
    private asks: Asks,
  ) {
    client.ended.on(() => this.end())
  }

  async load(): Promise<void> {
    // Asked at once, so that the first screen waits for one answer and not for two.
    const around = Promise.allSettled([this.loadMembers(), this.loadFields()])
    try {
      const me = await this.client.get<Me>('/me')
      if (me.member) await around
      this.take(me)
    } catch (e) {
      const p = problemOf(e)
      if (p.kind === 'unauthenticated') this.end()
      else if (!this.me) this.set('error', p)
    }
  }

  private take(me: Me): void {
    this.me = me
    this.productIds = new Map(me.products.flatMap((p) => [[p.key, p.id], [p.id, p.id]]))
    this.set(me.member ? 'in' : 'homeless')
  }

  private async loadMembers(): Promise<void> {
    let all: Member[] = []
    let cursor: string | null = null
    do {
      const p: Page<Member> = await this.client.get(`/members?limit=200${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)
      all = all.concat(p.items)
      cursor = p.next
    } while (cursor)
    this.members = all
    this.byId = new Map(all.map((x) => [x.id, x]))
    this.signal.tell()
  }

  private async loadFields(): Promise<void> {
    this.fields = await this.client.get<CustomField[]>('/fields')
    this.signal.tell()
  }

  member(id: string | null | undefined): Member | undefined {
    return id ? this.byId.get(id) : undefined
  }

  /** The id of a product, by its id or key. */
  productId(ref: string | null | undefined): string | undefined {
    return ref ? this.productIds.get(ref) : undefined
  }

  /** The states of a kind in a product: the team's own, else the default. */
  workflow(product: string | null | undefined, kind: string): readonly State[] {
    const id = this.productId(product)
    const own = id && this.workflows.get(id)?.find((w) => w.kind === kind)
    if (id && !this.workflows.has(id)) this.loadWorkflow(id)
    return own ? own.states : defaultStates(kind)
  }

  /** Whether it is known which states a product's kinds have; until then workflow() gives the defaults. */
  knowsWorkflow(product: string | null | undefined): boolean {
    const id = this.productId(product)
    if (id && !this.workflows.has(id)) this.loadWorkflow(id)
    return !id || this.workflows.has(id) || this.refused.has(id)
  }

  /** What is known stays until the answer is there, so that nothing flashes. */
  private loadWorkflow(product: string): void {
    if (this.asking.has(product) || this.refused.has(product)) return
    this.asking.add(product)
    this.client.get<{ kind: string; states: State[] }[]>(`/workflows?product=${product}`).then(
      (all) => {
        this.asking.delete(product)
        this.refused.delete(product)
        this.workflows.set(product, all)
        this.signal.tell()
      },
      () => {
        this.asking.delete(product)
        this.refused.add(product) // the defaults, rather than nothing
        this.signal.tell()
      },
    )
  }

  /** Who decides what on a product; undefined until it is known. */
  rules(product: string | null | undefined): readonly Rule[] | undefined {
    const id = this.productId(product)
    const ask = this.asks.open<Rule[]>(`/rights${id ? `?product=${id}` : ''}`, ['decision_right', 'custom_role'])
    if (ask.shown.value === undefined && ask.shown.error === undefined) void ask.value().then(() => this.signal.tell(), () => undefined)
    return ask.shown.value
  }

  rows(rows: readonly Row[]): void {
    const kinds = new Set(rows.map((r) => r.kind))
    const any = (of: ReadonlySet<string>) => [...kinds].some((k) => of.has(k))
    if (any(aboutMe)) void this.client.get<Me>('/me').then((me) => this.take(me), () => undefined)
    if (any(aboutMembers)) void this.loadMembers().catch(() => undefined)
    if (kinds.has('custom_field')) void this.loadFields().catch(() => undefined)
    if (kinds.has('product_workflow')) {
      const known = Array.from(this.workflows.keys())
      this.refused.clear()
      for (const id of known) this.loadWorkflow(id)
    }
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.client.send('POST', '/sessions', { email, password })
    await this.load()
  }

  async signOut(): Promise<void> {
    const all = await this.client.get<{ id: string; current: boolean }[]>('/sessions')
    const mine = all.find((s) => s.current)
    if (mine) await this.client.send('DELETE', `/sessions/${mine.id}`)
    this.end()
  }

  private end(): void {
    this.set('out')
  }

  private set(status: SessionStatus, error?: Problem): void {
    this.status = status
    this.error = error
    this.signal.tell()
  }
}

const defaults = new Map<string, readonly State[]>()

function defaultStates(kind: string): readonly State[] {
  let s = defaults.get(kind)
  if (!s) defaults.set(kind, (s = (KINDS[kind as KindName]?.states ?? []) as readonly State[]))
  return s
}
