/**
 * The editor itself, loaded when somebody begins to write. It begins with a text
 * and tells every new one; when and where that is kept is up to whoever uses it.
 */
import type { Editor } from '@tiptap/core'
import { EditorContent, useEditor } from '@tiptap/react'
import { useRef, useState } from 'react'

import { m } from '@/locales/gen/messages.js'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Callout } from '@/ui/state'

import { Bubble } from './Bubble'
import { filesIn, useUploads, type Upload } from './files'
import { guard, type Guarded } from './guard'
import { OfferList } from './OfferList'
import { partsFor } from './parts'
import { asMarkdown, pasted } from './paste'
import type { Strange } from './read'
import { refs } from './refs'
import { schema } from './schema'
import { SourceEditor } from './SourceEditor'
import { Offers, suggestions, type Source } from './suggest'
import { textStyle } from './style'
import { write } from './write'

export interface EditorProps {
  label: string
  /** The text that it begins with; later ones are not taken over. */
  start: string
  onText: (text: string) => void
  /** Esc, and Ctrl or ⌘ with Enter. */
  onEnd: (how: 'leave' | 'send') => void
  placeholder: string
  people: Source
  records: Source
  titleOf: (key: string) => string | undefined
  isPerson: (handle: string) => boolean
  upload?: Upload
  /** Where one pressed to begin, so that the cursor stands there. */
  at?: { x: number; y: number }
  dense?: boolean
}

export default function RichEditor(props: EditorProps) {
  const [guarded, setGuarded] = useState<Guarded | { source: true }>(() => guard(props.start))
  const latest = useRef(props.start)
  const own: EditorProps = {
    ...props,
    start: latest.current,
    onText: (text) => {
      latest.current = text
      props.onText(text)
    },
  }
  if ('doc' in guarded) return <Document {...own} doc={guarded} onSource={() => setGuarded({ source: true })} />
  const again = 'source' in guarded ? () => setGuarded(guard(latest.current)) : undefined
  return (
    <div className="space-y-2">
      {'strange' in guarded && (
        <Callout tone="blue" icon="code">
          {m.record_editor_strange({ what: strangeNames[guarded.strange]() })}
        </Callout>
      )}
      <SourceEditor {...own} />
      {again && (
        <Button size="sm" variant="ghost" onClick={again}>
          {m.record_editor_rich()}
        </Button>
      )}
    </div>
  )
}

const strangeNames: Record<Strange, () => string> = {
  html: m.record_editor_strange_html,
  footnote: m.record_editor_strange_footnote,
  reference: m.record_editor_strange_reference,
  entity: m.record_editor_strange_entity,
  mixed: m.record_editor_strange_mixed,
  other: m.record_editor_strange_other,
}

function Document({ doc, onSource, ...p }: EditorProps & { doc: Extract<Guarded, { doc: unknown }>; onSource: () => void }) {
  // What the editor calls is what the latest rendering gave, though it is made once.
  const now = useRef(p)
  now.current = p
  // As long as nothing was written, the text is the one that was given, to the letter.
  const [given] = useState(() => ({ text: p.start, written: write(doc.doc) }))
  const textOf = (e: Editor) => {
    const text = write(e.getJSON())
    return text === given.written ? given.text : text
  }
  const [offers] = useState(() => new Offers())
  const file = useRef<HTMLInputElement>(null)
  const uploads = useUploads(p.upload)
  const made = useRef<Editor | null>(null)
  const take = (files: File[]) => made.current && uploads.take(made.current, files)
  const editor = useEditor({
    extensions: [
      ...schema(),
      refs({ placeholder: p.placeholder, titleOf: (k) => now.current.titleOf(k), isPerson: (h) => now.current.isPerson(h) }),
      suggestions(offers, {
        people: (q, e) => now.current.people(q, e),
        records: (q, e) => now.current.records(q, e),
        parts: (q) => partsFor(q, p.upload && (() => file.current?.click())),
      }),
    ],
    content: doc.doc,
    onCreate: ({ editor: e }) => begin(e, p.at),
    onUpdate: ({ editor: e }) => now.current.onText(textOf(e)),
    editorProps: {
      attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': p.label, class: cx('outline-none', textStyle(p.dense)) },
      // While something is offered, the keys are for the offer.
      handleKeyDown: (_, e) => !offers.now?.items.length && keys(e, now.current.onEnd),
      handlePaste: (view, e) => {
        const files = now.current.upload ? filesIn(e.clipboardData) : []
        if (files.length > 0) return take(files), true
        return pasted(view, e)
      },
      handleDrop: (_, e) => {
        const files = now.current.upload ? filesIn(e.dataTransfer) : []
        if (files.length > 0) take(files)
        return files.length > 0
      },
      clipboardTextSerializer: (slice) => asMarkdown(slice),
    },
  })
  made.current = editor
  return (
    <div onKeyDown={(e) => e.stopPropagation()}>
      {editor && <Bubble editor={editor} onSource={onSource} />}
      <EditorContent editor={editor} />
      <OfferList offers={offers} />
      {uploads.shown}
      <input ref={file} type="file" multiple hidden onChange={(e) => take([...(e.target.files ?? [])])} />
    </div>
  )
}

/** The cursor stands where one pressed, else at the end. */
function begin(editor: Editor, at: { x: number; y: number } | undefined): void {
  const pos = at && editor.view.posAtCoords({ left: at.x, top: at.y })?.pos
  editor.commands.focus(pos ?? 'end', { scrollIntoView: at === undefined })
}

function keys(e: KeyboardEvent, onEnd: EditorProps['onEnd']): boolean {
  if (e.isComposing) return false
  if (e.key === 'Escape') onEnd('leave')
  else if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) onEnd('send')
  else return false
  e.preventDefault()
  return true
}
