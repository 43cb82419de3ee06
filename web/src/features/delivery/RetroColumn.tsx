import { useState } from 'react'

import { ulid } from '@/lib/ulid'
import { useMembers } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Button, IconButton } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import { TextArea } from '@/ui/input'
import { Menu, type MenuItem } from '@/ui/menu'

import { dragRow, takeRows } from './dragItems'
import { MakeAction } from './MakeAction'
import { dotsLeft, type Group, groupsOf } from './retro'
import type { Retro, RetroNote } from './types'

interface ColumnProps {
  column: { id: string; title: string }
  retro: Retro
  me: string
  onDone: () => void
}

/** One column of a retrospective: one's own drafts while all are writing, then everybody's notes. */
export function RetroColumn({ column, retro: r, me, onDone }: ColumnProps) {
  const act = useAct()
  const [over, setOver] = useState(false)
  const { id, phase } = r.retro!
  const writing = phase === 'writing'
  const write = (draft: string, body: string) => act('POST', `/retros/${id}/drafts`, { draft, column: column.id, body }, body ? m.delivery_draft_kept() : m.delivery_draft_gone(), { final: true }).then((done) => (done && onDone(), Boolean(done)))
  const add = (body: string) => act('POST', `/retros/${id}/note`, { column: column.id, body }, m.delivery_note_added()).then((done) => (done && onDone(), Boolean(done)))
  const put = (note: string, to: { with?: string; column?: string }) => act('POST', `/retros/${id}/group`, { note, ...to }, m.delivery_grouped()).then((done) => done && onDone())
  return (
    <section ref={phase === 'grouping' ? takeRows((note) => void put(note, { column: column.id }), setOver) : undefined} aria-label={column.title} className={cx('flex min-w-0 flex-col gap-2 rounded border bg-bg-sunken p-2', over && 'outline-2 outline-accent outline-dashed')}>
      <h2 className="px-1 text-13 font-semibold">{column.title}</h2>
      {writing && r.drafts.filter((d) => d.column === column.id).map((d) => <Draft key={d.id} body={d.body} onKeep={(body) => write(d.id, body)} />)}
      {!writing && groupsOf(r, column.id, me).map((g) => <GroupCard key={g.head.id} group={g} retro={r} me={me} onPut={put} onDone={onDone} />)}
      {phase !== 'over' && <NewNote label={m.delivery_note_new({ column: column.title })} onKeep={(body) => (writing ? write(ulid(Date.now()), body) : add(body))} />}
    </section>
  )
}

/** A note that only oneself sees, changed where it stands. */
function Draft({ body, onKeep }: { body: string; onKeep: (body: string) => Promise<boolean> }) {
  const [text, setText] = useState(body)
  return (
    <div className="flex items-start gap-1 rounded border bg-bg-raised p-2">
      <TextArea label={m.delivery_draft()} value={text} onChange={setText} rows={1} autoGrow maxLength={1000} onBlur={() => text.trim() !== body && text.trim() !== '' && void onKeep(text.trim())} className="flex-1" />
      <IconButton icon="x" size="sm" label={m.delivery_draft_remove()} onClick={() => void onKeep('')} />
    </div>
  )
}

function NewNote({ label, onKeep }: { label: string; onKeep: (body: string) => Promise<boolean> }) {
  const [text, setText] = useState('')
  const keep = async () => {
    const body = text.trim()
    if (!body) return
    setText('')
    if (!(await onKeep(body))) setText(body)
  }
  return (
    <form
      onSubmit={(e) => {
        e.preventDefault()
        void keep()
      }}
      onKeyDown={(e) => {
        if (e.key !== 'Enter' || e.shiftKey || e.nativeEvent.isComposing) return
        e.preventDefault()
        void keep()
      }}
    >
      <TextArea aria-label={label} placeholder={label} value={text} onChange={setText} rows={1} autoGrow maxLength={1000} />
    </form>
  )
}

interface GroupProps {
  group: Group
  retro: Retro
  me: string
  onPut: (note: string, to: { with?: string; column?: string }) => void
  onDone: () => void
}

