/**
 * Cells of a table, edited where they are read. Enter, F2 or a double click begins
 * (a single click where the cell has nothing else to do), Enter keeps, Esc drops,
 * leaving keeps.
 */
import { type ComponentProps, type KeyboardEvent, type ReactNode, useRef, useState } from 'react'

import { m } from '@/locales/gen/messages.js'

import { cx } from './cx'

const still = 'flex h-full min-h-6 w-full min-w-0 items-center rounded-sm px-1.5 text-left text-13 hover:bg-bg-hover focus-visible:-outline-offset-2'
const writing = 'h-full min-h-6 w-full min-w-0 rounded-sm bg-bg-raised px-1.5 text-13 text-text outline-2 -outline-offset-2 outline-focus'

interface EditableTextProps {
  value: string
  onCommit: (value: string) => void
  label: string
  placeholder?: string
  /** What one sees instead of the text while nothing is written. */
  children?: ReactNode
  /** Only read; why is up to the tooltip around it. */
  readOnly?: boolean
  /** Begins by a double click only, where a click selects or opens. */
  twice?: boolean
  /** An empty text is not kept. */
  required?: boolean
  className?: string
}

export function EditableText({ value, onCommit, label, placeholder, children, readOnly, twice, required, className }: EditableTextProps) {
  const { draft, begin, field, button } = useDraft(value, (next) => {
    const text = next.trim()
    if (text !== value && !(required && text === '')) onCommit(text)
  })
  if (readOnly) return <span className={cx('block truncate px-1.5', className)}>{children ?? value}</span>
  if (draft !== undefined) return <input aria-label={label} {...field} value={draft} className={cx(writing, className)} />
  return (
    <button
      type="button"
      ref={button}
      aria-label={m.ui_cell_edit({ label, value: value || m.ui_cell_empty() })}
      onClick={twice ? undefined : () => begin()}
      onDoubleClick={twice ? () => begin() : undefined}
      onKeyDown={starts(begin)}
      className={cx(still, className)}
    >
      <span className={cx('truncate', !value && !children && 'text-text-faint')}>{children ?? (value || placeholder || '')}</span>
    </button>
  )
}

interface InlineNumberProps {
  value: number | null
  onCommit: (value: number | null) => void
  label: string
  placeholder?: string
  format?: Intl.NumberFormatOptions
  min?: number
  max?: number
  /** Arrow keys change by this much while writing. */
  step?: number
  readOnly?: boolean
  className?: string
}

export function InlineNumber({ value, onCommit, label, placeholder = '–', format, min = -Infinity, max = Infinity, step = 1, readOnly, className }: InlineNumberProps) {
  const { draft, setDraft, begin, field, button } = useDraft(value === null ? '' : String(value), (text) => {
    const next = readNumber(text)
    if (next === undefined || next === value) return
    onCommit(next === null ? null : Math.min(max, Math.max(min, next)))
  })
  const shown = value === null ? '' : showNumber(value, format)
  if (readOnly) return <span className={cx('block truncate px-1.5 text-right tabular', className)}>{shown || placeholder}</span>
  if (draft !== undefined)
    return (
      <input
        {...field}
        inputMode="decimal"
        aria-label={label}
        aria-invalid={readNumber(draft) === undefined || undefined}
        value={draft}
        onKeyDown={(e) => {
          field.onKeyDown(e)
          const by = { ArrowUp: step, ArrowDown: -step }[e.key]
          if (!by) return
          e.preventDefault()
          setDraft(String(Math.min(max, Math.max(min, (readNumber(draft) ?? 0) + by))))
        }}
        className={cx(writing, 'text-right tabular aria-invalid:outline-red', className)}
      />
    )
  return (
    <button
      type="button"
      ref={button}
      aria-label={m.ui_cell_edit({ label, value: shown || m.ui_cell_empty() })}
      onClick={() => begin()}
      onKeyDown={starts(begin)}
      className={cx(still, 'justify-end tabular', !shown && 'text-text-faint', className)}
    >
      {shown || placeholder}
    </button>
  )
}

// Making a formatter takes far longer than using it, and a table has thousands of numbers.
const formatters = new Map<string, Intl.NumberFormat>()
function showNumber(value: number, format: Intl.NumberFormatOptions | undefined): string {
  const name = format ? JSON.stringify(format) : ''
  let found = formatters.get(name)
  if (!found) formatters.set(name, (found = new Intl.NumberFormat(undefined, format)))
  return found.format(value)
}

/** Empty is none; a comma is a decimal point where there is but one; words are nothing. */
export function readNumber(text: string): number | null | undefined {
  const plain = text.trim().replaceAll(/[\s_\u00A0\u202F']/g, '')
  if (plain === '') return null
  const pointed = /^-?\d+,\d{1,2}$/.test(plain) ? plain.replace(',', '.') : plain.replaceAll(',', '')
  return /^-?(\d+\.?\d*|\.\d+)$/.test(pointed) ? Number(pointed) : undefined
}

function useDraft(value: string, commit: (text: string) => void) {
  const [draft, setDraft] = useState<string>()
  // Esc and Enter end the writing before the field loses the focus; leaving must not end it twice.
  const open = useRef(false)
  const back = useRef(false)
  const begin = (text = value) => {
    open.current = true
    setDraft(text)
  }
  const end = (keep: boolean, stay: boolean) => {
    if (!open.current) return
    open.current = false
    back.current = stay
    setDraft(undefined)
    if (keep && draft !== undefined) commit(draft)
  }
  return {
    draft,
    setDraft,
    begin,
    /** After Enter or Esc the focus is where it was before. */
    button: (el: HTMLButtonElement | null) => {
      if (!el || !back.current) return
      back.current = false
      el.focus()
    },
    field: {
      autoFocus: true,
      onFocus: (e: React.FocusEvent<HTMLInputElement>) => e.target.select(),
      onChange: (e: React.ChangeEvent<HTMLInputElement>) => setDraft(e.target.value),
      onBlur: () => end(true, false),
      onKeyDown: (e: KeyboardEvent<HTMLInputElement>) => {
        // The keys of the list or the dialog around it are not meant.
        e.stopPropagation()
        if (e.key === 'Enter' && !e.nativeEvent.isComposing) {
          // What has the focus next is a button, and would be pressed by the same key.
          e.preventDefault()
          end(true, true)
        }
        if (e.key === 'Escape') {
          e.preventDefault()
          end(false, true)
        }
      },
    },
  }
}

const starts = (begin: (text?: string) => void) => (e: KeyboardEvent) => {
  if (e.key !== 'Enter' && e.key !== 'F2') return
  e.preventDefault()
  e.stopPropagation()
  begin()
}

interface CellButtonProps extends ComponentProps<'button'> {
  /** What it changes; its value is read out after it. */
  label: string
}

/** A value that fills its cell and opens something; the trigger of a Picker or a Menu. */
export function CellButton({ label, className, children, ...rest }: CellButtonProps) {
  return (
    <button type="button" {...rest} className={cx(still, 'relative gap-1.5 data-popup-open:bg-bg-hover', className)}>
      <span className="sr-only">{label}: </span>
      {children}
    </button>
  )
}
