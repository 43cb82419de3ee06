import { useState } from 'react'

import { useAsk, useMe, useMember } from '@/data/hooks'
import { dayIn, sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { proposes, usePersonOptions } from '@/record/fields/editor-options'
import { type Channel, channelName, channels, type Plan } from '@/record/launch/launch'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { useMay } from '@/record/screen/may'
import { useToday } from '@/record/screen/today'
import { Button } from '@/ui/button'
import { Combobox } from '@/ui/combobox'
import { confirm, Dialog } from '@/ui/dialog'
import { Field, TextArea, TextInput } from '@/ui/input'
import { Markdown } from '@/ui/markdown'
import { Select } from '@/ui/select'
import { SkeletonRows } from '@/ui/skeleton'
import { ErrorState } from '@/ui/state'

import type { Announcement } from './WordsTab'

/** Writes an announcement, or another version of one. */
export function AnnouncementDialog({ plan: p, announcement: a, onClose }: { plan: Plan; announcement: Announcement | undefined; onClose: () => void }) {
  const act = useAct()
  const right = useMay('launch.plan', p.product)
  const [channel, setChannel] = useState<Channel>(a?.channel ?? 'blog')
  const [title, setTitle] = useState(a?.title ?? '')
  const [text, setText] = useState(a?.text ?? '')
  const words = title.trim() !== a?.title || text !== a.text
  const send = async () => {
    const body = { channel, title: title.trim(), text }
    const done = a ? await act('PATCH', `/announcements/${a.id}`, body, m.launch_announce_saved({ title: body.title })) : await act('POST', '/announcements', { launch: p.id, ...body }, m.launch_announce_made({ title: body.title }))
    if (done) onClose()
  }
  const drop = async () => {
    if (!a || !(await confirm({ title: m.launch_announce_delete_ask({ title: a.title }), action: m.launch_announce_delete(), danger: true }))) return
    if (await act('DELETE', `/announcements/${a.id}`, undefined, m.launch_announce_deleted({ title: a.title }))) onClose()
  }
  return (
    <Ask title={a ? m.launch_announce_edit({ title: a.title }) : m.launch_announce_new()} text={proposes(right) ?? (a?.state === 'approved' && words ? m.launch_approved_anew() : undefined)} action={m.launch_save()} ready={title.trim() !== ''} size="lg" onSend={send} onClose={onClose}>
      <Field label={m.launch_channel()}>
        <Select value={channel} onChange={setChannel} options={channels.map((c) => ({ value: c, label: channelName(c) }))} />
      </Field>
      <TextInput autoFocus label={m.launch_headline()} value={title} onChange={setTitle} required maxLength={300} />
      <TextArea label={m.launch_text()} hint={m.launch_markdown()} value={text} onChange={setText} rows={10} autoGrow maxLength={50000} />
      {a && (
        <Button size="sm" variant="ghost" icon="trash-2" className="self-start" onClick={() => void drop()}>
          {m.launch_announce_delete()}
        </Button>
      )}
    </Ask>
  )
}

/** Asks a member for their word on an announcement as it stands. */
export function ApprovalDialog({ announcement: a, onClose }: { announcement: Announcement; onClose: () => void }) {
  const act = useAct()
  const people = usePersonOptions().filter((o) => o.value !== '')
  const [who, setWho] = useState<string | null>(a.approver)
  const [note, setNote] = useState('')
  const send = async () => {
    if (await act('POST', `/announcements/${a.id}/ask`, { member: who, note: note.trim() }, m.launch_ask_done({ name: people.find((x) => x.value === who)?.label ?? '' }))) onClose()
  }
  return (
    <Ask title={m.launch_ask_approval_of({ title: a.title })} action={m.launch_ask_approval()} ready={who !== null} onSend={send} onClose={onClose}>
      <Field label={m.launch_approver()}>
        <Combobox label={m.launch_approver()} value={who} onChange={setWho} options={people} />
      </Field>
      <TextArea label={m.launch_ask_note()} value={note} onChange={setNote} rows={2} autoGrow maxLength={2000} />
    </Ask>
  )
}

/** Declines with the reason. */
export function DeclineDialog({ announcement: a, onClose }: { announcement: Announcement; onClose: () => void }) {
  const act = useAct()
  const [reason, setReason] = useState('')
  const send = async () => {
    if (await act('POST', `/announcements/${a.id}/answer`, { approved: false, reason: reason.trim() }, m.launch_declined_done({ title: a.title }))) onClose()
  }
  return (
    <Ask title={m.launch_decline_of({ title: a.title })} action={m.launch_decline()} ready={reason.trim() !== ''} onSend={send} onClose={onClose}>
      <TextArea autoFocus label={m.launch_what_change()} value={reason} onChange={setReason} rows={3} autoGrow maxLength={5000} required />
    </Ask>
  )
}

interface Version {
  id: string
  edition: number
  title: string
  text: string
  createdAt: string
  createdBy: string | null
}

/** How an announcement was written over time; an earlier version can be had again. */
export function VersionsDialog({ announcement: a, may, onClose }: { announcement: Announcement; may: boolean; onClose: () => void }) {
  const act = useAct()
  const asked = useAsk<{ items: Version[] }>(`/announcements/${a.id}/versions`, ['announcement_version'])
  const again = (v: Version) => void act('PATCH', `/announcements/${a.id}`, { title: v.title, text: v.text }, m.launch_version_again({ n: v.edition }))
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={m.launch_versions({ title: a.title })} size="lg">
      {!asked.value && (asked.status === 'error' ? <ErrorState text={asked.error?.detail} onRetry={asked.retry} /> : <SkeletonRows count={4} />)}
      <ul className="flex flex-col gap-4">
        {asked.value?.items.map((v) => (
          <li key={v.id} className="flex flex-col gap-1 border-b pb-3 last:border-b-0">
            <div className="flex flex-wrap items-center gap-2">
              <span className="tabular text-13 font-medium">{m.launch_version({ n: v.edition })}</span>
              <Written version={v} />
              {a.approvedEdition === v.edition && <span className="text-12 text-green-text">{m.launch_approved()}</span>}
              {may && v.edition !== a.edition && (
                <Button size="sm" variant="ghost" className="ml-auto" onClick={() => again(v)}>
                  {m.launch_take_version({ n: v.edition })}
                </Button>
              )}
            </div>
            <p className="font-medium">{v.title}</p>
            <Markdown dense text={v.text} />
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

function Written({ version: v }: { version: Version }) {
  const today = useToday()
  const { zone } = useMe().workspace
  const person = useMember(v.createdBy)
  return (
    <span className="text-12 text-text-muted">
      {person?.name} · {sayDay(dayIn(v.createdAt, zone), today)}
    </span>
  )
}
