import { type FormEvent, useState } from 'react'

import { useAsk } from '@/data/hooks'
import { atField, elsewhere } from '@/lib/submit'
import { m } from '@/locales/gen/messages.js'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { TextInput } from '@/ui/input'
import { Callout } from '@/ui/state'

import { useSend } from './send'

export interface Tag {
  name: string
  count: number
}

interface TagDialogProps {
  tag: Tag
  onClose: () => void
  onDone: () => void
}

/** Another name for a tag; the name of one that exists joins the two. */
export function TagDialog({ tag, onClose, onDone }: TagDialogProps) {
  const [to, setTo] = useState(tag.name)
  const [renamed, setRenamed] = useState(0)
  const { busy, refusal, send } = useSend()
  const name = to.trim()
  const same = useAsk<{ items: Tag[] }>(name && name !== tag.name ? `/tags?${new URLSearchParams({ prefix: name, limit: '20' })}` : undefined)
  const other = same.value?.items.find((t) => t.name === name)
  const submit = async (e: FormEvent) => {
    e.preventDefault()
    let count = 0
    // A call renames a part of the records; it is called until nothing is left.
    for (;;) {
      const sent = await send<{ records: number; more: boolean }>('POST', '/tags/rename', { from: tag.name, to: name })
      if (!sent) return
      if ('proposed' in sent) break
      count += sent.value.records
      setRenamed(count)
      if (!sent.value.more) break
    }
    onDone()
    onClose()
  }
  const said = elsewhere(refusal, ['to'])
  return (
    <Dialog open onOpenChange={onClose} size="sm" title={m.settings_tag_rename_title({ name: tag.name })}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4 pb-1">
        {said.length > 0 && <Callout tone="red">{said.join(' ')}</Callout>}
        <TextInput autoFocus label={m.settings_tag_name()} error={atField(refusal, 'to', m.settings_tag_name())} value={to} onChange={setTo} maxLength={60} />
        <p className="text-text-muted">{other ? m.settings_tag_join_text({ count: tag.count, name, there: other.count }) : m.settings_tag_rename_text({ count: tag.count })}</p>
        {busy && renamed > 0 && <p role="status">{m.settings_tag_renamed({ count: renamed })}</p>}
        <div className="flex justify-end gap-2">
          <Button variant="ghost" onClick={onClose}>
            {m.settings_cancel()}
          </Button>
          <Button type="submit" variant="primary" busy={busy} disabled={name === '' || name === tag.name}>
            {other ? m.settings_tag_join() : m.settings_tag_rename()}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
