/**
 * Writes a document of the editor as Markdown: plainly, the way a person would,
 * with a sign escaped only where it would be read as one.
 */
import type { JSONContent } from '@tiptap/core'

import { escapeStart, escapeText } from './escape'

export const write = (doc: JSONContent): string => blocks(doc.content ?? [])

/** Blocks one under the other; lists of a kind that touch change their sign so that they stay two. */
function blocks(nodes: JSONContent[]): string {
  const out: string[] = []
  let other = false
  nodes.forEach((node, i) => {
    const touches = isList(node) && listSort(node) === listSort(nodes[i - 1])
    other = touches && !other
    const text = block(node, other)
    if (text !== '') out.push(text)
  })
  return out.join('\n\n')
}

const isList = (node: JSONContent | undefined): boolean => node?.type === 'bulletList' || node?.type === 'orderedList' || node?.type === 'taskList'
const listSort = (node: JSONContent | undefined): string => (!node || !isList(node) ? '' : node.type === 'orderedList' ? 'ordered' : 'bullet')

function block(node: JSONContent, other: boolean): string {
  switch (node.type) {
    case 'paragraph':
      return lines(inline(node.content))
    case 'heading':
      return `${'#'.repeat(Number(node.attrs?.level ?? 1))} ${oneLine(inline(node.content)).replace(/(^|\s)(#+)$/, '$1\\$2')}`.trimEnd()
    case 'codeBlock':
      return fenced(node)
    case 'blockquote':
      return blocks(node.content ?? []).split('\n').map((l) => (l ? `> ${l}` : '>')).join('\n')
    case 'horizontalRule':
      return '---'
    case 'bulletList':
    case 'orderedList':
    case 'taskList':
      return list(node, other)
    case 'table':
      return table(node)
    case 'image':
      return image(node)
    default:
      return blocks(node.content ?? [])
  }
}

const lines = (text: string): string => text.split('\n').map((l) => escapeStart(l.trimStart())).join('\n').trimEnd()
const oneLine = (text: string): string => text.replace(/\\?\n\s*/g, ' ').trim()

