import type { ReactNode } from 'react'

import type { Problem } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { Button } from '@/ui/button'
import { SkeletonRows } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'

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
  if (list.ids.length > 0)
    return (
      <>
        {children}
        {list.more && list.loadMore && (
          <div className="flex justify-center py-2">
            <Button size="sm" variant="ghost" onClick={list.loadMore}>
              {m.screens_more()}
            </Button>
          </div>
        )}
      </>
    )
  if (list.status === 'error') return <ErrorState title={m.screens_list_failed()} text={list.error?.detail} onRetry={list.retry} />
  if (list.status === 'loading') return <SkeletonRows count={rows} />
  return <EmptyState icon={icon} title={title} text={text} action={action} />
}
