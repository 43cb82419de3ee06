/**
 * Watches over texts that others wrote: before a description is opened as a
 * document it is read, written again, and both are compared sign by sign. Where
 * the meaning would change, the text is edited as it is.
 */
import type { JSONContent } from '@tiptap/core'

import { read, Unreadable, type Strange } from './read'
import { plain, tokens, type Token } from './tokens'
import { write } from './write'

export type Guarded = { doc: JSONContent } | { strange: Strange }

export function guard(markdown: string): Guarded {
  try {
    const doc = read(markdown)
    return sameMeaning(markdown, write(doc)) ? { doc } : { strange: 'other' }
  } catch (error) {
    if (error instanceof Unreadable) return { strange: error.what }
    throw error
  }
}

/** Whether two texts say the same, however they are wrapped and whichever signs they use. */
export const sameMeaning = (a: string, b: string): boolean => JSON.stringify(meaning(tokens(a))) === JSON.stringify(meaning(tokens(b)))

type Said = { is: string; [part: string]: unknown }

function meaning(list: Token[] | undefined): Said[] {
  const out: Said[] = []
  for (const t of list ?? []) {
    const said = of(t)
    const last = out.at(-1)
    if (!said) continue
    if (said.is === 'words' && last?.is === 'words') last.text = `${String(last.text)}${String(said.text)}`
    else out.push(said)
  }
  return out.filter((x) => x.is !== 'words' || String(x.text) !== '').map((x) => (x.is === 'words' ? { ...x, text: String(x.text).replace(/[ \t]*\n[ \t]*/g, '\n') } : x))
}

function of(t: Token): Said | undefined {
  switch (t.type) {
    case 'space':
      return undefined
    case 'escape':
      return { is: 'words', text: t.text }
    case 'text':
      return t.tokens ? { is: 'paragraph', in: meaning(t.tokens) } : { is: 'words', text: plain(t.text ?? '') }
    case 'paragraph':
      return { is: 'paragraph', in: meaning(t.tokens) }
    case 'html':
      return /^<br\s*\/?>$/i.test(t.raw) ? { is: 'br' } : { is: 'html', text: t.raw }
    case 'table':
      return { is: 'table', align: t.align, rows: [t.header ?? [], ...(t.rows ?? [])].map((r) => r.map((c) => meaning(c.tokens))) }
    case 'list':
      return { is: 'list', ordered: t.ordered, start: t.ordered ? t.start : undefined, items: t.items?.map((x) => ({ task: x.task, checked: x.checked, in: meaning(x.tokens) })) }
    case 'code':
      return { is: 'code', lang: t.lang || undefined, text: t.text }
    case 'codespan':
      return { is: 'codespan', text: t.text }
    default:
      return { is: t.type, depth: t.depth, href: t.href, title: t.title || undefined, text: t.tokens ? undefined : t.text, in: meaning(t.tokens) }
  }
}
