/**
 * What one types in and ticks. Each takes its value and says the next one; with a
 * label, hint or error it brings its own Field.
 */
import { NumberField } from '@base-ui/react/number-field'
import { type ComponentProps, type ReactNode, type Ref, useId } from 'react'

import { m } from '@/locales/gen/messages.js'

import { IconButton } from './button'
import { cx } from './cx'
import { Field, type FieldProps, useField } from './field'
import { drawIcon, Icon, type IconLike } from './icon'
import { Kbd } from './kbd'
import { control, ringWithin } from './styles'

export { Field } from './field'

const box = cx(control, ringWithin, 'flex min-w-0 items-center gap-1.5')
const bare = 'w-0 min-w-0 grow bg-transparent outline-none'
const sizes = { sm: 'h-control-sm px-1.5 text-12', md: 'h-control px-2 text-13', lg: 'h-9 px-2.5 text-14' }

type Said = Pick<FieldProps, 'label' | 'hint' | 'error' | 'required'>

interface TextInputProps extends Said, Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'size' | 'required'> {
  value: string
  onChange: (value: string) => void
  invalid?: boolean
  icon?: IconLike
  /** Stands at the end, such as a unit. */
  after?: ReactNode
  size?: 'sm' | 'md' | 'lg'
}

export function TextInput({ label, hint, error, required, ...rest }: TextInputProps) {
  return (
    <Field label={label} hint={hint} error={error} required={required}>
      <TextBox required={required} {...rest} />
    </Field>
  )
}

function TextBox({ value, onChange, invalid, icon, after, size = 'md', id, className, ...rest }: Omit<TextInputProps, keyof Said> & { required?: boolean }) {
  const { labelId: _, ...ties } = useField({ id, invalid })
  return (
    <div className={cx(box, sizes[size], className)}>
      {icon && <span className="text-text-faint">{drawIcon(icon, 14)}</span>}
      <input type="text" {...rest} {...ties} value={value} onChange={(e) => onChange(e.target.value)} className={bare} />
      {after && <span className="shrink-0 text-text-faint">{after}</span>}
    </div>
  )
}

interface SearchInputProps extends Omit<TextInputProps, 'label'> {
  label?: string
  /** The key that brings one here, shown while it is empty. */
  kbd?: string
}

export function SearchInput({ label, kbd, value, onChange, ...rest }: SearchInputProps) {
  const name = label ?? m.ui_search()
  return (
    <TextBox
      type="search"
      aria-label={name}
      placeholder={name}
      icon="search"
      {...rest}
      value={value}
      onChange={onChange}
      onKeyDown={(e) => {
        rest.onKeyDown?.(e)
        if (e.key !== 'Escape' || value === '') return
        e.stopPropagation()
        onChange('')
      }}
      after={
        value ? (
          <IconButton icon="x" size="sm" label={m.ui_clear()} className="-mr-1.5 !size-6" onClick={() => onChange('')} />
        ) : (
          kbd && <Kbd keys={kbd} />
        )
      }
      className={cx('[&_input::-webkit-search-cancel-button]:hidden', rest.className)}
    />
  )
}

interface NumberInputProps extends Said {
  value: number | null
  onChange: (value: number | null) => void
  /** Once the value is settled: left, Enter, or a step. */
  onCommit?: (value: number | null) => void
  min?: number
  max?: number
  step?: number
  format?: Intl.NumberFormatOptions
  /** Stands at the end: "points", "%". */
  unit?: string
  size?: 'sm' | 'md' | 'lg'
  invalid?: boolean
  disabled?: boolean
  readOnly?: boolean
  placeholder?: string
  'aria-label'?: string
  inputRef?: Ref<HTMLInputElement>
  className?: string
}

export function NumberInput({ label, hint, error, required, ...rest }: NumberInputProps) {
  return (
    <Field label={label} hint={hint} error={error} required={required}>
      <NumberBox {...rest} />
    </Field>
  )
}

function NumberBox({ value, onChange, onCommit, unit, size = 'md', invalid, placeholder, inputRef, className, 'aria-label': name, ...rest }: Omit<NumberInputProps, keyof Said>) {
  const { id, labelId: _, ...ties } = useField({ invalid })
  return (
    <NumberField.Root {...rest} id={id} value={value} onValueChange={(next) => onChange(next)} onValueCommitted={(next) => onCommit?.(next)}>
      <NumberField.Group className={cx(box, sizes[size], className)}>
        <NumberField.Input ref={inputRef} {...ties} aria-label={name} placeholder={placeholder} className={cx(bare, 'tabular')} />
        {unit && <span className="shrink-0 text-text-faint">{unit}</span>}
      </NumberField.Group>
    </NumberField.Root>
  )
}

interface TextAreaProps extends Said, Omit<ComponentProps<'textarea'>, 'value' | 'onChange' | 'required'> {
  value: string
  onChange: (value: string) => void
  invalid?: boolean
  /** As tall as its text, from `rows` lines on. */
  autoGrow?: boolean
}

export function TextArea({ label, hint, error, required, ...rest }: TextAreaProps) {
  return (
    <Field label={label} hint={hint} error={error} required={required}>
      <AreaBox {...rest} />
    </Field>
  )
}

