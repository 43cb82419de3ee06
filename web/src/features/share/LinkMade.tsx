import { m } from '@/locales/gen/messages.js'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { TextInput } from '@/ui/input'
import { toast } from '@/ui/toast'

import { frameOf, type Linked } from './cut'

/** A link that was just made; it cannot be shown again. */
export function LinkMade({ title, link, onClose }: { title: string; link: Linked; onClose: () => void }) {
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={m.share_linked()}
      description={m.share_once()}
      footer={
        <Button variant="primary" onClick={onClose}>
          {m.share_done()}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <Address label={m.share_page()} text={link.url} />
        {link.feed && <Address label={m.share_feed()} text={link.feed} />}
        {link.sites.length > 0 && <Address label={m.share_embed()} text={frameOf(link.frame, title)} />}
      </div>
    </Dialog>
  )
}

function Address({ label, text }: { label: string; text: string }) {
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => toast({ text: m.share_copied() }),
      () => toast({ text: m.share_copy_failed(), tone: 'red' }),
    )
  return (
    <div className="flex items-end gap-2">
      <div className="min-w-0 flex-1">
        <TextInput label={label} readOnly value={text} onChange={() => {}} />
      </div>
      <Button icon="copy" onClick={() => void copy()}>
        {m.share_copy()}
      </Button>
    </div>
  )
}
