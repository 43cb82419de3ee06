import { useId, useState, type KeyboardEvent } from 'react'

import type { Outcome } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { whyRefused } from '@/record/fields/refusal'
import { cx } from '@/ui/cx'
import { tip } from '@/ui/tooltip'

interface KeptTextProps {
  label: string
  value: string
  onCommit: (text: string) => Promise<Outcome> | void
  placeholder: string
  /** Several lines: Enter begins a new one, Ctrl or ⌘ with Enter keeps. */
  lines?: boolean
  /** An empty text is not kept. */
  required?: boolean
  readOnly?: boolean
  /** Says before it happens that a change is a proposal. */
  proposes?: string
  className?: string
  act?: string
}

/** A text changed where it is read. Enter keeps it, Esc undoes, and what was refused stays to be changed. */
export function KeptText({ label, value, onCommit, placeholder, lines, required, readOnly, proposes, className, act }: KeptTextProps) {
  const [draft, setDraft] = useState<string>()
  const [why, setWhy] = useState<string>()
  const id = useId()
  const look = cx('block w-full rounded-sm text-left wrap-anywhere', lines && 'whitespace-pre-wrap', className)
  const keep = async () => {
    const text = lines ? (draft ?? '').trim() : (draft ?? '').replace(/\s+/g, ' ').trim()
    setDraft(undefined)
    setWhy(undefined)
    if (draft === undefined || text === value || (required && text === '')) return
    const outcome = await onCommit(text)
    if (!outcome || !('refused' in outcome)) return
    setWhy(whyRefused(outcome.refused))
    setDraft(text)
  }
  const undo = () => {
    setDraft(undefined)
    setWhy(undefined)
  }
  if (readOnly) return value ? <span className={look}>{value}</span> : null
  if (draft === undefined)
    return (
      <>
        <button type="button" data-act={act} aria-describedby={id} onClick={() => setDraft(value)} {...tip(proposes)} className={cx(look, 'transition-colors hover:bg-bg-hover', !value && 'text-text-faint')}>
          {value || placeholder}
        </button>
        <span id={id} hidden>
          {m.record_edit_what({ what: label })}
        </span>
      </>
    )
  return (
    <>
      <textarea
        aria-label={label}
        aria-invalid={why ? true : undefined}
        rows={1}
        value={draft}
        placeholder={placeholder}
        ref={cursorToEnd}
        onChange={(e) => setDraft(lines ? e.target.value : e.target.value.replace(/\n/g, ' '))}
        onBlur={() => !why && void keep()}
        onKeyDown={keys(lines, () => void keep(), undo)}
        className={cx(look, 'resize-none bg-bg-raised outline-2 outline-focus field-sizing-content aria-invalid:outline-red')}
      />
      {why && (
        <p role="alert" className="mt-1 text-12 text-red-text">
          {m.record_text_kept({ why })}
        </p>
      )}
    </>
  )
}

function keys(lines: boolean | undefined, keep: () => void, undo: () => void) {
  return (e: KeyboardEvent<HTMLTextAreaElement>) => {
    e.stopPropagation()
    if (e.nativeEvent.isComposing) return
    if (e.key === 'Escape') {
      e.preventDefault()
      undo()
    } else if (e.key === 'Enter' && (!lines || e.ctrlKey || e.metaKey)) {
      e.preventDefault()
      keep()
    }
  }
}

function cursorToEnd(area: HTMLTextAreaElement | null): void {
  if (!area || area === document.activeElement) return
  area.focus({ preventScroll: true })
  area.setSelectionRange(area.value.length, area.value.length)
}
