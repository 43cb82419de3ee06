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
