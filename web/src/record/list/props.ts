/** What the list frame gives its views beyond what every view gets. */
import type { ReactNode } from 'react'

import type { ViewProps } from '@/record/views/view'
import type { Mark } from '@/record/views/table/layout'

export interface ListViewProps extends ViewProps {
  /** Writes another query into the address: sorting by a header. */
  onQ?: (change: (q: string) => string) => void
  /** Lines drawn between the rows: where the capacity of the next sprints ends. */
  marks?: readonly Mark[]
  /** Values that a new record of the list begins with. */
  values?: Record<string, unknown>
  /** Shown where there is nothing. */
  empty?: ReactNode
}
