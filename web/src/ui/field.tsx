import { createContext, type ReactNode, use, useId } from 'react'

import { cx } from './cx'

interface Ties {
  id: string
  labelId: string | undefined
  described: string | undefined
  invalid: boolean
}

const FieldContext = createContext<Ties | undefined>(undefined)

/** What a control inside a Field takes over: its id, its description, whether it is wrong. */
export function useField(own: { id?: string; invalid?: boolean } = {}) {
  const field = use(FieldContext)
  return {
    id: own.id ?? field?.id,
    labelId: field?.labelId,
    'aria-describedby': field?.described,
    'aria-invalid': own.invalid || field?.invalid || undefined,
  }
}

export interface FieldProps {
  label?: ReactNode
  hint?: ReactNode
  error?: ReactNode
  required?: boolean
  className?: string
  children: ReactNode
}

/** A control with its label above and, below, what helps or what is wrong. */
export function Field({ label, hint, error, required, className, children }: FieldProps) {
  const id = useId()
  const below = error || hint ? `${id}-below` : undefined
  return (
    <FieldContext value={{ id, labelId: label ? `${id}-label` : undefined, described: below, invalid: Boolean(error) }}>
      <div className={cx('flex min-w-0 flex-col gap-1', className)}>
        {label && (
          <label id={`${id}-label`} htmlFor={id} className="text-12 font-medium text-text-muted">
            {label}
            {required && (
              <span aria-hidden className="ml-0.5 text-red-text">
                *
              </span>
            )}
          </label>
        )}
        {children}
        {below && (
          <div id={below} role={error ? 'alert' : undefined} className={cx('text-12', error ? 'text-red-text' : 'text-text-faint')}>
            {error || hint}
          </div>
        )}
      </div>
    </FieldContext>
  )
}

/** A control brings its own Field when it was given a label, a hint or an error. */
export function inField({ label, hint, error, required }: Omit<FieldProps, 'children'>, control: ReactNode) {
  if (!label && !hint && !error) return control
  return (
    <Field label={label} hint={hint} error={error} required={required}>
      {control}
    </Field>
  )
}
