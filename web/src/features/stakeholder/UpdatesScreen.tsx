/** What was written for oneself: opened, it says so to whoever wrote it. */
import { useEffect } from 'react'

import { useAsk, useData, useMe, useMember } from '@/data/hooks'
import { sayAge } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { Screen } from '@/record/screen/Screen'
import { useShown } from '@/record/screen/shown'
import { cx } from '@/ui/cx'
import { Markdown } from '@/ui/markdown'
import { Skeleton, SkeletonRows } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'

import type { Briefing } from './stakeholder'

interface Mine {
  id: string
  product: string
  title: string
  sentAt: string
  sentBy: string | null
  openedAt: string | null
}

export function UpdatesScreen({ product }: { product: string }) {
  const me = useMe()
  const home = me.products.find((p) => p.key === product)
  const asked = useAsk<Mine[]>('/briefings/mine', ['briefing'])
  const [at, show] = useShown()
  const mine = (asked.value ?? []).filter((b) => b.product === home?.id)
  const shown = mine.find((b) => b.id === at) ?? mine[0]
  return (
    <Screen title={m.stake_mine_title()}>
      {asked.status === 'error' && !asked.value ? (
        <ErrorState title={m.stake_told_failed()} text={asked.error?.detail} onRetry={asked.retry} />
      ) : !asked.value ? (
        <div className="p-4">
          <SkeletonRows count={5} />
        </div>
      ) : !shown ? (
        <EmptyState icon="mail" title={m.stake_mine_none()} text={m.stake_mine_none_text()} />
      ) : (
        <div className="flex min-h-0 flex-1 flex-col lg:flex-row">
          <nav aria-label={m.stake_mine_title()} className="quiet-scroll flex shrink-0 gap-1 overflow-auto border-b p-2 lg:w-72 lg:flex-col lg:border-r lg:border-b-0">
            {mine.map((b) => (
              <button
                key={b.id}
                type="button"
                aria-current={b.id === shown.id ? 'true' : undefined}
                onClick={() => show(b.id)}
                className={cx('flex min-w-48 flex-col items-start rounded px-2 py-1.5 text-left text-13', b.id === shown.id ? 'bg-bg-selected' : 'hover:bg-bg-hover')}
              >
                <span className={cx('max-w-full truncate', !b.openedAt && 'font-semibold')}>{b.title}</span>
                <span className="text-12 text-text-muted">{sayAge(b.sentAt)}</span>
              </button>
            ))}
          </nav>
          <Page key={shown.id} id={shown.id} />
        </div>
      )}
    </Screen>
  )
}

function Page({ id }: { id: string }) {
  const data = useData()
  const asked = useAsk<Briefing>(`/briefings/${id}`, ['briefing'])
  const b = asked.value
  const by = useMember(b?.sentBy)
  const unread = b && b.openedAt === null
  useEffect(() => {
    // That it was read is said once it stands on the screen. If that fails, it stays unread.
    if (unread) void data.call('POST', `/briefings/${id}/open`, {}).catch(() => undefined)
  }, [data, id, unread])
  if (asked.status === 'error' && !b) return <ErrorState title={m.stake_told_failed()} text={asked.error?.detail} onRetry={asked.retry} />
  if (!b) return <Skeleton height={240} />
  return (
    // It is scrolled by the keyboard, too.
    <article aria-label={b.title} tabIndex={0} className="quiet-scroll min-h-0 min-w-0 flex-1 overflow-y-auto px-6 py-5">
      <h2 className="text-18 font-semibold">{b.title}</h2>
      <p className="pb-4 text-12 text-text-muted">{m.stake_mine_by({ name: by?.name ?? m.screens_somebody(), age: b.sentAt ? sayAge(b.sentAt) : '' })}</p>
      <Markdown text={b.body} className="max-w-prose" />
      <p className="pt-6 text-12 text-text-muted">{m.stake_mine_receipt()}</p>
    </article>
  )
}
