import type { ReactNode } from 'react'

import { useAsk } from '@/data/hooks'
import { number } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'

import { useLink } from './address'

export interface Tally {
  value: number | undefined
  status: 'loading' | 'ready' | 'error'
  retry: () => void
}

/** How many records a query finds; counted anew when one of these kinds changes. */
export function useCount(product: string | undefined, q: string | undefined, on: readonly string[]): Tally {
  const search = new URLSearchParams({ q: q ?? '', limit: '1', total: 'true' })
  if (product) search.set('product', product)
  const asked = useAsk<{ total: number | null }>(q === undefined ? undefined : `/records?${search}`, on as string[])
  return { value: asked.value?.total ?? undefined, status: asked.status, retry: asked.retry }
}

interface FigureProps {
  label: string
  /** The records behind it; left out where no screen lists just these. */
  to?: string
  value: ReactNode
  /** Says, with a sign, that it wants looking at. */
  warn?: boolean
  icon?: string
}

/** A number that opens what it was counted from. */
export function Figure({ label, to, value, warn, icon }: FigureProps) {
  const link = useLink()
  const look = '-mx-2 flex min-h-8 items-center gap-2 rounded px-2'
  const inside = (
    <>
      {icon && <Icon name={icon} size={14} className={warn ? 'text-amber' : 'text-text-faint'} />}
      <span className="min-w-0 flex-1 truncate text-text-muted">{label}</span>
      <span className={cx('tabular font-medium', warn ? 'text-amber-text' : 'text-text')}>{value}</span>
    </>
  )
  if (!to) return <p className={look}>{inside}</p>
  return (
    <a {...link(to)} className={cx(look, 'hover:bg-bg-hover')}>
      {inside}
    </a>
  )
}

interface CountProps extends Omit<FigureProps, 'value' | 'warn'> {
  product: string | undefined
  q: string
  on: readonly string[]
  /** More than so many want looking at. */
  above?: number
}

/** A figure that counts by a query. */
export function CountFigure({ product, q, on, above, ...rest }: CountProps) {
  const { value, status } = useCount(product, q, on)
  return <Figure {...rest} warn={above !== undefined && value !== undefined && value > above} value={status === 'error' ? m.screens_unknown() : value === undefined ? '' : number(value)} />
}
