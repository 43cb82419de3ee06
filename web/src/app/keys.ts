/**
 * The keyboard: presses become names like "mod+shift+k" or "g b", and a name
 * runs the command that has it in the place where one is. While one types into a
 * field only keys with Ctrl or ⌘ count.
 */
import { commands, possible, type Command, type Context } from '@/record/commands'

/** How long the first key of a pair waits for the second, in ms. */
const patience = 1200

const isMac = typeof navigator !== 'undefined' && /Mac|iP(hone|ad)/.test(navigator.platform)

/** The name of a press; '' of a bare modifier. */
export function nameOf(e: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): string {
  if (['Control', 'Meta', 'Alt', 'Shift', 'Dead', 'Process'].includes(e.key)) return ''
  const mod = isMac ? e.metaKey : e.ctrlKey
  const other = isMac ? e.ctrlKey : e.metaKey
  const key = e.key === ' ' ? 'space' : e.key.toLowerCase()
  // The shift that makes a sign (? : /) is part of the sign.
  const shift = e.shiftKey && (key.length > 1 || (key >= 'a' && key <= 'z'))
  return [other && (isMac ? 'ctrl' : 'meta'), mod && 'mod', e.altKey && 'alt', shift && 'shift', key].filter(Boolean).join('+')
}

/** Says whether one types text at this element. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.tagName === 'TEXTAREA' || target.tagName === 'SELECT') return true
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range', 'file'].includes(target.type)
}

/** What the presses so far lead to. */
export function match(pressed: string, from: readonly Command[]): { run?: Command; waits: boolean } {
  const run = from.find((c) => c.keys === pressed)
  const waits = from.some((c) => c.keys?.startsWith(`${pressed} `))
  return { run, waits }
}

/** Follows the keyboard of a document until it is told to stop. */
export function followKeys(context: () => Context, on: Document = document): () => void {
  let before = ''
  let timer: ReturnType<typeof setTimeout> | undefined
  const handle = (e: KeyboardEvent) => {
    if (e.defaultPrevented || e.isComposing) return
    const name = nameOf(e)
    if (!name) return
    const bare = !name.includes('mod+') && name !== 'f1'
    if (bare && (isTyping(e.target) || inFloat(e.target))) return
    const c = context()
    const pressed = before ? `${before} ${name}` : name
    const found = match(pressed, possible(c))
    clearTimeout(timer)
    before = ''
    if (found.run) {
      e.preventDefault()
      void found.run.run(c)
    } else if (found.waits) {
      e.preventDefault()
      before = pressed
      timer = setTimeout(() => (before = ''), patience)
    }
  }
  on.addEventListener('keydown', handle)
  return () => {
    clearTimeout(timer)
    on.removeEventListener('keydown', handle)
  }
}

/** A menu or dialog that floats has its own keys. */
function inFloat(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role=menu],[role=listbox],[role=dialog]:not([data-panel]),[role=alertdialog]') !== null
}

/** Pairs of commands that one press in one place would run both. */
export function clashes(): string[] {
  const seen = new Map<string, string>()
  const out: string[] = []
  for (const c of commands()) {
    if (!c.keys) continue
    for (const place of c.place === 'everywhere' ? ['everywhere', 'list', 'record'] : [c.place, 'everywhere']) {
      const at = `${place} ${c.keys}`
      const other = seen.get(at)
      if (other && other !== c.id) out.push(`${other} and ${c.id} both are ${c.keys}`)
      if (place === c.place) seen.set(at, c.id)
    }
  }
  return out
}
