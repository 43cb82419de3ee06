import { useAsk, useData, useMe, usePresence, useRight } from '@/data/hooks'
import type { Data } from '@/data/data'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { proposes } from '@/record/fields/editor-options'
import { useCommandContext } from '@/record/list/context'
import { commandItems } from '@/record/list/menu'
import { recordAddress } from '@/record/screen/address'
import { AvatarStack } from '@/ui/avatar'
import { IconButton } from '@/ui/button'
import { Menu, type MenuItem } from '@/ui/menu'
import { toast } from '@/ui/toast'

import { useCall } from './call'

/** Who else is here, and what one can do with the record as a whole. */
export function Actions({ record, children }: { record: Rec; children?: React.ReactNode }) {
  const others = usePresence(record.id)
  return (
    <div className="flex shrink-0 items-center gap-0.5">
      <AvatarStack people={others} max={3} className="mr-1.5" />
      <Watch record={record} />
      <IconButton icon="link" label={m.record_share()} data-act="share" onClick={() => void share(record)} />
      <RecordCommands record={record} />
      {children}
    </div>
  )
}

async function share(record: Rec): Promise<void> {
  await navigator.clipboard.writeText(`${location.origin}${recordAddress(record.key)}`)
  toast({ text: m.record_shared({ key: record.key }) })
}

function Watch({ record }: { record: Rec }) {
  const { session } = useData()
  const me = useMe().member.id
  const call = useCall()
  const asked = useAsk<{ member: string }[]>(`/records/${record.id}/watchers`, ['watcher'])
  const watchers = asked.value ?? []
  const watching = watchers.some((w) => w.member === me)
  const names = watchers.filter((w) => w.member !== me).flatMap((w) => session.member(w.member)?.name ?? [])
  const toggle = async () => {
    await call('POST', `/records/${record.id}/watch`, watching ? { off: true } : {})
    asked.retry()
  }
  const label = watching ? m.record_unwatch() : m.record_watch()
  return <IconButton icon="eye" pressed={watching} data-act="watch" label={names.length > 0 ? m.record_watched_by({ label, names: names.join(', ') }) : label} onClick={() => void toggle()} />
}

const keeping = (data: Data, record: Rec, hint: string | undefined): MenuItem =>
  record.archivedAt
    ? { label: m.record_restore(), icon: 'archive-restore', hint, onSelect: () => void data.restore([record.id]) }
    : { label: m.record_archive(), icon: 'archive', hint, danger: true, onSelect: () => void data.archive([record.id]) }

function RecordCommands({ record }: { record: Rec }) {
  const data = useData()
  const context = useCommandContext()
  const right = useRight(record.archivedAt ? { ...record, archivedAt: null } : record, 'title')
  const items = (): MenuItem[] => [
    { label: m.record_copy_key(), icon: 'hash', onSelect: () => void navigator.clipboard.writeText(record.key) },
    ...(context ? commandItems({ ...context(), records: [record], place: 'record' }) : []),
    ...(right.may === 'no' ? [] : ['separator' as const, keeping(data, record, proposes(right))]),
  ]
  return <Menu trigger={<IconButton icon="ellipsis" label={m.record_menu()} />} items={items} align="end" />
}
