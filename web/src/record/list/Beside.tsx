import { lazy, Suspense, type ReactNode } from 'react'

import { SkeletonRows } from '@/ui/skeleton'

const RecordPanel = lazy(() => import('@/record/page/RecordPanel').then((x) => ({ default: x.RecordPanel })))

export interface PanelProps {
  /** Key or id. */
  id: string
  onClose: () => void
  onOpen: (key: string) => void
  onOpenPage: (id: string) => void
  /** Goes on to the next of the list, or back. */
  onStep: (by: 1 | -1) => void
}

/** The record beside the list, so that the list is not lost. */
export function Beside({ children, ...panel }: PanelProps & { children?: (panel: PanelProps) => ReactNode }) {
  return <Suspense fallback={<SkeletonRows count={6} />}>{children ? children(panel) : <RecordPanel {...panel} />}</Suspense>
}
