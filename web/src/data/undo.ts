/**
 * Undo and redo over everything: the server takes a call back by its number, as
 * far as nothing was built on it since. What was done together is undone
 * together; what has not been sent yet is simply not sent.
 */
import type { Result } from './mutate'
import type { Op } from './queue'
import { Signal } from './signal'

/** How the ledger calls what was done. */
export type Done = { request: string } | { seq: number }

/** One call of a step. */
export interface Part {
  /** The operation that did it; absent for a call that was made without one. */
  op?: Op
  /** Its number, once it is known. */
  done?: Done
  /** It was taken back before it was sent, so redoing it is doing it. */
  unsent?: boolean
  /** What it took back. */
  of?: Part
}

/** Something that was done in one go. */
export interface Step {
  label: string
  parts: Part[]
}

export interface Doing {
  op: Op
  result: Promise<Result>
}

/** What the stack needs of those who do. */
export interface Doer {
  /** Whether answers can be waited for. */
  reachable: () => boolean
  /** Takes back an operation that has not been sent; false when it is too late. */
  cancel: (op: Op) => boolean
  /** Does an operation that was taken back unsent. */
  redo: (op: Op) => Doing
  /** Takes a call back, showing what it had changed as it was. */
  takeBack: (part: Part) => Doing
}

const depth = 100

export class Undo {
  readonly signal = new Signal()
  private done: Step[] = []
  private undone: Step[] = []

  constructor(private doer: Doer) {}

  /** What would be undone, in words. */
  get canUndo(): string | undefined {
    return this.done.at(-1)?.label
  }

  get canRedo(): string | undefined {
    return this.undone.at(-1)?.label
  }

  /** Notes what was done; what had been undone cannot be redone from here. */
  push(step: Step): void {
    this.done.push(step)
    if (this.done.length > depth) this.done.shift()
    this.undone = []
    this.signal.tell()
  }

  /** Ends a step that came to nothing. */
  forget(op: Op): void {
    for (const stack of [this.done, this.undone]) {
      for (const s of stack) s.parts = s.parts.filter((p) => p.op !== op)
    }
    this.done = this.done.filter((s) => s.parts.length > 0)
    this.undone = this.undone.filter((s) => s.parts.length > 0)
    this.signal.tell()
  }

  /** Takes the last step back and gives its words; throws why it could not be. */
  undo = (): Promise<string | undefined> => this.step(this.done, this.undone)

  redo = (): Promise<string | undefined> => this.step(this.undone, this.done)

  clear(): void {
    this.done = []
    this.undone = []
    this.signal.tell()
  }

  private async step(from: Step[], to: Step[]): Promise<string | undefined> {
    const step = from.pop()
    if (!step) return undefined
    const doing: Doing[] = []
    const parts = step.parts.toReversed().map((p) => this.back(p, doing))
    to.push({ label: step.label, parts })
    this.signal.tell()
    if (!this.doer.reachable()) return step.label
    const results = await Promise.all(doing.map((d) => d.result))
    const refused = results.find((r) => r.refused && r.refused.kind !== 'cancelled')?.refused
    if (refused) throw refused
    return step.label
  }

  /** Does the opposite of a part and gives the part that this is. */
  private back(p: Part, doing: Doing[]): Part {
    if (p.op && !p.done && !p.unsent && this.doer.cancel(p.op)) return p.of ?? { op: p.op, unsent: true }
    const did = p.unsent ? this.doer.redo(p.op!) : this.doer.takeBack(p)
    const part: Part = p.unsent ? { op: did.op } : { op: did.op, of: p }
    doing.push(did)
    void did.result.then((r) => {
      if (!r.answer) this.forget(did.op)
      else part.done = numberOf(r)
    })
    return part
  }
}

/** The number of the call that an answer is about. */
export function numberOf(r: Result): Done | undefined {
  const a = r.answer
  if (!a) return undefined
  const v = a.value as { request?: unknown; version?: unknown } | null | undefined
  if (a.request) return { request: a.request }
  if (typeof v?.request === 'string') return { request: v.request }
  return typeof v?.version === 'number' ? { seq: v.version } : undefined
}
