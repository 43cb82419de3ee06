/** Marks keys and mentions in the text, and says in an empty document what belongs there. */
import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

import { splitRefs } from '@/ui/markdowntext'

export interface RefOptions {
  placeholder: string
  /** The title of a record that is known already. */
  titleOf: (key: string) => string | undefined
  isPerson: (handle: string) => boolean
}

/** Where keys and mentions stand in a document. */
export function refsIn(doc: Node): { from: number; to: number; type: 'key' | 'handle'; name: string }[] {
  const found: ReturnType<typeof refsIn> = []
  doc.descendants((node, pos, parent) => {
    if (!node.isText || parent?.type.spec.code || node.marks.some((x) => x.type.name === 'code' || x.type.name === 'link')) return
    let at = pos
    for (const piece of splitRefs(node.text ?? '')) {
      const length = typeof piece === 'string' ? piece.length : piece.text.length
      if (typeof piece !== 'string') found.push({ from: at, to: at + length, type: piece.type, name: piece.name })
      at += length
    }
  })
  return found
}

export function refs(o: RefOptions): Extension {
  const decorate = (doc: Node) => {
    const marks = refsIn(doc).flatMap((r) => {
      if (r.type === 'handle') return o.isPerson(r.name) ? [Decoration.inline(r.from, r.to, { class: 'rounded-sm bg-accent-soft px-0.5 text-accent-text' })] : []
      const title = o.titleOf(r.name)
      return [Decoration.inline(r.from, r.to, { class: 'text-accent-text', ...(title ? { 'data-tip': title } : {}) })]
    })
    const first = doc.firstChild
    if (doc.childCount === 1 && first?.type.name === 'paragraph' && first.content.size === 0)
      marks.push(Decoration.node(0, first.nodeSize, { class: 'before:pointer-events-none before:float-left before:h-0 before:text-text-faint before:content-[attr(data-placeholder)]', 'data-placeholder': o.placeholder }))
    return DecorationSet.create(doc, marks)
  }
  return Extension.create({
    name: 'refs',
    addProseMirrorPlugins: () => [
      new Plugin({
        state: { init: (_, state) => decorate(state.doc), apply: (tr, old) => (tr.docChanged ? decorate(tr.doc) : old) },
        props: {
          decorations(state) {
            return this.getState(state) as DecorationSet
          },
        },
      }),
    ],
  })
}
