import { useState } from 'react'

import { m } from '@/locales/gen/messages.js'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { Checkbox, TextInput } from '@/ui/input'

interface Props {
  title: string
  name: string
  /** Whether others see it; left out where that is not asked. */
  shared: boolean | undefined
  /** True when it was kept; else the dialog stays, with what was typed. */
  onSave: (name: string, shared: boolean) => Promise<boolean>
  onClose: () => void
}

/** The name of a view that is saved. */
export function NameDialog({ title, name, shared, onSave, onClose }: Props) {
  const [text, setText] = useState(name)
  const [all, setAll] = useState(shared ?? false)
  const [busy, setBusy] = useState(false)
  const ready = text.trim() !== ''
  const save = async () => {
    if (!ready || busy) return
    setBusy(true)
    if (await onSave(text.trim(), all)) onClose()
    else setBusy(false)
  }
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={(open) => !open && onClose()}
      title={title}
      footer={
        <Button variant="primary" busy={busy} disabled={!ready} onClick={() => void save()}>
          {m.views_list_view_keep()}
        </Button>
      }
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(e) => {
          e.preventDefault()
          void save()
        }}
      >
        <TextInput label={m.views_list_view_name()} value={text} onChange={setText} maxLength={120} autoFocus />
        {shared !== undefined && <Checkbox label={m.views_list_view_shared()} hint={m.views_list_view_shared_hint()} checked={all} onChange={setAll} />}
        <button type="submit" hidden disabled={!ready} />
      </form>
    </Dialog>
  )
}