/** Notes that say the same, under the first of them, with their dots. */
function GroupCard({ group: g, retro: r, me, onPut, onDone }: GroupProps) {
  const act = useAct()
  const [over, setOver] = useState(false)
  const [making, setMaking] = useState(false)
  const { id, phase } = r.retro!
  const drag = dragRow(g.head.id)
  const take = takeRows((note) => onPut(note, { with: g.head.id }), setOver)
  const vote = (dots: number) => act('POST', `/retros/${id}/vote`, { note: g.head.id, dots }, m.delivery_dots_set({ count: dots })).then((done) => done && onDone())
  const left = dotsLeft(r, me)
  const actions = r.actions.filter((a) => a.note === g.head.id)
  return (
    <article
      ref={(el) => {
        if (!el || phase !== 'grouping') return undefined
        const offs = [drag(el), take(el)]
        return () => offs.forEach((off) => typeof off === 'function' && off())
      }}
      className={cx('rounded border bg-bg-raised', over && 'border-accent')}
    >
      <Note note={g.head} menu={phase === 'grouping' ? () => placesOf(r, g.head, onPut) : undefined} />
      {g.under.map((n) => (
        <div key={n.id} className="border-t pl-3">
          <Note note={n} menu={phase === 'grouping' ? () => placesOf(r, n, onPut) : undefined} />
        </div>
      ))}
      {(phase === 'voting' || g.dots > 0 || phase === 'acting') && (
        <div className="tabular flex items-center gap-1 border-t px-2 py-1 text-12">
          {phase === 'voting' ? (
            <>
              <IconButton icon="minus" size="sm" label={m.delivery_dot_less({ note: g.head.body })} disabled={g.mine === 0} onClick={() => void vote(g.mine - 1)} />
              <Dots count={g.mine} />
              <IconButton icon="plus" size="sm" label={m.delivery_dot_more({ note: g.head.body })} disabled={left <= 0} onClick={() => void vote(g.mine + 1)} />
              {g.dots > 0 && <span className="ml-auto text-text-muted">{m.delivery_dots_all({ count: g.dots })}</span>}
            </>
          ) : (
            <Dots count={g.dots} />
          )}
          {phase === 'acting' && (
            <Button size="sm" variant="ghost" icon="plus" className="ml-auto" onClick={() => setMaking(true)}>
              {m.delivery_action_add()}
            </Button>
          )}
          {actions.length > 0 && <span className="ml-auto text-text-muted">{actions.map((a) => a.key).join(', ')}</span>}
        </div>
      )}
      {making && <MakeAction retro={id} note={g.head} onClose={() => setMaking(false)} onDone={onDone} />}
    </article>
  )
}

function Note({ note, menu }: { note: RetroNote; menu?: () => MenuItem[] }) {
  const name = useMembers().find((x) => x.id === note.createdBy)?.name
  return (
    <div className="flex items-start gap-1 px-2 py-1.5">
      <p className="min-w-0 flex-1 text-13 break-words whitespace-pre-line">
        {note.body}
        {name && <span className="block text-12 text-text-muted">{name}</span>}
      </p>
      {menu && <Menu align="end" trigger={<IconButton icon="ellipsis" size="sm" label={m.delivery_note_menu({ note: note.body })} />} items={menu} />}
    </div>
  )
}

/** Where a note can be put, for the keyboard as for the hand. */
function placesOf(r: Retro, note: RetroNote, put: GroupProps['onPut']): MenuItem[] {
  const heads = r.notes.filter((n) => !n.with && n.id !== note.id && n.id !== note.with)
  return [
    ...(note.with ? [{ label: m.delivery_ungroup(), icon: 'unlink', onSelect: () => put(note.id, { column: note.column }) }] : []),
    { heading: m.delivery_put_column() },
    ...r.retro!.columns.filter((c) => c.id !== note.column).map((c) => ({ label: c.title, onSelect: () => put(note.id, { column: c.id }) })),
    ...(heads.length > 0 ? [{ heading: m.delivery_put_with() }] : []),
    ...heads.slice(0, 30).map((n) => ({ label: n.body.length > 60 ? `${n.body.slice(0, 60)}…` : n.body, onSelect: () => put(note.id, { with: n.id }) })),
  ]
}

function Dots({ count }: { count: number }) {
  return (
    <span className="inline-flex items-center gap-0.5" aria-label={m.delivery_dots({ count })} role="img">
      {Array.from({ length: Math.min(count, 10) }, (_, i) => (
        <Icon key={i} name="circle-dot" size={12} className="text-accent" />
      ))}
      {count > 10 && `+${count - 10}`}
      {count === 0 && <span className="text-text-faint">0</span>}
    </span>
  )
}
