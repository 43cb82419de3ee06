import { useRef, useState } from 'react'

import type { Right } from '@/data/rights'
import { m } from '@/locales/gen/messages.js'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { TextArea } from '@/ui/input'
import { Callout } from '@/ui/state'

import { linesOf } from './page'

interface WrittenProps {
  label: string
  value: string
  /** What belongs here, shown where nothing is and beside what is written. */
  hint: string
  right: Right
  /** One line each, with a mark before it. */
  list?: boolean
  most: number
  onSave: (text: string) => Promise<unknown>
  className?: string
}

/** A piece of text, changed where it is read; whoever may not, proposes with the same gesture. */
export function Written({ label, value, hint, right, list, most, onSave, className }: WrittenProps) {
  const [draft, setDraft] = useState<string>()
  // What stood there when one began, and when one last chose between that and what another wrote.
  const [base, setBase] = useState(value)
  const [busy, setBusy] = useState(false)
  const back = useRef<HTMLButtonElement>(null)
  const moved = draft !== undefined && value !== base && value !== draft.trim()
  const begin = () => {
    setBase(value)
    setDraft(value)
  }
  const close = () => {
    setDraft(undefined)
    requestAnimationFrame(() => back.current?.focus())
  }
  const save = async () => {
    const text = draft?.trim() ?? value
    if (text === value || text === base) return close()
    // Nobody's words go without anybody having seen them.
    if (moved) return
    setBusy(true)
    const done = await onSave(text).finally(() => setBusy(false))
    if (done) close()
  }
  if (draft !== undefined)
    return (
      <div className="flex flex-col gap-2">
        <TextArea
          label={label}
          hint={right.may === 'propose' && right.decides ? m.screens_proposes_to({ who: right.decides.join(', ') }) : hint}
          value={draft}
          onChange={setDraft}
          rows={list ? 4 : 2}
          maxLength={most}
          autoGrow
          autoFocus
          onKeyDown={(e) => {
            if (e.key === 'Escape') {
              e.stopPropagation()
              close()
            }
            if (e.key === 'Enter' && (e.metaKey || e.ctrlKey)) void save()
          }}
        />
        {moved && (
          <div role="alert">
            <Callout
              tone="amber"
              title={m.record_text_moved()}
              actions={
                <>
                  <Button size="sm" onClick={() => setBase(value)}>
                    {m.record_text_mine()}
                  </Button>
                  <Button size="sm" onClick={close}>
                    {m.record_text_theirs()}
                  </Button>
                </>
              }
            >
              <span className="whitespace-pre-line">{value || m.onepage_nothing()}</span>
            </Callout>
          </div>
        )}
        <div className="flex flex-wrap gap-2">
          <Button size="sm" variant="primary" kbd="mod+enter" busy={busy} disabled={moved} onClick={() => void save()}>
            {right.may === 'propose' ? m.screens_propose() : m.screens_save()}
          </Button>
          <Button size="sm" variant="ghost" onClick={close}>
            {m.screens_cancel()}
          </Button>
        </div>
      </div>
    )
  const shown = value ? list ? <Lines text={value} /> : value : <span className="text-text-faint">{right.may === 'no' ? m.onepage_nothing() : hint}</span>
  if (right.may === 'no') return <div className={className}>{shown}</div>
  return (
    <button ref={back} type="button" onClick={begin} className={cx('-mx-1.5 block w-full rounded px-1.5 py-0.5 text-left whitespace-pre-line hover:bg-bg-hover', className)}>
      <span className="sr-only">{value ? m.onepage_change({ what: label }) : m.onepage_write({ what: label })}</span>
      {shown}
    </button>
  )
}

/** The lines of a box, each with a mark. A button holds no list, so it is none. */
export function Lines({ text, className }: { text: string; className?: string }) {
  const lines = linesOf(text)
  if (lines.length < 2) return <span className={className}>{lines[0]}</span>
  return (
    <span className={cx('flex flex-col gap-0.5', className)}>
      {lines.map((l, i) => (
        <span key={i} className="flex gap-1.5">
          <span aria-hidden className="text-text-faint">
            ·
          </span>
          <span className="min-w-0">{l}</span>
        </span>
      ))}
    </span>
  )
}
