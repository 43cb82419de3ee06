/**
 * One text that is being written: when it is sent, what became of it, and whether
 * somebody else changed it meanwhile. It knows neither the editor nor the page.
 */
import { dropDraft, keepDraft, readDraft } from './drafts'

export type Sent = 'saved' | 'proposed' | { refused: string }

export interface Shown {
  text: string
  /** moved: somebody else changed it; nothing is sent until one has chosen. */
  status: 'still' | 'waiting' | 'sending' | 'saved' | 'refused' | 'proposed' | 'moved'
  why?: string
  /** It was kept from an earlier time. */
  recovered: boolean
}

interface Options {
  key: string
  /** The text as the record has it now. */
  now: () => string
  send: (text: string) => Promise<Sent>
  /** Sent by itself after a rest; what is proposed is sent on a word. */
  auto: boolean
  rest?: number
}

export class Writing {
  shown: Shown
  private base: string
  /** What we sent ourselves: seen again on the record, it is nobody else's. */
  private own = new Set<string>()
  /** The last text that was saved; the server may have tidied it. */
  private saved: string | undefined
  private timer: ReturnType<typeof setTimeout> | undefined
  private sending: Promise<void> | undefined
  private listeners = new Set<() => void>()

  constructor(private o: Options) {
    const kept = readDraft(o.key)
    const recovered = kept !== undefined && kept.text !== o.now()
    this.base = recovered ? kept.base : o.now()
    this.shown = { text: recovered ? kept.text : this.base, status: 'still', recovered }
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
  readonly get = (): Shown => this.shown

  /** Whether there is something that the server does not have. */
  get dirty(): boolean {
    return this.shown.text !== this.base && this.shown.text !== this.saved
  }

  /** Whether the record's text is neither what was begun on nor what we sent. */
  get moved(): boolean {
    const now = this.o.now()
    return now !== this.base && !this.own.has(now)
  }

  type(text: string): void {
    if (text === this.shown.text) return
    keepDraft(this.o.key, { text, base: this.base })
    this.show({ text, status: this.shown.status === 'moved' ? 'moved' : 'waiting', why: undefined })
    clearTimeout(this.timer)
    if (this.o.auto) this.timer = setTimeout(() => void this.flush(), this.o.rest ?? 6000)
  }

  /** Sends what is not sent yet; true when nothing is left that needs the person. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer)
    while (this.sending) await this.sending
    if (!this.dirty) {
      dropDraft(this.o.key)
      return true
    }
    if (this.moved) {
      this.show({ status: 'moved' })
      return false
    }
    this.sending = this.send(this.shown.text)
    await this.sending
    this.sending = undefined
    return this.shown.status === 'saved' || this.shown.status === 'proposed'
  }

  private async send(text: string): Promise<void> {
    this.own.add(text)
    this.show({ status: 'sending', why: undefined })
    const sent = await this.o.send(text)
    if (typeof sent === 'object') {
      this.own.delete(text)
      this.show({ status: 'refused', why: sent.refused })
      return
    }
    // A proposal leaves the record as it is.
    if (sent === 'saved') {
      this.saved = text
      this.base = this.o.now()
    }
    if (this.shown.text === text) {
      dropDraft(this.o.key)
      this.show({ status: sent, recovered: false })
    } else keepDraft(this.o.key, { text: this.shown.text, base: this.base })
  }

  /** Others changed it: what is written here shall hold. */
  keepMine(): Promise<boolean> {
    this.base = this.o.now()
    keepDraft(this.o.key, { text: this.shown.text, base: this.base })
    this.show({ status: 'waiting' })
    return this.flush()
  }

  /** Goes back to what the record says. */
  takeTheirs(): void {
    clearTimeout(this.timer)
    dropDraft(this.o.key)
    this.base = this.o.now()
    this.saved = undefined
    this.show({ text: this.base, status: 'still', why: undefined, recovered: false })
  }

  private show(change: Partial<Shown>): void {
    this.shown = { ...this.shown, ...change }
    for (const l of this.listeners) l()
  }
}
