import type { ReactNode } from 'react'

import { useMe, useMembers } from '@/data/hooks'
import type { Right } from '@/data/rights'
import { listed } from '@/lib/deciders'
import { m } from '@/locales/gen/messages.js'
import { cx } from '@/ui/cx'
import { SkeletonRows } from '@/ui/skeleton'
import { Callout, ErrorState } from '@/ui/state'

interface SectionProps {
  title: string
  /** What it is for, in a sentence. */
  text?: ReactNode
  actions?: ReactNode
  /** As wide as the screen, for tables. */
  wide?: boolean
  children: ReactNode
}

/** One section of the settings. */
export function Section({ title, text, actions, wide, children }: SectionProps) {
  return (
    <section aria-label={title} className={cx('flex flex-col gap-5 px-6 py-5 max-md:px-4', wide ? 'max-w-6xl' : 'max-w-3xl')}>
      <header className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 max-md:basis-full">
          <h2 className="text-16 font-semibold">{title}</h2>
          {text && <p className="mt-0.5 max-w-prose text-text-muted">{text}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </header>
      {children}
    </section>
  )
}

/** A part of a section under a small heading. */
export function Block({ title, text, actions, children }: { title: string; text?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      <div className="flex min-h-7 items-center gap-2">
        <h3 className="text-13 font-semibold">{title}</h3>
        {actions && <div className="ml-auto flex items-center gap-2">{actions}</div>}
      </div>
      {text && <p className="-mt-1 max-w-prose text-text-muted">{text}</p>}
      {children}
    </section>
  )
}

/** Before anything is changed: that it will be a proposal, and to whom, or why it can only be read. */
export function RightNote({ right, what, who }: { right: Right; what: string; who?: readonly string[] }) {
  const members = useMembers()
  const { member } = useMe()
  if (right.may === 'act') return null
  if (member.role === 'guest') return <Callout>{m.settings_guest_reads()}</Callout>
  const deciders = right.decides ?? who
  // People go by their names, roles have an article.
  const called = (name: string) => (name === 'admin' ? m.settings_the_admins() : members.some((x) => x.name === name) ? name : m.settings_the_role({ role: name }))
  const names = deciders ? listed(deciders.map(called), 'disjunction') : m.settings_those_who_decide()
  return <Callout tone={right.may === 'propose' ? 'blue' : 'neutral'}>{right.may === 'propose' ? m.settings_you_propose({ what, names }) : m.settings_you_read({ what, names })}</Callout>
}

/** The states of what a section asks for; its children are shown once it is there. */
export function Loaded<T>({ ask, rows = 5, children }: { ask: { value?: T; status: string; error?: { detail: string; status: number }; retry: () => void }; rows?: number; children: (value: T) => ReactNode }) {
  if (ask.value !== undefined) return children(ask.value)
  if (ask.status !== 'error') return <SkeletonRows count={rows} />
  const refused = ask.error?.status === 403
  return <ErrorState title={refused ? m.settings_refused() : undefined} text={ask.error?.detail} icon={refused ? 'lock' : undefined} onRetry={refused ? undefined : ask.retry} />
}
