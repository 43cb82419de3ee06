/** A value typed where it stands: Enter keeps it, Esc leaves it as it was. */
import { useRef, useState, type KeyboardEvent } from 'react'

import { m } from '@/locales/gen/messages.js'
import { readNumber } from '@/ui/cell'
import { cx } from '@/ui/cx'

import { isNumeric } from './cell'
import type { Field } from './field'

interface Props {
  field: Field
  value: unknown
  label: string
  /** What had been typed already when the edit began. */
  typed?: string
  onCommit: (value: unknown, move: 'stay' | 'next' | 'previous') => void
  onCancel: () => void
}

/** The value that a text stands for; undefined where it stands for none. */
export function readValue(field: Pick<Field, 'type'>, text: string): unknown {
  const trimmed = text.trim()
  if (!isNumeric(field)) return trimmed
  const value = readNumber(trimmed)
  return field.type === 'money' && typeof value === 'number' ? Math.round(value * 100) : value
}

const startText = (field: Field, value: unknown): string => (value === null || value === undefined ? '' : field.type === 'money' ? String(Number(value) / 100) : String(value))

export function InlineInput({ field, value, label, typed, onCommit, onCancel }: Props) {
  const [text, setText] = useState(typed ?? startText(field, value))
  const done = useRef(false)
  const required = field.name === 'title'
  const read = readValue(field, text)
  const wrong = read === undefined || (required && read === '')
  const finish = (move: 'stay' | 'next' | 'previous') => {
    if (done.current) return
    done.current = true
    if (wrong) onCancel()
    else onCommit(read, move)
  }
  const keys = (e: KeyboardEvent) => {
    e.stopPropagation()
    if (e.nativeEvent.isComposing) return
    if (e.key === 'Escape') {
      done.current = true
      onCancel()
    } else if (e.key === 'Enter' || e.key === 'Tab') {
      e.preventDefault()
      if (!wrong) finish(e.key === 'Enter' ? 'stay' : e.shiftKey ? 'previous' : 'next')
    }
  }
  return (
    <input
      // The person has just asked to type here.
      ref={(el) => {
        if (!el || el === document.activeElement) return
        el.focus({ preventScroll: true })
        if (typed === undefined) el.select()
      }}
      aria-label={label}
      aria-invalid={wrong || undefined}
      title={wrong ? m.views_list_not_a_value() : undefined}
      inputMode={isNumeric(field) ? 'decimal' : undefined}
      value={text}
      onChange={(e) => setText(e.target.value)}
      onKeyDown={keys}
      onBlur={() => finish('stay')}
      onClick={(e) => e.stopPropagation()}
      className={cx(
        'h-7 w-full min-w-0 rounded-sm bg-bg-raised px-1.5 -mx-1.5 text-text outline-2 -outline-offset-2 outline-focus',
        isNumeric(field) && 'tabular text-right',
        wrong && 'outline-red',
      )}
    />
  )
}
