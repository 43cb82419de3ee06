import { useMember } from '@/data/hooks'
import { sayAge } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { IconButton } from '@/ui/button'
import { confirm } from '@/ui/dialog'
import { Icon } from '@/ui/icon'
import { tip } from '@/ui/tooltip'

import { previewOf, sayBytes, type Attachment } from './attachments'
import { useCall } from './call'
import { exactly } from './exactly'
import { contentAddress } from './upload'

const icons = { image: 'image', pdf: 'file-text', text: 'file-text', none: 'file' } as const

interface AttachmentRowProps {
  attachment: Attachment
  mine: boolean
  onShow: () => void
  onGone: () => void
}

export function AttachmentRow({ attachment: a, mine, onShow, onGone }: AttachmentRowProps) {
  const who = useMember(a.createdBy)
  const call = useCall()
  const preview = previewOf(a)
  const remove = async () => {
    if (!mine && !(await confirm({ title: m.record_files_delete_ask({ name: a.name }), text: m.record_files_delete_text(), action: m.record_delete(), danger: true }))) return
    const done = await call('DELETE', `/attachments/${a.id}`)
    if (!('refused' in done)) onGone()
  }
  const inner = (
    <>
      <Icon name={a.url ? 'link' : icons[preview]} size={14} className="text-text-muted" />
      <span className="min-w-0 truncate">{a.name}</span>
      <span className="tabular shrink-0 text-12 text-text-faint">{a.url ? hostOf(a.url) : sayBytes(a.bytes)}</span>
    </>
  )
  const look = 'flex h-8 min-w-0 flex-1 items-center gap-2 rounded-sm text-left text-13'
  return (
    <li className="group/row flex items-center gap-1 rounded px-2 hover:bg-bg-hover/60">
      {preview === 'none' ? (
        <a href={a.url || contentAddress(a.id)} {...(a.url ? { target: '_blank', rel: 'noreferrer noopener' } : { download: a.name })} className={look}>
          {inner}
        </a>
      ) : (
        <button type="button" onClick={onShow} className={look}>
          {inner}
        </button>
      )}
      <span {...tip(`${who?.name ?? ''} ${exactly(a.createdAt)}`.trim())} className="shrink-0 text-12 text-text-faint">
        {sayAge(a.createdAt)}
      </span>
      {!a.url && (
        <a href={contentAddress(a.id)} download={a.name} aria-label={m.record_files_download({ name: a.name })} {...tip(m.record_files_download({ name: a.name }))} className="grid size-control-sm place-items-center rounded text-text-muted opacity-0 group-hover/row:opacity-100 hover:bg-bg-hover focus-visible:opacity-100">
          <Icon name="download" size={14} />
        </a>
      )}
      <IconButton size="sm" icon="trash-2" label={m.record_files_delete({ name: a.name })} onClick={() => void remove()} className="opacity-0 group-hover/row:opacity-100 focus-visible:opacity-100" />
    </li>
  )
}

function hostOf(url: string): string {
  try {
    return new URL(url).host
  } catch {
    return url
  }
}
