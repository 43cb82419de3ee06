/** What is pasted as plain text and is Markdown becomes what it means; what is copied is Markdown. */
import { type Node, Slice } from '@tiptap/pm/model'
import type { EditorView } from '@tiptap/pm/view'

import { guard } from './guard'
import { write } from './write'

/** Signs that a person would hardly type into a plain sentence. */
const looksWritten = /^(#{1,6} |[-*+] |\d{1,3}[.)] |> |```|\|.*\|$|[-*+] \[[ xX]\] )|\*\*\S|\[[^\]]+\]\([^)]+\)/m

export function pasted(view: EditorView, event: ClipboardEvent): boolean {
  const data = event.clipboardData
  const text = data?.getData('text/plain') ?? ''
  if (data?.types.includes('text/html') || !looksWritten.test(text) || view.state.selection.$from.parent.type.spec.code) return false
  const read = guard(text)
  if (!('doc' in read)) return false
  const doc = view.state.schema.nodeFromJSON(read.doc)
  const single = doc.childCount === 1 && doc.firstChild!.isTextblock
  const slice = single ? new Slice(doc.firstChild!.content, 0, 0) : new Slice(doc.content, 0, 0)
  view.dispatch(view.state.tr.replaceSelection(slice).scrollIntoView())
  return true
}

export function asMarkdown(slice: Slice): string {
  const nodes: Node[] = []
  slice.content.forEach((n) => void nodes.push(n))
  const content = nodes.map((n) => n.toJSON())
  return write({ type: 'doc', content: nodes[0]?.isInline ? [{ type: 'paragraph', content }] : content })
}
