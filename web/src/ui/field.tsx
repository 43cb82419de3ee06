import { createContext, type ReactNode, use, useId, useMemo } from 'react'

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

/**
 * A control with its label above and, below, what helps or what is wrong. One that
 * has nothing to say hands on what the Field around it says, and takes no room; so
 * a hint may come and go without the control being made anew.
 */
export function Field({ label, hint, error, required, className, children }: FieldProps) {
  const outer = use(FieldContext)
  const own = useId()
  const id = label || !outer ? own : outer.id
  const below = error || hint ? `${own}-below` : undefined
  const labelId = label ? `${own}-label` : outer?.labelId
  const described = below ?? outer?.described
  const invalid = Boolean(error) || Boolean(outer?.invalid)
  const ties = useMemo<Ties>(() => ({ id, labelId, described, invalid }), [id, labelId, described, invalid])
  return (
    <FieldContext value={ties}>
      <div className={label || below ? cx('flex min-w-0 flex-col gap-1', className) : 'contents'}>
        {label && (
          <label id={labelId} htmlFor={id} className="text-12 font-medium text-text-muted">
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
