import { m } from '@/locales/gen/messages.js'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { TextArea, TextInput } from '@/ui/input'
import { toast } from '@/ui/toast'

import type { Stakeholder } from './stakeholder'

const copy = (text: string) => {
  void navigator.clipboard.writeText(text)
  toast({ text: m.share_copied() })
}

/** A link that was just made; it cannot be shown again. */
export function LinkMade({ url, name, onClose }: { url: string; name: string; onClose: () => void }) {
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={m.stake_link_made({ name })}
      description={m.stake_link_once()}
      footer={
        <Button variant="primary" onClick={onClose}>
          {m.share_done()}
        </Button>
      }
    >
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <TextInput label={m.share_page()} readOnly value={url} onChange={() => {}} />
        </div>
        <Button icon="copy" onClick={() => copy(url)}>
          {m.share_copy()}
        </Button>
      </div>
    </Dialog>
  )
}

/** A text for somebody outside: to copy, or to take into one's own mail. */
export function TextToSend({ to, title, body, onClose }: { to: Stakeholder; title: string; body: string; onClose: () => void }) {
  const mail = `mailto:${encodeURIComponent(to.email)}?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(body)}`
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="lg"
      title={m.stake_text_title({ name: to.name })}
      description={m.stake_text_text()}
      footer={
        <>
          <Button icon="copy" onClick={() => copy(`${title}\n\n${body}`)}>
            {m.stake_text_copy()}
          </Button>
          <Button icon="mail" onClick={() => window.location.assign(mail)}>
            {m.stake_text_mail()}
          </Button>
          <Button variant="primary" onClick={onClose}>
            {m.share_done()}
          </Button>
        </>
      }
    >
      <TextArea label={title} readOnly value={body} onChange={() => {}} rows={14} />
    </Dialog>
  )
}
