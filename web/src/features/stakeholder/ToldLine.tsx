import { useState } from 'react'

import { useAsk, useData } from '@/data/hooks'
import { problemOf } from '@/data/types'
import { sayAge } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { whyRefused } from '@/record/fields/refusal'
import { useAct } from '@/record/screen/act'
import { Badge } from '@/ui/badge'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { Markdown } from '@/ui/markdown'
import { Skeleton } from '@/ui/skeleton'
import { toast } from '@/ui/toast'

import { LinkMade } from './Sent'
import { formNames, sayTopics, type Briefing, type Stakeholder, type Told } from './stakeholder'
import { WriteBriefing } from './WriteBriefing'

interface ToldLineProps {
  product: string
  told: Told
  to: Stakeholder
  /** Says whom it was for. */
  named?: boolean
  onChanged: () => void
}

/** Something that was told, or is a draft, with what is known of its reading. */
export function ToldLine({ product, told: t, to, named, onChanged }: ToldLineProps) {
  const [open, setOpen] = useState(false)
  const asked = useAsk<Briefing>(open ? `/briefings/${t.id}` : undefined, ['briefing'])
  const close = () => (setOpen(false), onChanged())
  return (
    <>
      <button type="button" onClick={() => setOpen(true)} className="-mx-2 flex min-w-0 items-center gap-2 rounded px-2 py-1 text-left hover:bg-bg-hover">
        <span className="flex min-w-0 flex-1 flex-col">
          <span className="truncate">{named ? m.stake_told_to({ name: to.name, title: t.title }) : t.title}</span>
          <span className="truncate text-12 text-text-muted">
            {formNames[t.form]()} · {t.sentAt ? sayAge(t.sentAt) : m.stake_is_draft()}
            {t.topics.length > 0 && ` · ${sayTopics(t.topics)}`}
          </span>
        </span>
        <Receipt told={t} />
      </button>
      {open && asked.value?.state === 'draft' && <WriteBriefing product={product} to={to} draft={asked.value} onClose={close} />}
      {open && asked.value?.state !== 'draft' && <Read product={product} told={t} briefing={asked.value} onClose={close} />}
    </>
  )
}

/** Whether it was read: of a member when, of a link how often. */
export function Receipt({ told: t }: { told: Told }) {
  if (t.state === 'draft') return <Badge tone="amber">{m.stake_is_draft()}</Badge>
  if (t.form === 'page') return t.openedAt ? <Badge tone="green">{m.stake_read({ age: sayAge(t.openedAt) })}</Badge> : <Badge>{m.stake_unread()}</Badge>
  if (t.form === 'link') return t.openings > 0 && t.lastAt ? <Badge tone="green">{m.stake_opened({ count: t.openings, age: sayAge(t.lastAt) })}</Badge> : <Badge>{m.stake_unopened()}</Badge>
  return null
}

function Read({ told: t, briefing, onClose }: { product: string; told: Told; briefing?: Briefing; onClose: () => void }) {
  const act = useAct()
  const data = useData()
  const [url, setUrl] = useState<string>()
  const renew = async () => {
    try {
      setUrl((await data.call<{ url: string }>('POST', `/briefings/${t.id}/link`, {})).url)
    } catch (e) {
      toast({ text: whyRefused(problemOf(e)), tone: 'red' })
    }
  }
  const remove = async () => {
    if (await act('DELETE', `/briefings/${t.id}`, {}, m.stake_draft_gone())) onClose()
  }
  if (url) return <LinkMade url={url} name={t.title} onClose={onClose} />
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="lg"
      title={t.title}
      description={
        <span className="flex items-center gap-2">
          {formNames[t.form]()} <Receipt told={t} />
        </span>
      }
      footer={
        <>
          {t.state === 'draft' && <Button onClick={() => void remove()}>{m.stake_draft_remove()}</Button>}
          {t.form === 'link' && (
            <Button icon="refresh-cw" onClick={() => void renew()}>
              {t.linkedAt ? m.stake_link_renew() : m.stake_link_make()}
            </Button>
          )}
          <Button variant="primary" onClick={onClose}>
            {m.share_done()}
          </Button>
        </>
      }
    >
      {briefing ? briefing.body ? <Markdown dense text={briefing.body} /> : <p className="text-text-muted">{m.stake_nothing_written()}</p> : <Skeleton height={160} />}
    </Dialog>
  )
}
