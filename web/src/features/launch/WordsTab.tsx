import { useState } from 'react'

import { useAsk, useMe, useMember } from '@/data/hooks'
import { dayIn, sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { asMarkdown, audiences, type Audience, type Channel, channelName, departmentName, type Plan } from '@/record/launch/launch'
import { useAct } from '@/record/screen/act'
import { useMay } from '@/record/screen/may'
import { Part } from '@/record/screen/Screen'
import { useAddressed } from '@/record/screen/shown'
import { Badge } from '@/ui/badge'
import { Button, IconButton } from '@/ui/button'
import { Markdown } from '@/ui/markdown'
import { SkeletonRows } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'
import { Segmented } from '@/ui/tabs'
import { toast } from '@/ui/toast'

import { AnnouncementDialog, ApprovalDialog, DeclineDialog, VersionsDialog } from './AnnouncementDialogs'
import { EnablementDialog, PricingDialog } from './EnablementDialog'

export interface Enablement {
  audience: Audience
  say: string
  changed: string
  whom: string
  answers: { question: string; answer: string }[]
}

export interface Announcement {
  id: string
  channel: Channel
  title: string
  text: string
  edition: number
  state: 'draft' | 'asked' | 'approved' | 'declined'
  approver: string | null
  note: string
  reason: string
  askedAt: string | null
  answeredAt: string | null
  approvedEdition: number
}

interface Words {
  enablement: Enablement[]
  announcements: Announcement[]
}

/** What each audience has to know of a launch, what it costs, and what is published. */
export function WordsTab({ plan: p }: { plan: Plan }) {
  const asked = useAsk<Words>(`/launches/${p.id}/words`, ['enablement', 'announcement', 'announcement_version'])
  const right = useMay('launch.plan', p.product)
  const [to, setTo] = useAddressed('audience')
  const [editing, setEditing] = useState<'words' | 'price' | 'announcement'>()
  const audience = audiences.find((a) => a === to) ?? 'sales'
  if (!asked.value) return asked.status === 'error' ? <ErrorState text={asked.error?.detail} onRetry={asked.retry} /> : <SkeletonRows count={6} />
  const e = asked.value.enablement.find((x) => x.audience === audience)
  const may = right.may !== 'no' && !p.archivedAt
  return (
    <div className="flex max-w-4xl flex-col gap-8">
      <Part
        title={m.launch_enablement()}
        actions={may && e && <IconButton size="sm" icon="pencil" label={m.launch_enable_edit({ audience: departmentName(audience) })} onClick={() => setEditing('words')} />}
      >
        <div className="pt-1 pb-3">
          <Segmented<Audience> size="sm" label={m.launch_audience()} value={audience} onChange={(a) => setTo(a === 'sales' ? undefined : a)} options={audiences.map((a) => ({ value: a, label: departmentName(a) }))} />
        </div>
        {e ? (
          <Told enablement={e} />
        ) : (
          <EmptyState
            icon="megaphone"
            title={m.launch_enable_none({ audience: departmentName(audience) })}
            text={m.launch_enable_none_text()}
            action={
              may && (
                <Button variant="primary" onClick={() => setEditing('words')}>
                  {m.launch_enable_write()}
                </Button>
              )
            }
          />
        )}
      </Part>
      <Part title={m.launch_pricing()} actions={may && <IconButton size="sm" icon="pencil" label={m.launch_pricing_edit()} onClick={() => setEditing('price')} />}>
        {p.pricing ? <Markdown dense text={p.pricing} /> : <p className="text-text-muted">{m.launch_pricing_none()}</p>}
        {p.pricingLink && (
          <a href={p.pricingLink} target="_blank" rel="noopener noreferrer" className="inline-flex min-h-6 items-center self-start rounded text-accent-text hover:underline">
            {m.launch_price_list()}
          </a>
        )}
      </Part>
      <Part
        title={m.launch_announcements()}
        note={asked.value.announcements.length || undefined}
        actions={
          may && (
            <Button size="sm" icon="plus" onClick={() => setEditing('announcement')}>
              {m.launch_announce_new()}
            </Button>
          )
        }
      >
        {asked.value.announcements.length === 0 && <p className="py-1 text-text-muted">{m.launch_announce_none()}</p>}
        <ul className="flex flex-col gap-3 pt-1">
          {asked.value.announcements.map((a) => (
            <One key={a.id} plan={p} announcement={a} may={may} />
          ))}
        </ul>
      </Part>
      {editing === 'words' && <EnablementDialog plan={p} audience={audience} enablement={e} onClose={() => setEditing(undefined)} />}
      {editing === 'price' && <PricingDialog plan={p} onClose={() => setEditing(undefined)} />}
      {editing === 'announcement' && <AnnouncementDialog plan={p} announcement={undefined} onClose={() => setEditing(undefined)} />}
    </div>
  )
}

function Told({ enablement: e }: { enablement: Enablement }) {
  const parts: [string, string][] = [
    [m.launch_say(), e.say],
    [m.launch_changed(), e.changed],
    [m.launch_whom(), e.whom],
  ]
  return (
    <div className="flex flex-col gap-4">
      {parts.map(([name, text]) => (
        <section key={name} aria-label={name} className="flex flex-col gap-1">
          <h3 className="text-12 font-medium text-text-muted">{name}</h3>
          {text ? <Markdown dense text={text} /> : <p className="text-text-faint">{m.launch_unwritten()}</p>}
        </section>
      ))}
      <section aria-label={m.launch_questions()} className="flex flex-col gap-1">
        <h3 className="text-12 font-medium text-text-muted">{m.launch_questions()}</h3>
        {e.answers.length === 0 && <p className="text-text-faint">{m.launch_unwritten()}</p>}
        <dl className="flex flex-col gap-2">
          {e.answers.map((q) => (
            <div key={q.question}>
              <dt className="font-medium">{q.question}</dt>
              <dd className="text-13">{q.answer ? <Markdown dense text={q.answer} /> : <span className="text-amber-text">{m.launch_no_answer()}</span>}</dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  )
}

const looks = {
  draft: { name: m.launch_draft, tone: 'neutral', icon: 'pencil' },
  asked: { name: m.launch_asked, tone: 'amber', icon: 'clock' },
  approved: { name: m.launch_approved, tone: 'green', icon: 'circle-check' },
  declined: { name: m.launch_declined, tone: 'red', icon: 'circle-x' },
} as const

/** One announcement with where it stands, and what one can do with it. */
function One({ plan: p, announcement: a, may }: { plan: Plan; announcement: Announcement; may: boolean }) {
  const act = useAct()
  const me = useMe()
  const approver = useMember(a.approver)
  const [doing, setDoing] = useState<'edit' | 'ask' | 'versions' | 'decline'>()
  const look = looks[a.state]
  const mine = a.state === 'asked' && a.approver === me.member.id
  const copy = () => navigator.clipboard.writeText(asMarkdown(a)).then(() => toast({ text: m.launch_copied() }), () => toast({ text: m.launch_not_copied(), tone: 'red' }))
  const said = a.answeredAt ? m.launch_answered_by({ name: approver?.name ?? '', day: sayDay(dayIn(a.answeredAt, me.workspace.zone), p.today) }) : a.state === 'asked' ? m.launch_asked_of({ name: approver?.name ?? '' }) : ''
  return (
    <li className="flex flex-col gap-2 rounded-lg border p-3" aria-label={a.title}>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Badge>{channelName(a.channel)}</Badge>
        <h3 className="min-w-0 font-medium wrap-anywhere">{a.title}</h3>
        <Badge tone={look.tone} icon={look.icon}>
          {look.name()}
        </Badge>
        <span className="tabular text-12 text-text-muted">{m.launch_version({ n: a.edition })}</span>
        <span className="ml-auto flex items-center">
          <IconButton size="sm" icon="copy" label={m.launch_copy({ title: a.title })} onClick={() => void copy()} />
          <IconButton size="sm" icon="history" label={m.launch_versions({ title: a.title })} onClick={() => setDoing('versions')} />
          {may && <IconButton size="sm" icon="pencil" label={m.launch_announce_edit({ title: a.title })} onClick={() => setDoing('edit')} />}
          {may && a.state !== 'approved' && (
            <Button size="sm" onClick={() => setDoing('ask')}>
              {m.launch_ask_approval()}
            </Button>
          )}
        </span>
      </div>
      {(said || a.reason) && (
        <p className="text-12 text-text-muted">
          {said} {a.reason && `“${a.reason}”`}
        </p>
      )}
      {a.text ? <Markdown dense text={a.text} /> : <p className="text-text-faint">{m.launch_unwritten()}</p>}
      {mine && (
        <div className="flex flex-wrap items-center gap-2 border-t pt-2">
          <span className="text-13">{a.note || m.launch_your_word()}</span>
          <Button size="sm" variant="primary" onClick={() => void act('POST', `/announcements/${a.id}/answer`, { approved: true }, m.launch_approved_done({ title: a.title }))}>
            {m.launch_approve()}
          </Button>
          <Button size="sm" onClick={() => setDoing('decline')}>
            {m.launch_decline()}
          </Button>
        </div>
      )}
      {doing === 'edit' && <AnnouncementDialog plan={p} announcement={a} onClose={() => setDoing(undefined)} />}
      {doing === 'ask' && <ApprovalDialog announcement={a} onClose={() => setDoing(undefined)} />}
      {doing === 'decline' && <DeclineDialog announcement={a} onClose={() => setDoing(undefined)} />}
      {doing === 'versions' && <VersionsDialog announcement={a} may={may} onClose={() => setDoing(undefined)} />}
    </li>
  )
}
