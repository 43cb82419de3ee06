/** What the data layer speaks of: the shapes of the API, as far as all kinds share them. */
import type { KindName } from './kinds.gen'

export type Category = '' | 'todo' | 'doing' | 'done' | 'closed'

/** A record of any kind: what all have, and the kind's own fields by their JSON names. */
export interface Rec {
  id: string
  key: string
  kind: KindName
  title: string
  state: string
  category: Category
  owner: string | null
  product: string | null
  rank: string
  tags: string[]
  version: number
  createdAt: string
  createdBy: string | null
  updatedAt: string
  archivedAt: string | null
  custom: Record<string, unknown>
  /** Left out of lists; there when the whole record was asked for. */
  body?: string
  [field: string]: unknown
}

export interface Link {
  id: string
  type: string
  from: string
  to: string
  fromKind: string
  toKind: string
}

export interface Held {
  product: string
  role: string
}

export interface Member {
  id: string
  name: string
  email: string
  handle: string
  role: 'owner' | 'admin' | 'member' | 'guest' | ''
  status: 'active' | 'invited' | 'named' | 'deactivated' | ''
  zone: string
  roles: Held[]
}

/** Someone who is here now. */
export interface Person {
  id: string
  name: string
  at: string
  /** The field that the person edits, if any. */
  editing?: string
}

export interface MyProduct {
  id: string
  key: string
  title: string
  roles: string[]
}

export interface Me {
  member: Member
  login: { id: string; email: string; name: string } | null
  through: string
  workspace: { id: string; slug: string; name: string; prefix: string; zone: string }
  workspaces: { id: string; slug: string; name: string; current: boolean }[]
  products: MyProduct[]
  /** By product id ("workspace" for what belongs to none): decision → act or propose. */
  abilities: Record<string, Record<string, 'act' | 'propose'>>
}

export interface State {
  name: string
  category: Category
  /** The default state whose rules it follows, where a team gave it another name. */
  meaning?: string
}

export interface CustomField {
  id: string
  product: string | null
  name: string
  label: string
  type: 'text' | 'number' | 'day' | 'bool' | 'choice' | 'multi' | 'person' | 'url'
  kinds: string[]
  options: string[]
  doc: string
}

export interface Preview {
  kind: string
  entity: string
  record: string | null
  key: string
  title: string
  act: 'create' | 'update' | 'delete'
  diff: Record<string, [unknown, unknown]>
}

export interface Proposal {
  id: string
  product: string | null
  createdAt: string
  createdBy: string | null
  version: number
  record: string | null
  operation: string
  input: unknown
  decisions: string[]
  preview: Preview[]
  base: { kind: string; entity: string; version: number }[]
  reason: string
  state: 'open' | 'taken' | 'declined' | 'withdrawn' | 'outdated' | ''
  agreed: string[]
  decidedBy: string | null
  decidedAt: string | null
  answer: string
  title: string
}

/** One row of the ledger, as the feed brings it. */
export interface Row {
  seq: number
  at: string
  notedAt?: string
  actor: string | null
  onBehalfOf?: string | null
  through?: string
  role?: string
  decision?: string
  operation: string
  request: string
  product: string | null
  record: string | null
  entity: string
  kind: string
  act: 'create' | 'update' | 'delete'
  prev: number
  diff: Record<string, [unknown, unknown]>
}

export interface Group {
  value: string
  label: string
  count: number
  /** The query of the group's records. */
  q: string
}

export interface ListSpec {
  q: string
  product?: string
  limit?: number
}

/** What became of a change. */
export type Outcome = { done: Rec } | { proposed: Proposal } | { refused: Problem }

/** Why something did not happen. */
export class Problem extends Error {
  override name = 'Problem'
  constructor(
    readonly status: number,
    readonly kind: string,
    readonly detail: string,
    readonly fields: { field: string; message: string }[] = [],
  ) {
    super(detail)
  }

  /** The server could not be reached; nothing is known to have happened. */
  get offline(): boolean {
    return this.kind === 'offline'
  }
}

/** Gives a problem for whatever was thrown. */
export function problemOf(e: unknown): Problem {
  return e instanceof Problem ? e : new Problem(0, 'internal', e instanceof Error ? e.message : String(e))
}
