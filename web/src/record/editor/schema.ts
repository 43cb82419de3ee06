/**
 * The Markdown editor. A description is Markdown and stays Markdown: what is
 * here reads it into a document one can type in (read.ts) and writes it back
 * (write.ts). What cannot be held without loss is edited as plain text instead
 * (guard.ts), and what is typed outlives a reload (drafts.ts).
 *
 * This file says which parts a document may have.
 */
import { type AnyExtension, InputRule } from '@tiptap/core'
import Image from '@tiptap/extension-image'
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table'
import TaskItem from '@tiptap/extension-task-item'
import TaskList from '@tiptap/extension-task-list'
import { StarterKit } from '@tiptap/starter-kit'

import { m } from '@/locales/gen/messages.js'

/** A list whose item begins with a box becomes a list of tasks, as it would be read. */
const Tasks = TaskList.extend({
  addInputRules: () => [
    new InputRule({
      find: /^\[([ xX])?\]\s$/,
      handler: ({ state, range, chain, match }) => {
        const $from = state.doc.resolve(range.from)
        if ($from.depth < 2 || $from.node(-1).type.name !== 'listItem') return null
        chain().deleteRange(range).toggleTaskList().updateAttributes('taskItem', { checked: /x/i.test(match[1] ?? '') }).run()
        return undefined
      },
    }),
  ],
})

/** Underlined text is left out: Markdown has no sign for it. */
export const schema = (): AnyExtension[] => [
  StarterKit.configure({
    underline: false,
    link: { openOnClick: false, autolink: true, linkOnPaste: true, defaultProtocol: 'https', HTMLAttributes: { rel: 'noopener noreferrer', target: null } },
  }),
  Image.configure({ inline: true }),
  Tasks,
  TaskItem.configure({ nested: true, a11y: { checkboxLabel: (node) => m.record_editor_task({ text: node.textContent }) } }),
  Table.configure({ resizable: false }),
  TableRow,
  TableHeader,
  TableCell,
]