function AreaBox({ value, onChange, invalid, autoGrow, id, className, rows = 3, ...rest }: Omit<TextAreaProps, keyof Said>) {
  const { labelId: _, ...ties } = useField({ id, invalid })
  return (
    <textarea
      {...rest}
      {...ties}
      rows={rows}
      value={value}
      ref={autoGrow ? grow : undefined}
      onChange={(e) => {
        onChange(e.target.value)
        if (autoGrow) grow(e.target)
      }}
      className={cx(control, 'block px-2 py-1 text-13 disabled:bg-bg-sunken disabled:text-text-disabled', autoGrow ? 'field-sizing-content resize-none overflow-hidden' : 'resize-y', className)}
    />
  )
}

/** For browsers in which a text area cannot follow its text by itself. */
function grow(area: HTMLTextAreaElement | null) {
  if (!area || globalThis.CSS?.supports?.('field-sizing', 'content')) return
  area.style.height = 'auto'
  area.style.height = `${area.scrollHeight + 2}px`
}

interface CheckboxProps extends Omit<ComponentProps<'input'>, 'onChange' | 'type'> {
  checked: boolean
  onChange: (checked: boolean) => void
  label: string
  hint?: ReactNode
  /** Some of what it stands for is ticked. */
  indeterminate?: boolean
  /** Only for screen readers, as in the rows of a table. */
  hideLabel?: boolean
}

// Native boxes: a table of ten thousand rows pays nothing for them.
const tick =
  "peer relative size-4 shrink-0 appearance-none rounded-sm border border-line-control bg-bg-raised transition-colors " +
  'hover:border-text-faint checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent ' +
  'disabled:border-line-strong disabled:bg-bg-sunken after:absolute after:-inset-1.5'

export function Checkbox({ checked, onChange, label, hint, indeterminate = false, hideLabel, className, ...rest }: CheckboxProps) {
  return (
    <label className={cx('inline-flex min-h-6 gap-2 text-13', hint ? 'items-start' : 'items-center', rest.disabled && 'text-text-disabled', className)}>
      <span className={cx('relative grid place-items-center', Boolean(hint) && 'mt-0.5')}>
        <input
          type="checkbox"
          {...rest}
          aria-label={hideLabel ? label : undefined}
          checked={checked}
          ref={(el) => {
            if (el) el.indeterminate = indeterminate
          }}
          onChange={(e) => onChange(e.target.checked)}
          className={tick}
        />
        <Icon name={indeterminate ? 'minus' : 'check'} size={12} className={cx('pointer-events-none absolute stroke-2 text-on-accent', !checked && !indeterminate && 'invisible')} />
      </span>
      {!hideLabel && <Words label={label} hint={hint} />}
    </label>
  )
}

function Words({ label, hint }: { label: ReactNode; hint?: ReactNode }) {
  return (
    <span className="min-w-0">
      {label}
      {hint && <span className="block text-12 text-text-faint">{hint}</span>}
    </span>
  )
}

export function Switch({ checked, onChange, label, hint, hideLabel, className, ...rest }: Omit<CheckboxProps, 'indeterminate'>) {
  return (
    <label className={cx('inline-flex min-h-6 gap-2 text-13', hint ? 'items-start' : 'items-center', rest.disabled && 'text-text-disabled', className)}>
      <input
        type="checkbox"
        role="switch"
        aria-checked={checked}
        {...rest}
        aria-label={hideLabel ? label : undefined}
        checked={checked}
        onChange={(e) => onChange(e.target.checked)}
        className={cx(
          'relative h-4 w-7 shrink-0 appearance-none rounded-full bg-line-control transition-colors checked:bg-accent disabled:opacity-50',
          'before:absolute before:top-0.5 before:left-0.5 before:size-3 before:rounded-full before:bg-bg-raised before:transition-[translate] checked:before:translate-x-3',
          'after:absolute after:-inset-1.5',
          Boolean(hint) && 'mt-0.5',
        )}
      />
      {!hideLabel && <Words label={label} hint={hint} />}
    </label>
  )
}

interface RadioGroupProps<V extends string> {
  label: string
  value: V | null
  onChange: (value: V) => void
  options: readonly { value: V; label: ReactNode; hint?: ReactNode; disabled?: boolean }[]
  hideLabel?: boolean
  /** Side by side. */
  row?: boolean
  className?: string
}

export function RadioGroup<V extends string>({ label, value, onChange, options, hideLabel, row, className }: RadioGroupProps<V>) {
  const name = useId()
  return (
    <fieldset aria-label={hideLabel ? label : undefined} className={cx('flex min-w-0', row ? 'flex-row flex-wrap gap-x-4 gap-y-1' : 'flex-col gap-1', className)}>
      {!hideLabel && <legend className="mb-1 text-12 font-medium text-text-muted">{label}</legend>}
      {options.map((option) => (
        <label key={option.value} className={cx('inline-flex min-h-6 gap-2 text-13', option.hint ? 'items-start' : 'items-center', option.disabled && 'text-text-disabled')}>
          <input
            type="radio"
            name={name}
            checked={value === option.value}
            disabled={option.disabled}
            onChange={() => onChange(option.value)}
            className={cx(
              'relative size-4 shrink-0 appearance-none rounded-full border border-line-control bg-bg-raised transition-[border] hover:border-text-faint',
              'checked:border-[5px] checked:border-accent disabled:border-line-strong disabled:bg-bg-sunken after:absolute after:-inset-1.5',
              Boolean(option.hint) && 'mt-0.5',
            )}
          />
          <Words label={option.label} hint={option.hint} />
        </label>
      ))}
    </fieldset>
  )
}
