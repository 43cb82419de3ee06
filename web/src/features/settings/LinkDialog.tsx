import { m } from '@/locales/gen/messages.js'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'

import { CopyLine } from './CopyLine'

interface LinkDialogProps {
  invited: readonly { email: string; link: string }[]
  onClose: () => void
}

/** The links that let people in, shown once. */
export function LinkDialog({ invited, onClose }: LinkDialogProps) {
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={m.settings_links_title({ count: invited.length })}
      description={m.settings_links_text()}
      footer={
        <Button variant="primary" onClick={onClose}>
          {m.settings_done()}
        </Button>
      }
    >
      <ul className="flex flex-col gap-3">
        {invited.map((i) => (
          <li key={i.email} className="flex flex-col gap-1">
            <span className="text-12 font-medium text-text-muted">{i.email}</span>
            <CopyLine text={i.link} label={m.settings_link_of({ email: i.email })} />
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
