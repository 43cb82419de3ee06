/**
 * Keeps changes on their way on disk, so that a reload or a dead battery loses
 * nothing. What is kept is plain data; sending one twice does nothing, because
 * each carries its own key.
 */
import type { Link, Rec } from './types'
import type { Place } from './lists'

/** A record that an operation changes: what shall stand, and what stood. */
export interface Touch {
  id: string
  patch: Record<string, unknown>
  base: Record<string, unknown>
}

/** An operation: one call of the server, and what it does here until it is answered. */
export interface Op {
  /** Its number, and the key that makes sending it twice harmless. */
  id: string
  kind: 'patch' | 'create' | 'rank' | 'link' | 'unlink' | 'archive' | 'restore' | 'batch' | 'undo'
  at: number
  method: string
  path: string
  body?: unknown
  reason?: string
  propose?: boolean
  /** Refuse it when somebody else has changed the same fields since. */
  guard?: boolean
  touches: Touch[]
  /** What else must be answered before it is sent. */
  locks: string[]
  link?: { add?: Link; remove?: Link }
  move?: { ids: string[]; to: Place; back?: Place }
  /** Of an undo whose body is not known yet: the operation that it takes back. */
  undoes?: string
  /** It was sent at least once, so it may have taken effect. */
  tried?: boolean
  /** What it did, in words. */
  label: string
  /** It waited out of reach or for a reload, so others may have acted. */
  delayed?: boolean
  /** Why it cannot be done any more. */
  stuck?: { kind: string; detail: string }
  /** The tab that made it. */
  tab: string
}

export interface Store {
  all: () => Promise<Op[]>
  put: (op: Op) => Promise<void>
  remove: (id: string) => Promise<void>
}

/** Keeps nothing beyond the page: for tests, and where the browser forbids storage. */
export class MemoryStore implements Store {
  readonly ops = new Map<string, Op>()
  all = async () => [...this.ops.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  put = async (op: Op) => void this.ops.set(op.id, structuredClone(op))
  remove = async (id: string) => void this.ops.delete(id)
}

/** Keeps operations in IndexedDB, apart by workspace and member. */
export class DiskStore implements Store {
  private opened: Promise<IDBDatabase> | undefined

  constructor(private owner: string) {}

  all = async (): Promise<Op[]> => {
    const kept = await this.run<{ owner: string; op: Op }[]>('readonly', (s) => s.getAll())
    return kept.filter((k) => k.owner === this.owner).map((k) => k.op)
  }
  put = async (op: Op): Promise<void> => {
    await this.run('readwrite', (s) => s.put({ id: op.id, owner: this.owner, op }))
  }
  remove = async (id: string): Promise<void> => {
    await this.run('readwrite', (s) => s.delete(id))
  }

  private open(): Promise<IDBDatabase> {
    return (this.opened ??= new Promise((resolve, reject) => {
      const r = indexedDB.open('throughline', 1)
      r.addEventListener('upgradeneeded', () => r.result.createObjectStore('changes', { keyPath: 'id' }))
      r.addEventListener('success', () => resolve(r.result))
      r.addEventListener('error', () => reject(r.error ?? new Error('storage')))
    }))
  }

  private async run<T>(mode: IDBTransactionMode, fn: (s: IDBObjectStore) => IDBRequest): Promise<T> {
    const db = await this.open()
    return new Promise((resolve, reject) => {
      const r = fn(db.transaction('changes', mode).objectStore('changes'))
      r.addEventListener('success', () => resolve(r.result as T))
      r.addEventListener('error', () => reject(r.error ?? new Error('storage')))
    })
  }
}

/** A store for this browser; one that forgets where it has none. */
export function bestStore(owner: string): Store {
  return typeof indexedDB === 'undefined' ? new MemoryStore() : new DiskStore(owner)
}

/**
 * The tabs of this browser that are open. Each holds a lock while it lives, so
 * that a tab which starts takes over the changes of those that have gone, and
 * leaves alone those of the others.
 */
export async function openTabs(mine: string): Promise<Set<string>> {
  const out = new Set([mine])
  if (typeof navigator === 'undefined' || !navigator.locks) return out
  const held = await navigator.locks.query()
  for (const l of held.held ?? []) if (l.name?.startsWith(tabLock)) out.add(l.name.slice(tabLock.length))
  return out
}

const tabLock = 'throughline-tab-'

/** Says for as long as the page lives that this tab is open. */
export function holdTab(mine: string): void {
  if (typeof navigator === 'undefined' || !navigator.locks) return
  void navigator.locks.request(tabLock + mine, () => new Promise<void>(() => {})).catch(() => undefined)
}

/** What one calls a record in a sentence. */
export function called(rec: Rec | undefined, id: string): string {
  return rec?.key || rec?.title || id
}
