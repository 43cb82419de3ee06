import { use, useState, Suspense, type RefCallback } from 'react'

import { m } from '@/locales/gen/messages.js'
import { Pins } from '@/record/story/Pins'
import { Dialog } from '@/ui/dialog'
import { Skeleton } from '@/ui/skeleton'

import { previewOf, sayBytes, type Attachment } from './attachments'
import { contentAddress } from './upload'

/** A file looked at without keeping it. */
export function Preview({ record, attachment: a, onClose }: { record: string; attachment: Attachment; onClose: () => void }) {
  // Asked for out here, because what waits within is begun anew when the answer comes.
  const [text] = useState(() => (previewOf(a) === 'text' ? load(a.id).then((b) => b.text(), (e: Error) => e.message) : undefined))
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="lg"
      title={a.name}
      description={sayBytes(a.bytes)}
      footer={
        <a href={contentAddress(a.id)} download={a.name} className="text-13 text-accent-text hover:underline">
          {m.record_files_download({ name: a.name })}
        </a>
      }
    >
      <Suspense fallback={<Skeleton height={240} />}>
        <Content record={record} attachment={a} text={text} />
      </Suspense>
    </Dialog>
  )
}

function Content({ record, attachment: a, text }: { record: string; attachment: Attachment; text: Promise<string> | undefined }) {
  switch (previewOf(a)) {
    case 'image':
      return <Pins record={record} attachment={a} />
    case 'text':
      return text && <PlainText text={use(text)} />
    case 'pdf':
      return <Pages attachment={a} />
    default:
      return <p className="text-text-muted">{m.record_files_no_preview()}</p>
  }
}

const load = async (id: string): Promise<Blob> => {
  const answer = await fetch(contentAddress(id), { credentials: 'same-origin' })
  if (!answer.ok) throw new Error(m.record_files_offline())
  return answer.blob()
}

function PlainText({ text }: { text: string }) {
  return (
    <pre tabIndex={0} className="max-h-[70vh] overflow-auto rounded border border-line bg-bg-sunken px-3 py-2 font-mono text-12 whitespace-pre-wrap quiet-scroll">
      {text}
    </pre>
  )
}

function Pages({ attachment: a }: { attachment: Attachment }) {
  const [blocked, setBlocked] = useState(false)
  const [frame] = useState(() => framed(a, () => setBlocked(true)))
  if (blocked) return <p className="text-text-muted">{m.record_files_no_preview()}</p>
  // oxlint-disable-next-line react/iframe-missing-sandbox -- a sandbox keeps the browser's own reader out; what is shown is given the type of a document, never of a page
  return <iframe title={a.name} ref={frame} className="h-[70vh] w-full rounded border border-line" />
}

/**
 * The server gives files out sandboxed, which the browser's reader cannot open; so
 * its bytes are handed over. Where the page's own policy forbids that, it is told.
 */
const framed =
  (a: Attachment, onBlocked: () => void): RefCallback<HTMLIFrameElement> =>
  (frame) => {
    if (!frame) return undefined
    let address = ''
    const refused = (e: SecurityPolicyViolationEvent) => e.blockedURI.startsWith('blob') && onBlocked()
    document.addEventListener('securitypolicyviolation', refused)
    void load(a.id).then((bytes) => {
      address = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }))
      frame.src = address
    }, onBlocked)
    return () => {
      document.removeEventListener('securitypolicyviolation', refused)
      URL.revokeObjectURL(address)
    }
  }
