/**
 * What is being written is kept in the browser until the server has it, so that
 * neither a reload nor a lost connection costs a word.
 */
export interface Draft {
  text: string
  /** The text that it was begun on. */
  base: string
}

const name = (key: string) => `throughline.draft.${key}`

export function readDraft(key: string): Draft | undefined {
  try {
    const held = JSON.parse(localStorage.getItem(name(key)) ?? 'null') as Draft | null
    return held && typeof held.text === 'string' ? held : undefined
  } catch {
    return undefined
  }
}

/** A full or forbidden store is no reason to stop anybody from writing. */
export function keepDraft(key: string, draft: Draft): void {
  try {
    localStorage.setItem(name(key), JSON.stringify(draft))
  } catch {
    // The text is still on the screen.
  }
}

export function dropDraft(key: string): void {
  try {
    localStorage.removeItem(name(key))
  } catch {
    // It was never kept.
  }
}
