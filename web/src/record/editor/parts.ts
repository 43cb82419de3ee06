/** What "/" offers: the parts a document can be built from, and files. */
import type { Editor, Range } from '@tiptap/core'

import { m } from '@/locales/gen/messages.js'

import type { Item } from './item'

type Chain = ReturnType<Editor['chain']>

const part = (id: string, label: string, icon: string, hint: string, run: (c: Chain) => Chain): Item => ({
  id,
  label,
  icon,
  hint,
  run: (editor: Editor, range: Range) => void run(editor.chain().focus().deleteRange(range)).run(),
})

/** The parts whose names have what was typed in them. */
export function partsFor(query: string, chooseFile?: () => void): Item[] {
  const all: Item[] = [
    part('h1', m.record_editor_heading({ level: 1 }), 'heading-1', '#', (c) => c.setHeading({ level: 1 })),
    part('h2', m.record_editor_heading({ level: 2 }), 'heading-2', '##', (c) => c.setHeading({ level: 2 })),
    part('h3', m.record_editor_heading({ level: 3 }), 'heading', '###', (c) => c.setHeading({ level: 3 })),
    part('bullets', m.record_editor_bullets(), 'list', '-', (c) => c.toggleBulletList()),
    part('numbers', m.record_editor_numbers(), 'list-ordered', '1.', (c) => c.toggleOrderedList()),
    part('tasks', m.record_editor_tasks(), 'list-todo', '[ ]', (c) => c.toggleTaskList()),
    part('quote', m.record_editor_quote(), 'quote', '>', (c) => c.toggleBlockquote()),
    part('code', m.record_editor_code(), 'code', '```', (c) => c.toggleCodeBlock()),
    part('table', m.record_editor_table(), 'table', '', (c) => c.insertTable({ rows: 3, cols: 3, withHeaderRow: true })),
    part('rule', m.record_editor_rule(), 'minus', '---', (c) => c.setHorizontalRule()),
  ]
  if (chooseFile)
    all.push({
      id: 'file',
      label: m.record_editor_file(),
      icon: 'paperclip',
      run: (editor, range) => {
        editor.chain().focus().deleteRange(range).run()
        chooseFile()
      },
    })
  const words = query.toLowerCase()
  return all.filter((p) => p.label.toLowerCase().includes(words) || p.id.startsWith(words))
}
