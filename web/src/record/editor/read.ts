/**
 * Reads Markdown into a document of the editor. Whatever the document cannot
 * hold is an error that says what it is, never something left out.
 */
import type { JSONContent } from '@tiptap/core'

import { plain, strangeEntity, tokens, type Token } from './tokens'

/** Why a text cannot be opened as a document. */
export type Strange = 'html' | 'footnote' | 'reference' | 'entity' | 'mixed' | 'other'

export class Unreadable extends Error {
  readonly what: Strange
  constructor(what: Strange) {
    super(`cannot be held in a document: ${what}`)
    this.what = what
  }
}

export function read(markdown: string): JSONContent {
  const content = tokens(markdown).flatMap(block)
  return { type: 'doc', content: content.length ? content : [{ type: 'paragraph' }] }
}

function block(t: Token): JSONContent[] {
  switch (t.type) {
    case 'space':
      return []
    case 'paragraph':
    case 'text':
      return [paragraph(t)]
    case 'heading':
      return [{ type: 'heading', attrs: { level: t.depth ?? 1 }, content: inline(t.tokens) }]
    case 'code':
      return [{ type: 'codeBlock', attrs: { language: t.lang || null }, content: t.text ? [{ type: 'text', text: t.text }] : [] }]
    case 'blockquote':
      return [{ type: 'blockquote', content: (t.tokens ?? []).flatMap(block) }]
    case 'hr':
      return [{ type: 'horizontalRule' }]
    case 'list':
      return [list(t)]
    case 'table':
      return [table(t)]
    case 'html':
      throw new Unreadable('html')
    case 'def':
      throw new Unreadable(t.tag?.startsWith('^') ? 'footnote' : 'reference')
    default:
      throw new Unreadable('other')
  }
}

const paragraph = (t: Token): JSONContent => ({ type: 'paragraph', content: inline(t.tokens ?? [{ type: 'text', raw: t.raw, text: t.text ?? '' }]) })

function list(t: Token): JSONContent {
  const items = t.items ?? []
  const tasks = items.filter((x) => x.task).length
  if (tasks > 0 && (tasks < items.length || t.ordered)) throw new Unreadable('mixed')
  if (tasks > 0) return { type: 'taskList', content: items.map((x) => item(x, 'taskItem', { checked: x.checked ?? false })) }
  if (t.ordered) return { type: 'orderedList', attrs: { start: t.start === '' ? 1 : t.start }, content: items.map((x) => item(x, 'listItem')) }
  return { type: 'bulletList', content: items.map((x) => item(x, 'listItem')) }
}

/** An item begins with a paragraph, an empty one where the text begins otherwise. */
function item(t: Token, type: string, attrs?: Record<string, unknown>): JSONContent {
  const parts = (t.tokens ?? []).filter((x) => x.type !== 'checkbox').flatMap(block)
  const content = parts[0]?.type === 'paragraph' ? parts : [{ type: 'paragraph' }, ...parts]
  return attrs ? { type, attrs, content } : { type, content }
}

function table(t: Token): JSONContent {
  const row = (cells: Token[], type: string): JSONContent => ({
    type: 'tableRow',
    content: cells.map((c, i) => ({ type, attrs: { align: t.align?.[i] ?? null }, content: [{ type: 'paragraph', content: inline(c.tokens, true) }] })),
  })
  return { type: 'table', content: [row(t.header ?? [], 'tableHeader'), ...(t.rows ?? []).map((r) => row(r, 'tableCell'))] }
}

type Mark = NonNullable<JSONContent['marks']>[number]

function inline(list: Token[] | undefined, cell = false, marks: Mark[] = []): JSONContent[] {
  const out: JSONContent[] = []
  for (const t of list ?? []) for (const node of part(t, cell, marks)) join(out, node)
  return out
}

function part(t: Token, cell: boolean, marks: Mark[]): JSONContent[] {
  const inside = (mark: Mark) => inline(t.tokens, cell, [...marks, mark])
  switch (t.type) {
    case 'text':
      return t.tokens ? inline(t.tokens, cell, marks) : words(t.text ?? '', marks)
    case 'escape':
      return literal(t.text ?? '', marks)
    case 'strong':
      return inside({ type: 'bold' })
    case 'em':
      return inside({ type: 'italic' })
    case 'del':
      return inside({ type: 'strike' })
    case 'codespan':
      return literal(t.text ?? '', [...marks, { type: 'code' }])
    case 'link':
      return inside({ type: 'link', attrs: { href: t.href ?? '', title: t.title ?? null } })
    case 'image':
      return [{ type: 'image', attrs: { src: t.href ?? '', alt: plain(t.text ?? ''), title: t.title ?? null }, ...(marks.length ? { marks } : {}) }]
    case 'br':
      return [{ type: 'hardBreak' }]
    case 'html':
      // The only way to break a line in a cell of a table.
      if (cell && /^<br\s*\/?>$/i.test(t.raw)) return [{ type: 'hardBreak' }]
      throw new Unreadable('html')
    default:
      throw new Unreadable('other')
  }
}

function words(text: string, marks: Mark[]): JSONContent[] {
  if (/\[\^[^\]\s]+\]/.test(text)) throw new Unreadable('footnote')
  if (strangeEntity(text)) throw new Unreadable('entity')
  return literal(plain(text), marks)
}

const literal = (text: string, marks: Mark[]): JSONContent[] => (text ? [{ type: 'text', text, ...(marks.length ? { marks } : {}) }] : [])

/** Adds a part; text goes on where the text before it has the same marks. */
function join(out: JSONContent[], node: JSONContent): void {
  const last = out.at(-1)
  if (node.type === 'text' && last?.type === 'text' && sameMarks(last.marks, node.marks)) out[out.length - 1] = { ...last, text: `${last.text}${node.text}` }
  else out.push(node)
}

export const sameMarks = (a: JSONContent['marks'], b: JSONContent['marks']): boolean => JSON.stringify(a ?? []) === JSON.stringify(b ?? [])
