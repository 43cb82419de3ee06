import { useLayoutEffect, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react'

import { m } from '@/locales/gen/messages.js'
import { cx } from '@/ui/cx'
import { useTyped } from '@/ui/typed'

import type { Amount } from './cases'
import { amountOf, amountTyped } from './typed'

interface AmountRangeCellProps {
  label: string
  value: Amount | null
  currency: string
  disabled: boolean
  /** Over when the sheet has been read again; answers with nothing when it was refused. */
  onSave: (amount: Amount | null) => Promise<unknown>
  onPaste: (text: string) => void
  /** The same amount from here to the last period. */
  onFill: (amount: Amount | null) => void
}

const shortly = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })

const same = (a: Amount | null, b: Amount | null) => a?.low === b?.low && a?.likely === b?.likely && a?.high === b?.high

/** One amount of a case. Arrows and Enter go on, Ctrl or ⌘ with Enter fills the row, Escape gives back what was there, and a table can be pasted. */
export function AmountRangeCell({ label, value, currency, disabled, onSave, onPaste, onFill }: AmountRangeCellProps) {
  const { text, type, keep: kept, drop } = useTyped()
  const [focused, setFocused] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  // The whole range is there now. At once: a frame later it would select what was typed since.
  useLayoutEffect(() => {
    if (focused) input.current?.select()
  }, [focused])
  const zero = value && value.low === 0 && value.likely === 0 && value.high === 0 ? null : value
  const wide = zero !== null && zero.low < zero.high
  const shown = text ?? (focused || !wide ? amountTyped(zero, currency) : amountTyped({ low: zero.likely, likely: zero.likely, high: zero.likely }, currency))
  const amount = text === undefined ? zero : amountOf(text, currency)
  const keep = () => {
    if (amount === undefined) return
    if (same(amount, zero)) drop()
    else void kept(() => onSave(amount))
  }
  const onKeyDown = (e: KeyboardEvent<HTMLInputElement>) => {
    const at = e.currentTarget
    if (e.key === 'Escape' && text !== undefined) {
      e.stopPropagation()
      drop()
      return
    }
    if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) {
      e.preventDefault()
      if (amount !== undefined) onFill(amount)
      drop()
      return
    }
    const down = { Enter: e.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[e.key]
    const whole = at.selectionStart === 0 && at.selectionEnd === at.value.length
    const side = e.key === 'ArrowLeft' && (whole || at.selectionEnd === 0) ? -1 : e.key === 'ArrowRight' && (whole || at.selectionStart === at.value.length) ? 1 : 0
    if (down === undefined && side === 0) return
    e.preventDefault()
    keep()
    step(at, down ?? 0, side)
  }
  const pasted = (e: ClipboardEvent<HTMLInputElement>) => {
    const said = e.clipboardData.getData('text/plain')
    if (!/[\t\n]/.test(said.trim())) return
    e.preventDefault()
    drop()
    onPaste(said)
  }
  const minor = (n: number) => shortly.format(Number(amountTyped({ low: n, likely: n, high: n }, currency).replaceAll(',', '')))
  return (
    <span className="block">
      <input
        type="text"
        aria-label={label}
        aria-invalid={amount === undefined || undefined}
        title={amount === undefined ? m.cases_no_amount() : undefined}
        disabled={disabled}
        value={shown}
        ref={input}
        onMouseDown={(e) => {
          if (document.activeElement === e.currentTarget) return
          e.preventDefault() // which would put the caret where one clicks, and take the selection back
          e.currentTarget.focus()
        }}
        onFocus={() => setFocused(true)}
        onChange={(e) => type(e.target.value)}
        onBlur={() => {
          setFocused(false)
          keep()
        }}
        onKeyDown={onKeyDown}
        onPaste={pasted}
        className={cx(
          'tabular h-6 w-full min-w-22 rounded-sm border border-transparent bg-transparent px-1.5 text-right hover:border-line-strong focus:border-accent focus:bg-bg-raised disabled:text-text-muted disabled:hover:border-transparent',
          amount === undefined && 'border-red text-red-text',
        )}
      />
      <span aria-hidden className="tabular block h-4 px-1.5 text-right text-12 whitespace-nowrap text-text-faint">
        {wide && `${minor(zero.low)} … ${minor(zero.high)}`}
      </span>
    </span>
  )
}

/** Goes to another cell of the sheet. */
function step(at: HTMLInputElement, down: number, side: number): void {
  const cell = at.closest('td')
  const row = cell?.parentElement
  if (!cell || !row) return
  if (side) return (side > 0 ? cell.nextElementSibling : cell.previousElementSibling)?.querySelector('input')?.focus()
  const to = down > 0 ? row.nextElementSibling : row.previousElementSibling
  to?.children[[...row.children].indexOf(cell)]?.querySelector('input')?.focus()
}
