import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'

import { useAsk, useData, useMember } from '@/data/hooks'
import { sayAge } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { Text } from '@/record/editor/Reading'
import { useCall } from '@/record/page/call'
import { contentAddress } from '@/record/page/upload'
import { Button, IconButton } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Switch, TextArea } from '@/ui/input'

interface Said {
  id: string
  body: string
  createdAt: string
  createdBy: string | null
}

interface Pin {
  id: string
  attachment: string
  comment: string
  x: number
  y: number
  createdBy: string | null
  resolvedAt: string | null
  thread: Said[]
}

interface PinsProps {
  record: string
  attachment: { id: string; name: string }
}

/** How far a press of an arrow moves a pin that is being set. */
const step = 0.02

const within = (n: number) => Math.min(1, Math.max(0, n))

/** A picture with what is said about places of it. A press on the picture, or P and the arrows, sets a pin. */
export function Pins({ record, attachment: a }: PinsProps) {
  const asked = useAsk<Pin[]>(`/records/${record}/pins`, ['pin', 'comment'])
  const [at, setAt] = useState<{ x: number; y: number }>()
  const [open, setOpen] = useState<string>()
  const [settled, setSettled] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const all = (asked.value ?? []).filter((p) => p.attachment === a.id)
  const shown = all.filter((p) => settled || !p.resolvedAt)
  const place = (e: PointerEvent<HTMLElement>) => {
    const r = e.currentTarget.getBoundingClientRect()
    setOpen(undefined)
    setAt({ x: within((e.clientX - r.left) / r.width), y: within((e.clientY - r.top) / r.height) })
  }
  const keys = (e: KeyboardEvent) => {
    if (e.target !== e.currentTarget) return
    const way = ({ ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] } as Record<string, [number, number]>)[e.key]
    if (e.key === 'p') setAt({ x: 0.5, y: 0.5 })
    else if (way && at) setAt({ x: within(at.x + way[0]), y: within(at.y + way[1]) })
    else return
    e.preventDefault()
  }
  const chosen = all.find((p) => p.id === open)
  return (
    <div className="flex flex-col gap-3">
      <div ref={box} role="group" tabIndex={0} aria-label={m.story_pins_picture({ name: a.name })} onKeyDown={keys} className="relative mx-auto w-fit rounded outline-offset-2">
        <img src={contentAddress(a.id)} alt={a.name} onPointerDown={place} className="max-h-[60vh] max-w-full cursor-crosshair rounded" />
        {shown.map((p) => (
          <button
            key={p.id}
            type="button"
            aria-label={m.story_pin_open({ n: all.indexOf(p) + 1, text: p.thread[0]?.body.slice(0, 80) ?? '' })}
            aria-pressed={p.id === open}
            onClick={() => {
              setAt(undefined)
              setOpen(p.id === open ? undefined : p.id)
            }}
            style={{ left: `${p.x * 100}%`, top: `${p.y * 100}%` }}
            className={cx('absolute grid size-6 -translate-1/2 place-items-center rounded-full border-2 border-bg-raised text-12 font-semibold shadow-float', p.resolvedAt ? 'bg-bg-sunken text-text-muted line-through' : 'bg-accent text-on-accent', p.id === open && 'outline-2 outline-focus')}
          >
            {all.indexOf(p) + 1}
          </button>
        ))}
        {at && <span aria-hidden style={{ left: `${at.x * 100}%`, top: `${at.y * 100}%` }} className="pointer-events-none absolute size-6 -translate-1/2 rounded-full border-2 border-accent bg-accent-soft shadow-float" />}
      </div>
      <div className="flex flex-wrap items-center gap-3 text-13 text-text-muted">
        <Button size="sm" icon="pin" onClick={() => setAt({ x: 0.5, y: 0.5 })}>
          {m.story_pin_add()}
        </Button>
        <span>{all.length === 0 ? m.story_pins_none() : m.story_pins_count({ open: all.filter((p) => !p.resolvedAt).length, of: all.length })}</span>
        {all.some((p) => p.resolvedAt) && <Switch label={m.story_pins_settled()} checked={settled} onChange={setSettled} className="ml-auto" />}
      </div>
      {at && (
        <NewPin
          at={at}
          onMove={(x, y) => setAt({ x: within(at.x + x), y: within(at.y + y) })}
          attachment={a.id}
          onClose={() => setAt(undefined)}
          onDone={(id) => {
            setAt(undefined)
            setOpen(id)
            asked.retry()
          }}
        />
      )}
      {chosen && !at && <Thread pin={chosen} record={record} n={all.indexOf(chosen) + 1} onChanged={asked.retry} onGone={() => setOpen(undefined)} />}
    </div>
  )
}

