import type { Editor, Range } from '@tiptap/core'

/** Something that is offered while one writes, and what choosing it does. No part of the editor is loaded for it. */
export interface Item {
  id: string
  label: string
  hint?: string
  icon?: string
  kind?: string
  person?: string
  run: (editor: Editor, range: Range) => void
}

/** Replaces what was typed with a text and a space. */
export const put = (text: string) => (editor: Editor, range: Range): void => {
  editor.chain().focus().insertContentAt(range, `${text} `).run()
}
