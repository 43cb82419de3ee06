import { useState } from 'react'

import { useAsk, useMember } from '@/data/hooks'
import { sayAge, sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Part } from '@/record/screen/Screen'
import { useToday } from '@/record/screen/today'
import { Badge } from '@/ui/badge'
import { Button, IconButton } from '@/ui/button'
import { confirm } from '@/ui/dialog'
import { Menu } from '@/ui/menu'
import { Skeleton } from '@/ui/skeleton'
import { ErrorState } from '@/ui/state'

import type { Cut, Link, Linked } from './cut'
import { LinkDialog } from './LinkDialog'
import { LinkMade } from './LinkMade'
import { Openings } from './Openings'
import { Lock } from './Lock'

/** The links to a cut: who has one, whether it opens, and how often it was opened. */
export function Links({ cut, onDelete }: { cut: Cut; onDelete: (count: number) => void }) {
  const asked = useAsk<Link[]>(`/shares?cut=${cut.id}`, ['share'])
  const [making, setMaking] = useState(false)
  const [made, setMade] = useState<Linked>()
  const links = asked.value ?? []
  return (
    <Part
      title={m.share_links()}
      actions={
        <span className="flex gap-2">
          <Button icon="trash-2" variant="ghost" onClick={() => onDelete(links.filter((l) => l.opens).length)}>
            {m.share_delete()}
          </Button>
          <Button icon="link" onClick={() => setMaking(true)}>
            {m.share_link_new()}
          </Button>
        </span>
      }
    >
      {asked.status === 'error' ? (
        <ErrorState title={m.share_links_failed()} text={asked.error?.detail} onRetry={asked.retry} />
      ) : !asked.value ? (
        <Skeleton height={64} />
      ) : links.length === 0 ? (
        <p className="max-w-prose text-13 text-text-muted">{m.share_links_none()}</p>
      ) : (
        <ul className="flex flex-col">
          {links.map((l) => (
            <Line key={l.id} cut={cut} link={l} onChanged={asked.retry} onMade={setMade} />
          ))}
        </ul>
      )}
      {making && <LinkDialog cut={cut} onClose={() => (setMaking(false), asked.retry())} onMade={setMade} />}
      {made && <LinkMade title={cut.title} link={made} onClose={() => setMade(undefined)} />}
    </Part>
  )
}

function Line({ cut, link, onChanged, onMade }: { cut: Cut; link: Link; onChanged: () => void; onMade: (l: Linked) => void }) {
  const act = useAct()
  const holder = useMember(link.holder)
  const [locking, setLocking] = useState(false)
  const [counting, setCounting] = useState(false)
  const [changing, setChanging] = useState(false)
  const renew = async () => {
    if (link.linked && !(await confirm({ title: m.share_renew_title({ name: link.label }), text: m.share_renew_text(), action: m.share_renew(), danger: true }))) return
    const done = await act<Linked>('POST', `/shares/${link.id}/link`, {}, m.share_linked(), { final: true })
    if (done && 'value' in done) onMade(done.value)
    onChanged()
  }
  const take = async () => {
    if (await act('POST', `/shares/${link.id}/take`, {}, m.share_taken_over())) onChanged()
  }
  const revoke = async () => {
    if (!(await confirm({ title: m.share_revoke_title({ name: link.label }), text: m.share_revoke_text(), action: m.share_revoke(), danger: true }))) return
    if (await act('POST', `/shares/${link.id}/revoke`, {}, m.share_revoked())) onChanged()
  }
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b py-2 text-13 last:border-b-0">
      <span className="min-w-0 grow basis-48">
        <span className="block truncate font-medium">{link.label}</span>
        <span className="block text-12 text-text-muted">
          <Told link={link} />
          {holder && ` · ${m.share_holder({ name: holder.name })}`}
        </span>
      </span>
      <State link={link} />
      {link.left && !link.revokedAt && (
        <Button variant="default" size="sm" icon="handshake" onClick={() => void take()}>
          {m.share_take_over()}
        </Button>
      )}
      <Button variant="ghost" size="sm" icon="eye" onClick={() => setCounting(true)}>
        {m.share_openings()}
      </Button>
      {!link.revokedAt && (
        <Menu
          align="end"
          trigger={<IconButton icon="ellipsis" label={m.share_link_more({ name: link.label })} />}
          items={[
            { label: m.share_change(), icon: 'pencil', onSelect: () => setChanging(true) },
            { label: m.share_lock(), icon: 'key-round', onSelect: () => setLocking(true), disabled: link.sites.length > 0, hint: link.sites.length > 0 ? m.share_has_sites() : undefined },
            { label: link.linked ? m.share_renew() : m.share_link_give(), icon: 'refresh-cw', onSelect: () => void renew() },
            'separator',
            { label: m.share_revoke(), icon: 'unlink', danger: true, onSelect: () => void revoke() },
          ]}
        />
      )}
      {changing && <LinkDialog cut={cut} link={link} onClose={() => (setChanging(false), onChanged())} onMade={onMade} />}
      {locking && <Lock link={link} onClose={() => (setLocking(false), onChanged())} />}
      {counting && <Openings link={link} onClose={() => setCounting(false)} />}
    </li>
  )
}

function Told({ link }: { link: Link }) {
  const today = useToday()
  const words = [
    link.lastAt ? m.share_opened({ count: link.opened, age: sayAge(link.lastAt) }) : m.share_never(),
    link.wrong > 0 ? m.share_wrong({ count: link.wrong }) : undefined,
    link.expiresOn && link.opens ? m.share_until({ day: sayDay(link.expiresOn, today) }) : undefined,
    link.lockedAt ? m.share_has_password() : undefined,
    link.sites.length > 0 ? m.share_has_sites() : undefined,
  ]
  return words.filter(Boolean).join(' · ')
}

function State({ link }: { link: Link }) {
  const today = useToday()
  if (link.revokedAt) return <Badge tone="neutral">{m.share_is_revoked()}</Badge>
  if (link.left) return <Badge tone="amber">{m.share_is_left()}</Badge>
  if (!link.linked) return <Badge tone="amber">{m.share_is_bare()}</Badge>
  if (!link.opens) return <Badge tone="neutral">{m.share_is_over({ day: sayDay(link.expiresOn, today) })}</Badge>
  return <Badge tone="green">{m.share_is_open()}</Badge>
}
