import { lazy, Suspense, useState } from 'react'

import { m } from '@/locales/gen/messages.js'
import { Button } from '@/ui/button'

import { Coming } from './Coming'
import { dropDraft, keepDraft, readDraft } from './drafts'
import type { Upload } from './files'
import { useSources } from './sources'

const load = () => import('./RichEditor')
const RichEditor = lazy(load)

interface ComposerProps {
  draft: string
  label: string
  placeholder: string
  /** The word on the button that sends. */
  action: string
  start?: string
  /** Sends; false keeps the text, because it was refused. */
  send: (text: string) => Promise<boolean>
  upload?: Upload
  /** Shown at once with the cursor in it, and put away by Esc or the button. */
  onCancel?: () => void
  act?: string
}

/** A box for a comment: a line until it is pressed, kept until it is sent. */
export function Composer({ draft, label, placeholder, action, start = '', send, upload, onCancel, act }: ComposerProps) {
  const [text, setText] = useState(() => readDraft(draft)?.text ?? start)
  const [open, setOpen] = useState(() => onCancel !== undefined || text !== start)
  const [busy, setBusy] = useState(false)
  const [turn, setTurn] = useState(0)
  const sources = useSources()
  const type = (next: string) => {
    setText(next)
    keepDraft(draft, { text: next, base: start })
  }
  // Put away unsent, the text is there again when the box is opened.
  const away = () => (onCancel ? onCancel() : setOpen(false))
  const done = () => {
    dropDraft(draft)
    setText(start)
    setTurn((n) => n + 1)
    away()
  }
  const submit = async () => {
    if (busy || text.trim() === '') return
    setBusy(true)
    const sent = await send(text.trim())
    setBusy(false)
    if (sent) done()
  }
  if (!open)
    return (
      <button
        type="button"
        data-act={act}
        onPointerEnter={() => void load()}
        onClick={() => setOpen(true)}
        className="block h-9 w-full rounded border border-line-control px-3 text-left text-13 text-text-faint hover:border-text-faint"
      >
        {placeholder}
      </button>
    )
  return (
    <div className="rounded border border-line-control bg-bg-raised focus-within:border-focus">
      <div className="max-h-96 min-h-16 overflow-y-auto px-3 py-2">
        <Suspense fallback={<Coming label={label} text={text} placeholder={placeholder} onText={type} onLeave={away} dense />}>
          <RichEditor
            key={turn}
            label={label}
            start={text}
            onText={type}
            onEnd={(how) => void (how === 'send' ? submit() : text.trim() === start.trim() ? done() : away())}
            placeholder={placeholder}
            upload={upload}
            dense
            {...sources}
          />
        </Suspense>
      </div>
      <div className="flex items-center justify-end gap-2 px-2 pb-2">
        <Button size="sm" variant="ghost" onClick={away}>
          {m.record_cancel()}
        </Button>
        <Button size="sm" variant="primary" kbd="mod+enter" busy={busy} disabled={text.trim() === ''} onClick={() => void submit()}>
          {action}
        </Button>
      </div>
    </div>
  )
}
