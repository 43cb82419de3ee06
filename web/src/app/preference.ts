/** What a person set for this browser, and what follows it. */
const key = 'throughline.navigation'
const listeners = new Set<() => void>()

export const collapsed = (): boolean => localStorage.getItem(key) === 'collapsed'

export function setCollapsed(to: boolean): void {
  localStorage.setItem(key, to ? 'collapsed' : 'open')
  for (const l of listeners) l()
}

export function followCollapsed(l: () => void): () => void {
  listeners.add(l)
  return () => listeners.delete(l)
}

const foldedKey = 'throughline.folded'

/** The groups of the navigation that are folded, by a space; nothing was said yet where it is null. */
export const folded = (): string | null => localStorage.getItem(foldedKey)

export function setFolded(groups: readonly string[]): void {
  localStorage.setItem(foldedKey, groups.join(' '))
  for (const l of listeners) l()
}
