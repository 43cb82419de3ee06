import { useState, type ReactNode } from 'react'

import { m } from '@/locales/gen/messages.js'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'

interface AskProps {
  title: string
  text?: string
  /** The verb on the button. */
  action: string
  /** All is there that is needed. */
  ready: boolean
  danger?: boolean
  size?: 'sm' | 'md' | 'lg'
  /** What was typed stays when it is refused: closing is up to whoever sends. */
  onSend: () => Promise<unknown>
  onClose: () => void
  children: ReactNode
}

/** A small dialog that asks for a few words; Ctrl or ⌘ with Enter sends it. */
export function Ask({ title, text, action, ready, danger, size = 'md', onSend, onClose, children }: AskProps) {
  const [busy, setBusy] = useState(false)
  const send = async () => {
    if (!ready || busy) return
    setBusy(true)
    await onSend().finally(() => setBusy(false))
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={text}
      size={size}
      footer={
        <>
          <Button onClick={onClose}>{m.screens_cancel()}</Button>
          <Button variant={danger ? 'danger' : 'primary'} kbd="mod+enter" busy={busy} disabled={!ready} onClick={() => void send()}>
            {action}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(e) => {
          e.preventDefault()
          void send()
        }}
        onKeyDown={(e) => {
          if (e.key !== 'Enter' || !(e.metaKey || e.ctrlKey)) return
          e.preventDefault()
          void send()
        }}
      >
        {children}
        <button type="submit" hidden disabled={!ready} />
      </form>
    </Dialog>
  )
}
