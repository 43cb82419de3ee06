import type { ReactNode } from 'react'

import type { Problem } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { SkeletonRows } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'

import { ShowMore } from './ShowMore'

interface ListStatesProps {
  list: { ids: readonly string[]; status: 'loading' | 'ready' | 'error'; error?: Problem; more?: boolean; loadMore?: () => void; retry: () => void }
  icon: string
  /** What belongs here, where there is nothing yet. */
  title: string
  text?: string
  action?: ReactNode
  /** Rows of the skeleton. */
  rows?: number
  children: ReactNode
}

/** The four states of a list: on its way, empty, there, refused. */
export function ListStates({ list, icon, title, text, action, rows = 6, children }: ListStatesProps) {
  if (list.ids.length > 0 || (list.more && list.loadMore && list.status === 'ready'))
    return (
      <>
        {children}
        {list.more && list.loadMore && <ShowMore onMore={list.loadMore} />}
      </>
    )
  if (list.status === 'error') return <ErrorState title={m.screens_list_failed()} text={list.error?.detail} onRetry={list.retry} />
  if (list.status === 'loading') return <SkeletonRows count={rows} />
  return <EmptyState icon={icon} title={title} text={text} action={action} />
}
