import { type KeyboardEvent } from 'react'

import { minorOf, typed } from '@/lib/amount'
import { m } from '@/locales/gen/messages.js'
import { cx } from '@/ui/cx'
import { useTyped } from '@/ui/typed'

interface AmountCellProps {
  label: string
  value: number | null
  currency: string
  disabled: boolean
  /** Over when the sheet has been read again; answers with nothing when it was refused. */
  onSave: (amount: number | null) => Promise<unknown>
}

/** One amount of a sheet. Enter and the arrows up and down keep it and go on; Escape gives it back. */
export function AmountCell({ label, value, currency, disabled, onSave }: AmountCellProps) {
  const { text, type, keep: kept, drop } = useTyped()
  const shown = text ?? typed(value, currency)
  const amount = minorOf(shown, currency)
  const keep = () => {
    if (amount === value) drop()
    else if (amount !== undefined) void kept(() => onSave(amount))
  }
  const onKeyDown = (e: KeyboardEvent<HTMLInputElement>) => {
    if (e.key === 'Escape' && text !== undefined) {
      e.stopPropagation()
      drop()
      return
    }
    const by = { Enter: e.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[e.key]
    if (by === undefined) return
    e.preventDefault()
    const at = e.currentTarget
    keep()
    step(at, by)
  }
  return (
    <input
      type="text"
      inputMode="decimal"
      aria-label={label}
      aria-invalid={amount === undefined}
      title={amount === undefined ? m.money_no_amount() : undefined}
      disabled={disabled}
      value={shown}
      onFocus={(e) => e.currentTarget.select()}
      onChange={(e) => type(e.target.value)}
      onBlur={keep}
      onKeyDown={onKeyDown}
      className={cx(
        'tabular h-7 w-full min-w-20 rounded-sm border border-transparent bg-transparent px-1.5 text-right hover:border-line-strong focus:border-accent focus:bg-bg-raised disabled:text-text-faint disabled:hover:border-transparent',
        amount === undefined && 'border-red text-red-text',
      )}
    />
  )
}

/** Goes to the cell of the same month in another row. */
function step(at: HTMLInputElement, by: number): void {
  const cell = at.closest('td')
  const row = cell?.parentElement
  const next = by > 0 ? row?.nextElementSibling : row?.previousElementSibling
  const nth = row && cell ? [...row.children].indexOf(cell) : -1
  next?.children[nth]?.querySelector('input')?.focus()
}
