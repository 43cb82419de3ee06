/** The customers' words as an inbox: what is unheard, where the others went, and what they can become. */
import type { KindName } from '@/data/kinds.gen'

/** The tabs of the inbox, each a condition of the query language. */
export const boxes = {
  unheard: 'category:todo',
  linked: 'category:doing',
  answered: 'category:done',
  aside: 'category:closed',
  all: '',
} as const

export type Box = keyof typeof boxes

export const isBox = (text: string | undefined): text is Box => text !== undefined && text in boxes

/** What the inbox lists: the newest words first, those that match what was typed. */
export function boxQuery(box: Box, words: string): string {
  const typed = words.trim().replaceAll('"', ' ').trim()
  return ['type:feedback', boxes[box], typed && `text:"${typed}"`, 'sort:-saidon,-created'].filter(Boolean).join(' ')
}

/** What feedback can be evidence for. */
export const targets: readonly KindName[] = ['feature', 'insight', 'opportunity']

/** The words as a quotation, as they stand in what is drawn from them. */
export function quoted(words: string, from: string): string {
  const lines = words.trim().split(/\r?\n/).map((l) => `> ${l}`.trimEnd())
  return from ? `${lines.join('\n')}\n>\n> — ${from}` : lines.join('\n')
}

/** A first title from a customer's words: the first sentence, cut at a word. */
export function titleFrom(words: string, most = 120): string {
  const first = /^.*?[.!?](?=\s|$)/s.exec(words.trim())?.[0] ?? words.trim()
  const line = first.replace(/\s+/g, ' ').replace(/[.]$/, '')
  if (line.length <= most) return line
  const cut = line.slice(0, most)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), most / 2)).trimEnd()}…`
}
