/** Colours for what is drawn rather than styled: charts and exported pictures. */
import { useSyncExternalStore } from 'react'

import { screenColor } from './color'

export type Theme = 'light' | 'dark'

const dark = () => window.matchMedia?.('(prefers-color-scheme: dark)')

function theme(): Theme {
  const set = document.documentElement.dataset.theme
  if (set === 'light' || set === 'dark') return set
  return dark()?.matches ? 'dark' : 'light'
}

function follow(listener: () => void) {
  const system = dark()
  const root = new MutationObserver(listener)
  root.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  system?.addEventListener('change', listener)
  return () => {
    root.disconnect()
    system?.removeEventListener('change', listener)
  }
}

/** Which theme is on: what the reader chose, or the system. */
export const useTheme = (): Theme => useSyncExternalStore(follow, theme)

export interface Palette {
  categories: string[]
  sequence: string[]
  color: (token: string) => string
  font: string
}

const palettes = new Map<Theme, Palette>()

/** The tokens of the theme that is on, in a notation that a canvas understands. */
export function paletteOf(theme: Theme): Palette {
  let found = palettes.get(theme)
  if (!found) palettes.set(theme, (found = readPalette(document.documentElement)))
  return found
}

function readPalette(element: Element): Palette {
  const probe = document.createElement('span')
  probe.hidden = true
  element.append(probe)
  const style = getComputedStyle(probe)
  const color = (token: string) => {
    probe.style.color = `var(--color-${token})`
    return screenColor(style.color)
  }
  const seen = new Map<string, string>()
  const names = [
    ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => `chart-${n}`),
    ...[1, 2, 3, 4, 5, 6].map((n) => `seq-${n}`),
    'bg', 'bg-raised', 'line', 'line-strong', 'text', 'text-muted', 'text-faint', 'accent', 'green', 'amber', 'red', 'blue', 'violet',
  ]
  for (const name of names) seen.set(name, color(name))
  const font = style.fontFamily || 'sans-serif'
  probe.remove()
  return {
    categories: names.slice(0, 8).map((n) => seen.get(n)!),
    sequence: names.slice(8, 14).map((n) => seen.get(n)!),
    color: (token) => seen.get(token) ?? seen.get('text')!,
    font,
  }
}
