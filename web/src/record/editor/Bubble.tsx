import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { BubbleMenu } from '@tiptap/react/menus'
import { useState } from 'react'

import { m } from '@/locales/gen/messages.js'
import { Button, IconButton } from '@/ui/button'
import { cx } from '@/ui/cx'
import { TextInput } from '@/ui/input'
import { Separator } from '@/ui/layout'
import { popup } from '@/ui/styles'

/** Beside the page, where no pane cuts it off. */
const inPage = (): HTMLElement => document.body

/** The bar over a selection, and the one over a table. */
export function Bubble({ editor, onSource }: { editor: Editor; onSource: () => void }) {
  const [linking, setLinking] = useState(false)
  return (
    <>
      <BubbleMenu
        editor={editor}
        pluginKey="words"
        data-editor-float
        appendTo={inPage}
        options={{ placement: 'top', offset: 6, onHide: () => setLinking(false) }}
        shouldShow={({ state, editor: e }) => !state.selection.empty && e.isEditable && !e.isActive('codeBlock') && !e.isActive('image')}
        className={cx(popup, 'z-50 flex items-center gap-0.5 p-1')}
      >
        {linking ? <LinkBox editor={editor} onDone={() => setLinking(false)} /> : <Marks editor={editor} onLink={() => setLinking(true)} onSource={onSource} />}
      </BubbleMenu>
      <BubbleMenu
        editor={editor}
        pluginKey="tables"
        data-editor-float
        appendTo={inPage}
        options={{ placement: 'top-start', offset: 6 }}
        shouldShow={({ state, editor: e }) => state.selection.empty && e.isActive('table')}
        className={cx(popup, 'z-50 flex items-center gap-0.5 p-1')}
      >
        <TableTools editor={editor} />
      </BubbleMenu>
    </>
  )
}

const inline = [
  ['bold', 'bold', m.record_editor_bold, 'mod+b', (e: Editor) => e.chain().focus().toggleBold().run()],
  ['italic', 'italic', m.record_editor_italic, 'mod+i', (e: Editor) => e.chain().focus().toggleItalic().run()],
  ['strike', 'strikethrough', m.record_editor_strike, 'mod+shift+s', (e: Editor) => e.chain().focus().toggleStrike().run()],
  ['code', 'code', m.record_editor_code_inline, 'mod+e', (e: Editor) => e.chain().focus().toggleCode().run()],
] as const

const blocks = [
  ['heading', 'heading-2', () => m.record_editor_heading({ level: 2 }), 'mod+alt+2', (e: Editor) => e.chain().focus().toggleHeading({ level: 2 }).run()],
  ['bulletList', 'list', m.record_editor_bullets, 'mod+shift+8', (e: Editor) => e.chain().focus().toggleBulletList().run()],
  ['orderedList', 'list-ordered', m.record_editor_numbers, 'mod+shift+7', (e: Editor) => e.chain().focus().toggleOrderedList().run()],
  ['taskList', 'list-todo', m.record_editor_tasks, 'mod+shift+9', (e: Editor) => e.chain().focus().toggleTaskList().run()],
  ['blockquote', 'quote', m.record_editor_quote, 'mod+shift+b', (e: Editor) => e.chain().focus().toggleBlockquote().run()],
] as const

function Marks({ editor, onLink, onSource }: { editor: Editor; onLink: () => void; onSource: () => void }) {
  const on = useEditorState({ editor, selector: ({ editor: e }) => [...inline, ...blocks].map(([name]) => e.isActive(name)).concat(e.isActive('link')) })
  const tool = ([name, icon, label, kbd, run]: (typeof inline)[number] | (typeof blocks)[number], i: number) => (
    <IconButton key={name} size="sm" icon={icon} label={label()} kbd={kbd} pressed={on[i]} onClick={() => run(editor)} />
  )
  return (
    <>
      {inline.map(tool)}
      <IconButton size="sm" icon="link" label={m.record_editor_link()} pressed={on.at(-1)} onClick={onLink} />
      <Separator vertical />
      {blocks.map((b, i) => tool(b, i + inline.length))}
      <Separator vertical />
      <Button size="sm" variant="ghost" onClick={onSource}>
        {m.record_editor_source()}
      </Button>
    </>
  )
}

/** An address for the selection; an empty one takes the link away. */
function LinkBox({ editor, onDone }: { editor: Editor; onDone: () => void }) {
  const [href, setHref] = useState(() => String(editor.getAttributes('link').href ?? ''))
  const set = () => {
    const to = href.trim()
    const chain = editor.chain().focus().extendMarkRange('link')
    if (to === '') chain.unsetLink().run()
    else chain.setLink({ href: /^([a-z]+:|\/|#)/i.test(to) ? to : `https://${to}` }).run()
    onDone()
  }
  return (
    <form
      className="flex items-center gap-1"
      onSubmit={(e) => {
        e.preventDefault()
        set()
      }}
    >
      <TextInput
        size="sm"
        autoFocus
        aria-label={m.record_editor_address()}
        placeholder="https://"
        value={href}
        onChange={setHref}
        className="w-64"
        onKeyDown={(e) => {
          if (e.key !== 'Escape') return
          e.stopPropagation()
          onDone()
          editor.commands.focus()
        }}
      />
      <Button size="sm" type="submit">
        {m.record_editor_set()}
      </Button>
    </form>
  )
}

const tableTools = [
  ['add-row', m.record_editor_row_add, (e: Editor) => e.chain().focus().addRowAfter().run()],
  ['add-column', m.record_editor_column_add, (e: Editor) => e.chain().focus().addColumnAfter().run()],
  ['delete-row', m.record_editor_row_delete, (e: Editor) => e.chain().focus().deleteRow().run()],
  ['delete-column', m.record_editor_column_delete, (e: Editor) => e.chain().focus().deleteColumn().run()],
  ['delete-table', m.record_editor_table_delete, (e: Editor) => e.chain().focus().deleteTable().run()],
] as const

function TableTools({ editor }: { editor: Editor }) {
  return tableTools.map(([name, label, run]) => (
    <Button key={name} size="sm" variant="ghost" onClick={() => run(editor)}>
      {label()}
    </Button>
  ))
}
