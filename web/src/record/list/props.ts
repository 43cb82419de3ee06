/** What the list frame gives its views beyond what every view gets. */
import type { ReactNode } from 'react'

import type { ViewProps } from '@/record/views/view'
import type { BoardShape } from '@/record/views/board/shape'
import type { Mark } from '@/record/views/table/layout'

export interface ListViewProps extends ViewProps {
  /** Writes another query into the address: sorting by a header. */
  onQ?: (change: (q: string) => string) => void
  /** Lines drawn between the rows: where the capacity of the next sprints ends. */
  marks?: readonly Mark[]
  /** Values that a new record of the list begins with. */
  values?: Record<string, unknown>
  /** What a board is like, where it is more than a column for each value. */
  shape?: BoardShape
  /** Shown where there is nothing. */
  empty?: ReactNode
}
