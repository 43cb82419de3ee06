import { useMemo, useRef, useState, type DragEvent } from 'react'

import { useAsk, useMe } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { SectionHeader } from '@/ui/layout'
import { Progress } from '@/ui/progress'

import { AttachmentRow } from './AttachmentRow'
import type { Attachment } from './attachments'
import { Preview } from './Preview'
import { uploadTo } from './upload'

interface Sending {
  id: number
  file: File
  share: number
  failed?: string
}

let count = 0

/** Files sent one after the other, so that each is sooner there; what failed can be sent again. */
function useSending(record: string, onSent: () => void) {
  const [list, setList] = useState<readonly Sending[]>([])
  const upload = useMemo(() => uploadTo(record), [record])
  const set = (id: number, change: Partial<Sending> | undefined) => setList((all) => all.flatMap((s) => (s.id !== id ? [s] : change ? [{ ...s, ...change }] : [])))
  const send = async (s: Sending) => {
    set(s.id, { failed: undefined, share: 0 })
    try {
      await upload(s.file, (share) => set(s.id, { share }))
      set(s.id, undefined)
      onSent()
    } catch (error) {
      set(s.id, { failed: error instanceof Error ? error.message : '' })
    }
  }
  const take = async (files: readonly File[]) => {
    const added = files.map((file) => ({ id: ++count, file, share: 0 }))
    setList((all) => [...all, ...added])
    for (const s of added) await send(s)
  }
  return { list, take, send, drop: (id: number) => set(id, undefined) }
}

/** The files and links of a record: sent, looked at, kept and taken away. */
export function Attachments({ record }: { record: Rec }) {
  const me = useMe().member.id
  const asked = useAsk<Attachment[]>(`/records/${record.id}/attachments`, ['attachment'])
  const sending = useSending(record.id, asked.retry)
  const [shown, setShown] = useState<Attachment>()
  const [over, setOver] = useState(false)
  const file = useRef<HTMLInputElement>(null)
  const list = asked.value ?? []
  const drop = (e: DragEvent) => {
    setOver(false)
    if (e.dataTransfer.files.length === 0) return
    e.preventDefault()
    void sending.take([...e.dataTransfer.files])
  }
  const drag = (e: DragEvent) => {
    if (!e.dataTransfer.types.includes('Files')) return
    e.preventDefault()
    setOver(true)
  }
  return (
    <section aria-label={m.record_files()} onDragOver={drag} onDragLeave={() => setOver(false)} onDrop={drop} className={cx('rounded', over && 'outline-2 outline-offset-4 outline-accent outline-dashed')}>
      <SectionHeader
        title={m.record_files()}
        count={list.length || undefined}
        actions={
          !record.archivedAt && (
            <Button size="sm" variant="ghost" icon="paperclip" data-act="file" onClick={() => file.current?.click()}>
              {m.record_files_add()}
            </Button>
          )
        }
      />
      <input
        ref={file}
        type="file"
        multiple
        hidden
        onChange={(e) => {
          void sending.take([...(e.target.files ?? [])])
          e.target.value = ''
        }}
      />
      {asked.status === 'error' && (
        <Button size="sm" variant="ghost" icon="refresh-cw" onClick={asked.retry}>
          {m.record_list_failed()}
        </Button>
      )}
      {asked.status === 'ready' && list.length === 0 && sending.list.length === 0 && <p className="text-13 text-text-faint">{m.record_files_empty()}</p>}
      <ul className="-mx-2">
        {list.map((a) => (
          <AttachmentRow key={a.id} attachment={a} mine={a.createdBy === me} onShow={() => setShown(a)} onGone={asked.retry} />
        ))}
        {sending.list.map((s) => (
          <li key={s.id} className="flex min-h-8 items-center gap-3 px-2 text-13" aria-live="polite">
            <span className="min-w-0 truncate text-text-muted">{s.file.name}</span>
            {s.failed === undefined ? (
              <Progress value={s.share} label={m.record_files_sending({ name: s.file.name })} className="max-w-40" />
            ) : (
              <>
                <span className="text-12 text-red-text">{m.record_files_failed({ why: s.failed })}</span>
                <Button size="sm" onClick={() => void sending.send(s)}>
                  {m.record_again()}
                </Button>
                <Button size="sm" variant="ghost" onClick={() => sending.drop(s.id)}>
                  {m.record_cancel()}
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
      {shown && <Preview record={record.id} attachment={shown} onClose={() => setShown(undefined)} />}
    </section>
  )
}
