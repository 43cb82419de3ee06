/**
 * A long text of a record: read until one presses it or E, then written where it
 * stands, and saved by itself. Nothing that was typed is lost on the way.
 */
import { lazy, Suspense, useState, useSyncExternalStore, type MouseEvent } from 'react'

import { m } from '@/locales/gen/messages.js'
import { tickTask } from '@/lib/tasks'
import { Button, IconButton } from '@/ui/button'
import { cx } from '@/ui/cx'
import { tip } from '@/ui/tooltip'

import { Coming } from './Coming'
import { readDraft } from './drafts'
import type { Upload } from './files'
import { left } from './left'
import { Text } from './Reading'
import { useSources } from './sources'
import { Note } from './Note'
import { Writing, type Sent } from './writing'

const load = () => import('./RichEditor')
const RichEditor = lazy(load)

export interface MarkdownFieldProps {
  /** Under which name what is written is kept. */
  draft: string
  label: string
  text: string
  /** The text as the record has it at the moment. */
  now: () => string
  send: (text: string) => Promise<Sent>
  /** Not sent by itself, but proposed on a word; to whom it says. */
  proposes?: string
  readOnly?: boolean
  placeholder: string
  upload?: Upload
  dense?: boolean
  /** By which its button is found when a key asks for it. */
  act?: string
  /** Tells others that somebody writes here, and that the writing has ended. */
  onWriting?: (on: boolean) => void
}

export function MarkdownField(p: MarkdownFieldProps) {
  // After Esc the keyboard goes on where the writing was begun.
  const [back, setBack] = useState(false)
  const [at, setAt] = useState<{ x: number; y: number } | 'open' | undefined>(() => (readDraft(p.draft) && !p.readOnly ? 'open' : undefined))
  const open = (where: { x: number; y: number } | 'open' | undefined, keyboard = false) => {
    setAt(where)
    setBack(where === undefined && keyboard)
    p.onWriting?.(where !== undefined)
  }
  if (at === undefined || p.readOnly) return <Read {...p} back={back} onOpen={(where) => open(where ?? 'open')} />
  return <Write {...p} at={at === 'open' ? undefined : at} onClose={(keyboard) => open(undefined, keyboard)} />
}

function Read({ label, text, send, readOnly, proposes, placeholder, dense, act, back, onOpen }: MarkdownFieldProps & { back: boolean; onOpen: (at?: { x: number; y: number }) => void }) {
  const press = (e: MouseEvent) => {
    const on = e.target as Element
    if (readOnly || on.closest('a,button,input') || !window.getSelection()?.isCollapsed) return
    onOpen({ x: e.clientX, y: e.clientY })
  }
  if (readOnly && !text) return null
  const open = (
    <IconButton
      size="sm"
      icon="pencil"
      label={m.record_edit_what({ what: label })}
      kbd={act ? 'e' : undefined}
      data-act={act}
      ref={back ? (el) => el?.focus({ preventScroll: true }) : undefined}
      onClick={() => onOpen()}
      className="absolute -top-1 -right-1 bg-bg opacity-0 group-hover/text:opacity-100 focus-visible:opacity-100"
    />
  )
  return (
    <div className="group/text relative -mx-2 rounded px-2 py-1 transition-colors hover:bg-bg-hover/50" onClick={press} onPointerEnter={readOnly ? undefined : () => void load()} {...tip(readOnly ? undefined : proposes)}>
      {text ? <Text text={text} dense={dense} onTask={readOnly || proposes ? undefined : (i, done) => void send(tickTask(text, i, done))} /> : <p className={cx('text-text-faint', dense ? 'text-13' : 'text-14')}>{placeholder}</p>}
      {!readOnly && open}
    </div>
  )
}

function Write({ draft, label, now, send, proposes, placeholder, upload, dense, at, onClose }: MarkdownFieldProps & { at?: { x: number; y: number }; onClose: (keyboard?: boolean) => void }) {
  const [writing] = useState(() => new Writing({ key: draft, now, send, auto: !proposes }))
  const shown = useSyncExternalStore(writing.subscribe, writing.get)
  // A different text in the editor needs a different editor.
  const [turn, setTurn] = useState(0)
  const sources = useSources()
  const end = async (keyboard = false) => (await writing.flush()) && onClose(keyboard)
  const drop = () => {
    writing.takeTheirs()
    onClose()
  }
  return (
    <div
      className="-mx-2 rounded px-2 py-1 outline-2 outline-focus/60"
      onBlur={(e) => {
        if (proposes) return
        if (left(e)) void end()
        else void writing.flush()
      }}
    >
      <Suspense fallback={<Coming label={label} text={shown.text} placeholder={placeholder} onText={(text) => writing.type(text)} onLeave={() => void end()} dense={dense} />}>
        <RichEditor
          key={turn}
          label={label}
          start={shown.text}
          onText={(text) => writing.type(text)}
          onEnd={(how) => void (proposes && how === 'leave' ? (writing.dirty ? undefined : onClose(true)) : end(true))}
          placeholder={placeholder}
          upload={upload}
          at={at}
          dense={dense}
          {...sources}
        />
      </Suspense>
      <Note
        shown={shown}
        onAgain={() => void end()}
        onMine={() => void writing.keepMine().then((kept) => kept && onClose())}
        onTheirs={() => {
          writing.takeTheirs()
          setTurn((n) => n + 1)
        }}
      />
      {proposes && (
        <div className="mt-2 flex items-center gap-2">
          <Button size="sm" variant="primary" kbd="mod+enter" onClick={() => void end()}>
            {m.record_propose()}
          </Button>
          <Button size="sm" onClick={drop}>
            {m.record_cancel()}
          </Button>
          <span className="text-12 text-text-muted">{proposes}</span>
        </div>
      )}
    </div>
  )
}
