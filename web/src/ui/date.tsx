/**
 * Days are picked from a grid or typed: "tomorrow", "fri", "+2w". Values are days
 * as the server writes them, 2026-11-22.
 */
import { type ReactElement, useState } from 'react'

import { m } from '@/locales/gen/messages.js'

import { Button } from './button'
import { Calendar } from './calendar'
import { cx } from './cx'
import { type Day, readDay, showDay, today } from './day'
import { useField } from './field'
import { Icon } from './icon'
import { TextInput } from './input'
import { Popover } from './popover'
import { control } from './styles'

interface Shared {
  label: string
  placeholder?: string
  min?: Day
  max?: Day
  /** What day it is where the workspace is. */
  now?: Day
  size?: 'sm' | 'md'
  disabled?: boolean
  /** Another element opens it, such as the cell of a table. */
  trigger?: ReactElement
  open?: boolean
  onOpenChange?: (open: boolean) => void
  className?: string
}

interface DatePickerProps extends Shared {
  value: Day | null
  onChange: (day: Day | null) => void
  /** A day there must always be. */
  required?: boolean
}

function useOpen({ open, onOpenChange }: Pick<Shared, 'open' | 'onOpenChange'>) {
  const [own, setOwn] = useState(false)
  const set = (next: boolean) => {
    setOwn(next)
    onOpenChange?.(next)
  }
  return [open ?? own, set] as const
}

export function DatePicker({ value, onChange, required, min, max, now = today(), ...rest }: DatePickerProps) {
  const [open, setOpen] = useOpen(rest)
  const choose = (day: Day | null) => {
    setOpen(false)
    if (day !== value) onChange(day)
  }
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={rest.label}
      trigger={rest.trigger ?? <DateBox {...boxOf(rest)} text={value ? showDay(value, { now }) : undefined} />}
    >
      <Typed label={m.ui_date_choose()} now={now} min={min} max={max} onDay={choose} />
      <Calendar from={value} onPick={choose} now={now} min={min} max={max} />
      <div className="mt-2 flex justify-between border-t border-line pt-2">
        <Button size="sm" variant="ghost" onClick={() => choose(now)}>
          {m.ui_date_today()}
        </Button>
        {!required && value && (
          <Button size="sm" variant="ghost" onClick={() => choose(null)}>
            {m.ui_clear()}
          </Button>
        )}
      </div>
    </Popover>
  )
}

interface DateRange {
  from: Day | null
  to: Day | null
}

interface DateRangePickerProps extends Shared {
  value: DateRange
  onChange: (range: DateRange) => void
}

/** The first pick is where it begins, the second where it ends; backwards is turned round. */
export function DateRangePicker({ value, onChange, min, max, now = today(), ...rest }: DateRangePickerProps) {
  const [open, setOpen] = useOpen(rest)
  const [begun, setBegun] = useState<Day | null>(null)
  const pick = (day: Day) => {
    if (!begun) return setBegun(day)
    setBegun(null)
    setOpen(false)
    onChange(begun <= day ? { from: begun, to: day } : { from: day, to: begun })
  }
  const show = (day: Day | null) => (day ? showDay(day, { now }) : m.ui_date_none())
  const text = value.from || value.to ? m.ui_date_range({ from: show(value.from), to: show(value.to) }) : undefined
  return (
    <Popover
      open={open}
      onOpenChange={(next) => {
        setBegun(null)
        setOpen(next)
      }}
      label={rest.label}
      trigger={rest.trigger ?? <DateBox {...boxOf(rest)} text={text} />}
    >
      <Typed key={begun ?? ''} label={begun ? m.ui_date_to() : m.ui_date_from()} now={now} min={min} max={max} onDay={pick} />
      <Calendar from={begun ?? value.from} to={begun ? null : value.to} onPick={pick} now={now} min={min} max={max} />
      {(value.from || value.to) && (
        <div className="mt-2 flex justify-end border-t border-line pt-2">
          <Button
            size="sm"
            variant="ghost"
            onClick={() => {
              setOpen(false)
              onChange({ from: null, to: null })
            }}
          >
            {m.ui_clear()}
          </Button>
        </div>
      )}
    </Popover>
  )
}

const boxOf = ({ label, placeholder, size, disabled, className }: Shared) => ({ label, placeholder, size, disabled, className })

// What opens the popover adds its own attributes to these.
function DateBox({ text, label, placeholder, size = 'md', disabled, className, id: given, ...rest }: Pick<Shared, 'label' | 'placeholder' | 'size' | 'disabled' | 'className'> & { text: string | undefined; id?: string }) {
  // What opens the popover may name it; the name must be found under that.
  const { id, labelId, ...ties } = useField({ id: given })
  return (
    <button
      type="button"
      id={id}
      {...ties}
      {...rest}
      disabled={disabled}
      aria-label={labelId ? undefined : `${label}: ${text ?? placeholder ?? m.ui_date_none()}`}
      aria-labelledby={labelId && id ? `${labelId} ${id}` : undefined}
      className={cx(control, 'inline-flex items-center gap-1.5 text-left tabular disabled:bg-bg-sunken disabled:text-text-disabled', size === 'sm' ? 'h-control-sm px-1.5 text-12' : 'h-control px-2 text-13', className)}
    >
      <Icon name="calendar" size={14} className="text-text-faint" />
      <span className={cx('truncate', !text && !disabled && 'text-text-faint')}>{text ?? placeholder ?? m.ui_date_none()}</span>
    </button>
  )
}

interface TypedProps {
  label: string
  now: Day
  min?: Day
  max?: Day
  onDay: (day: Day) => void
}

function Typed({ label, now, min, max, onDay }: TypedProps) {
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState(false)
  const read = readDay(text, now)
  const fits = read !== undefined && (!min || read >= min) && (!max || read <= max)
  return (
    <div className="mb-2 w-60">
      <TextInput
        aria-label={label}
        placeholder={m.ui_date_type()}
        value={text}
        error={wrong ? m.ui_date_invalid() : undefined}
        hint={fits ? showDay(read, { now, weekday: true }) : '\u00A0'}
        onChange={(next) => {
          setText(next)
          setWrong(false)
        }}
        onKeyDown={(e) => {
          if (e.key === 'ArrowDown') e.currentTarget.closest('[role=dialog]')?.querySelector<HTMLElement>('[role=grid] [tabindex="0"]')?.focus()
          if (e.key !== 'Enter') return
          e.preventDefault()
          if (fits) onDay(read)
          else setWrong(true)
        }}
      />
    </div>
  )
}
