/** Light, dark, or as the system: kept in this browser, set on the document. */
const key = 'throughline.theme'

export type Theme = 'light' | 'dark' | 'system'

export function theme(): Theme {
  const kept = localStorage.getItem(key)
  return kept === 'light' || kept === 'dark' ? kept : 'system'
}

export function setTheme(to: Theme): void {
  localStorage.setItem(key, to)
  applyTheme()
}

export function applyTheme(): void {
  const t = theme()
  if (t === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = t
}

export const nextTheme = (): Theme => ({ system: 'light', light: 'dark', dark: 'system' } as const)[theme()]