function fenced(node: JSONContent): string {
  const text = node.content?.map((x) => x.text ?? '').join('') ?? ''
  const fence = '`'.repeat(Math.max(3, longest(text, /`+/g) + 1))
  return `${fence}${node.attrs?.language ?? ''}\n${text}${text.endsWith('\n') || text === '' ? '' : '\n'}${fence}`
}

const longest = (text: string, run: RegExp): number => Math.max(0, ...(text.match(run) ?? []).map((x) => x.length))

function list(node: JSONContent, other: boolean): string {
  const first = Number(node.attrs?.start ?? 1)
  const items = node.content ?? []
  const wide = items.some((x) => (x.content ?? []).slice(1).some((part) => !isList(part)))
  return items.map((x, i) => item(x, sign(node.type, first + i, other), x.type === 'taskItem' ? `[${x.attrs?.checked ? 'x' : ' '}] ` : '')).join(wide ? '\n\n' : '\n')
}

const sign = (type: string | undefined, n: number, other: boolean): string => (type === 'orderedList' ? `${n}${other ? ')' : '.'} ` : other ? '* ' : '- ')

function item(node: JSONContent, mark: string, task: string): string {
  const [head, ...rest] = node.content ?? []
  const lead = head ? block(head, false) : ''
  const under = rest.length > 0 && rest.every(isList) ? rest.map((x) => block(x, false)).join('\n') : blocks(rest)
  const start = lead.replace(/^\[(?=[ xX]\]\s)/, '\\[')
  const gap = rest.length > 0 && rest.every(isList) ? '\n' : '\n\n'
  const text = start === '' && task === '' ? under : under === '' ? task + start : task + start + gap + under
  const pad = ' '.repeat(mark.length)
  return (mark + text.split('\n').map((l, i) => (i === 0 || l === '' ? l : pad + l)).join('\n')).trimEnd()
}

function table(node: JSONContent): string {
  const rows = (node.content ?? []).map((row) => (row.content ?? []).map(cell))
  const width = Math.max(0, ...rows.map((r) => r.length))
  if (width === 0) return ''
  const aligns = (node.content?.[0]?.content ?? []).map((c) => c.attrs?.align as string | null | undefined)
  const line = (cells: string[]) => `| ${Array.from({ length: width }, (_, i) => cells[i] ?? '').join(' | ')} |`
  const rule = Array.from({ length: width }, (_, i) => ({ left: ':---', center: ':---:', right: '---:' })[aligns[i] ?? ''] ?? '---')
  return [line(rows[0] ?? []), line(rule), ...rows.slice(1).map(line)].join('\n')
}

const cell = (node: JSONContent): string =>
  (node.content ?? [])
    .map((x) => block(x, false).replace(/\\\n/g, '<br>').replaceAll('\n', ' '))
    .join('<br>')
    .replace(/(?<!\\)\|/g, '\\|')

type Mark = NonNullable<JSONContent['marks']>[number]

const key = (mark: Mark): string => `${mark.type} ${JSON.stringify(mark.attrs ?? {})}`
const has = (node: JSONContent, mark: Mark): boolean => (node.marks ?? []).some((x) => key(x) === key(mark))

/**
 * A line with its marks: the mark that goes on for longest is opened first, so
 * that signs nest instead of crossing. Code is innermost, as nothing is read in it.
 */
function inline(nodes: JSONContent[] | undefined, open: readonly string[] = []): string {
  const list = nodes ?? []
  let out = ''
  for (let i = 0; i < list.length; ) {
    const { mark, run } = longestRun(list, i, open)
    if (!mark) {
      out += leaf(list[i]!, out)
      i++
      continue
    }
    const inside = list.slice(i, i + run)
    out += mark.type === 'link' ? link(mark, inside, open, out) : mark.type === 'code' ? code(inside) : wrapped(mark, inline(inside, [...open, key(mark)]))
    i += run
  }
  return out
}

function longestRun(list: JSONContent[], from: number, open: readonly string[]): { mark?: Mark; run: number } {
  let best: { mark?: Mark; run: number } = { run: 0 }
  for (const mark of list[from]?.marks ?? []) {
    if (open.includes(key(mark))) continue
    let run = 1
    while (from + run < list.length && has(list[from + run]!, mark)) run++
    const outer = mark.type === 'code' ? 0 : mark.type === 'link' ? run + 0.5 : run
    const held = best.mark?.type === 'code' ? 0 : best.mark?.type === 'link' ? best.run + 0.5 : best.run
    if (!best.mark || outer > held) best = { mark, run }
  }
  return best
}

const signs: Record<string, string> = { bold: '**', italic: '*', strike: '~~' }

/** Signs hold to the words: space at the edges goes outside of them. */
function wrapped(mark: Mark, text: string): string {
  const s = signs[mark.type] ?? ''
  const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? []
  return words === '' ? text : `${before}${s}${words}${s}${after}`
}

function code(nodes: JSONContent[]): string {
  const text = nodes.map((x) => x.text ?? '').join('').replaceAll('\n', ' ')
  const fence = '`'.repeat(longest(text, /`+/g) + 1)
  const pad = /^`|`$|^ .* $/.test(text) ? ' ' : ''
  return `${fence}${pad}${text}${pad}${fence}`
}

function link(mark: Mark, nodes: JSONContent[], open: readonly string[], before: string): string {
  const href = String(mark.attrs?.href ?? '')
  const title = mark.attrs?.title ? String(mark.attrs.title) : ''
  const text = nodes.map((x) => x.text ?? '').join('')
  const bare = !title && nodes.every((x) => x.marks?.length === 1 && x.text)
  if (bare && href === text && /^https?:\/\/[^\s<>]*[\w/]$/.test(href)) return /[\w*_~/]$/.test(before) ? `<${href}>` : href
  if (bare && href === `mailto:${text}`) return `<${text}>`
  return `[${inline(nodes, [...open, key(mark)]).replace(/\\?\n/g, ' ')}](${target(href)}${title ? ` "${title.replaceAll('"', '\\"')}"` : ''})`
}

const target = (href: string): string => (/[\s()<>]/.test(href) || href === '' ? `<${href.replace(/[<>]/g, encodeURIComponent)}>` : href)

function leaf(node: JSONContent, before: string): string {
  if (node.type === 'hardBreak') return '\\\n'
  if (node.type === 'image') return image(node)
  return escapeText(node.text ?? '', before)
}

function image(node: JSONContent): string {
  const { src, alt, title } = node.attrs ?? {}
  return `![${String(alt ?? '').replace(/[[\]]/g, '\\$&')}](${target(String(src ?? ''))}${title ? ` "${String(title).replaceAll('"', '\\"')}"` : ''})`
}