interface NewPinProps {
  at: { x: number; y: number }
  onMove: (x: number, y: number) => void
  attachment: string
  onClose: () => void
  onDone: (id: string) => void
}

function NewPin({ at, onMove, attachment, onClose, onDone }: NewPinProps) {
  const call = useCall()
  const [text, setText] = useState('')
  const send = async () => {
    if (!text.trim()) return
    const done = await call<{ id: string }>('POST', '/pins', { attachment, ...at, body: text.trim() })
    if ('done' in done) onDone(done.done.id)
  }
  return (
    <div className="flex flex-col gap-2">
      <Say label={m.story_pin_text()} placeholder={m.story_pin_hint()} text={text} onText={setText} onSend={() => void send()} onClose={onClose} />
      <div className="flex flex-wrap items-center gap-2">
        <Button size="sm" variant="primary" disabled={!text.trim()} onClick={() => void send()}>
          {m.story_pin_set()}
        </Button>
        <Button size="sm" variant="ghost" onClick={onClose}>
          {m.record_cancel()}
        </Button>
        <span className="ml-auto flex" role="group" aria-label={m.story_pin_place()}>
          <IconButton size="sm" icon="arrow-left" label={m.story_pin_left()} onClick={() => onMove(-step, 0)} />
          <IconButton size="sm" icon="arrow-up" label={m.story_pin_up()} onClick={() => onMove(0, -step)} />
          <IconButton size="sm" icon="arrow-down" label={m.story_pin_down()} onClick={() => onMove(0, step)} />
          <IconButton size="sm" icon="arrow-right" label={m.story_pin_right()} onClick={() => onMove(step, 0)} />
        </span>
      </div>
    </div>
  )
}

function Thread({ pin, record, n, onChanged, onGone }: { pin: Pin; record: string; n: number; onChanged: () => void; onGone: () => void }) {
  const { session } = useData()
  const call = useCall()
  const [text, setText] = useState('')
  const reply = async () => {
    if (!text.trim()) return
    if ('refused' in (await call('POST', `/records/${record}/comments`, { body: text.trim(), replyTo: pin.comment }))) return
    setText('')
    onChanged()
  }
  const resolve = async () => {
    await call('POST', `/pins/${pin.id}/resolve`, { off: pin.resolvedAt !== null })
    onChanged()
  }
  const remove = async () => {
    const done = await call('DELETE', `/pins/${pin.id}`)
    if ('refused' in done) return
    onGone()
    onChanged()
  }
  return (
    <section aria-label={m.story_pin_thread({ n })} className="flex flex-col gap-2 border-t border-line pt-3">
      <div className="flex items-center gap-2">
        <h3 className="text-13 font-semibold">{m.story_pin_thread({ n })}</h3>
        <span className="ml-auto flex gap-1">
          <Button size="sm" icon={pin.resolvedAt ? 'rotate-ccw' : 'check'} onClick={() => void resolve()}>
            {pin.resolvedAt ? m.story_pin_reopen() : m.story_pin_resolve()}
          </Button>
          {pin.createdBy === session.me?.member.id && <IconButton size="sm" icon="trash-2" label={m.story_pin_delete()} onClick={() => void remove()} />}
        </span>
      </div>
      <ul className="flex flex-col gap-2">
        {pin.thread.map((c) => (
          <One key={c.id} said={c} />
        ))}
      </ul>
      <Say label={m.story_pin_reply()} placeholder={m.story_pin_reply_hint()} text={text} onText={setText} onSend={() => void reply()} onClose={() => setText('')} />
    </section>
  )
}

function One({ said: c }: { said: Said }) {
  const who = useMember(c.createdBy)
  return (
    <li className="text-13">
      <span className="font-medium">{who?.name ?? m.record_nobody()}</span> <span className="text-12 text-text-faint">{sayAge(c.createdAt)}</span>
      <Text text={c.body} dense />
    </li>
  )
}

interface SayProps {
  label: string
  placeholder: string
  text: string
  onText: (text: string) => void
  onSend: () => void
  onClose: () => void
}

function Say({ label, placeholder, text, onText, onSend, onClose }: SayProps) {
  return (
    <TextArea
      autoFocus={label === m.story_pin_text()}
      aria-label={label}
      placeholder={placeholder}
      value={text}
      onChange={onText}
      autoGrow
      rows={1}
      onKeyDown={(e) => {
        e.stopPropagation()
        if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) {
          e.preventDefault()
          onSend()
        }
        if (e.key === 'Escape') onClose()
      }}
    />
  )
}
