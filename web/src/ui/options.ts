/** What lists that one types in have in common: options, given or asked for. */
import { useRef, useState } from 'react'

import { m } from '@/locales/gen/messages.js'

import type { IconLike } from './icon'

export interface Option {
  value: string
  label: string
  icon?: IconLike
  /** Said quietly at the end. */
  hint?: string
  /** Options of one group stand under its name. */
  group?: string
  /** Further words by which it is found. */
  words?: string
  disabled?: boolean
}

export type Search = (text: string) => Promise<readonly Option[]>

/** Options are shown at most this many; whoever wants others types. */
export const most = 200

const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** Every word typed is the beginning of a word, or a part of the label; the best first. */
export function matching(options: readonly Option[], text: string): Option[] {
  const words = plain(text).split(/\s+/).filter(Boolean)
  if (words.length === 0) return [...options]
  const found: { option: Option; worth: number }[] = []
  for (const option of options) {
    const label = plain(option.label)
    const whole = `${label} ${plain(option.words ?? '')} ${plain(option.hint ?? '')}`
    if (!words.every((w) => whole.includes(w))) continue
    const worth = label.startsWith(words[0]!) ? 2 : label.includes(` ${words[0]}`) ? 1 : 0
    found.push({ option, worth })
  }
  return found.sort((a, b) => b.worth - a.worth).map((f) => f.option)
}

/** Where options come from. */
export interface Source {
  options?: readonly Option[]
  search?: Search
  /** Labels of what is chosen, where the options do not have them. */
  chosen?: readonly Option[]
  /** Offers what was typed as a new one; its value is the text. */
  creatable?: boolean
  /** Offers none, under this name: "Nobody". Its value is null. */
  none?: string
}

export type Asked = { options: readonly Option[]; status: 'ready' | 'loading' | 'error' }

/**
 * Options from a question that takes time: asked a moment after the last key, and
 * an answer that comes after a later question is dropped.
 */
export function useSearch(search: Search | undefined) {
  const [asked, setAsked] = useState<Asked>({ options: [], status: 'ready' })
  const run = useRef({ turn: 0, timer: undefined as ReturnType<typeof setTimeout> | undefined })
  const ask = (text: string, wait = 120) => {
    if (!search) return
    const turn = ++run.current.turn
    clearTimeout(run.current.timer)
    setAsked((before) => ({ ...before, status: 'loading' }))
    run.current.timer = setTimeout(() => {
      search(text).then(
        (options) => turn === run.current.turn && setAsked({ options, status: 'ready' }),
        () => turn === run.current.turn && setAsked({ options: [], status: 'error' }),
      )
    }, wait)
  }
  return { ...asked, ask }
}

/** In groups, in the order in which the groups first occur. */
export function grouped(options: readonly Option[]): { value: string; items: Option[] }[] {
  const found = new Map<string, Option[]>()
  for (const option of options) {
    const name = option.group ?? ''
    const list = found.get(name)
    if (list) list.push(option)
    else found.set(name, [option])
  }
  return [...found].map(([value, items]) => ({ value, items }))
}

/** The options to show for what is typed, and how they are found. */
export function useOptions({ options, search, creatable, none: noneLabel }: Source) {
  const [text, setText] = useState('')
  const { ask, ...asked } = useSearch(search)
  const none: Option | null = noneLabel === undefined ? null : { value: '', label: noneLabel }
  const typed = text.trim()
  const found = search ? asked.options : matching(options ?? [], text)
  const fresh = creatable && typed !== '' && !found.some((o) => o.label.toLowerCase() === typed.toLowerCase())
  const shown = found.slice(0, most)
  if (none && typed === '') shown.unshift(none)
  if (fresh) shown.push({ value: typed, label: m.ui_create_option({ text: typed }), icon: 'plus' })

  return {
    text,
    none,
    shown,
    more: found.length > most,
    status: (search ? asked.status : 'ready') as Asked['status'],
    type: (next: string) => {
      setText(next)
      ask(next)
    },
    start: () => {
      setText('')
      ask('', 0)
    },
  }
}

/** Labels of what is chosen: from the options, or as they were when they were picked from a list that has moved on. */
export function useLabels({ options, chosen }: Source) {
  const [picked, setPicked] = useState<readonly Option[]>([])
  return {
    optionOf: (value: string): Option => {
      const same = (o: Option) => o.value === value
      return options?.find(same) ?? chosen?.find(same) ?? picked.find(same) ?? { value, label: value }
    },
    remember: (now: readonly Option[]) => setPicked((before) => [...now, ...before.filter((o) => !now.some((n) => n.value === o.value))]),
  }
}
