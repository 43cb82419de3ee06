import type { ReactNode } from 'react'

import { recordAddress, useLink } from '@/record/screen/address'
import { KindIcon } from '@/ui/icon'

import type { Named } from './answers'

interface RowsProps<T extends Named> {
  label: string
  items: readonly T[]
  columns: readonly { name: string; value: (item: T) => ReactNode }[]
  /** Rows that are shown; the rest is one click away in what stands behind. */
  limit?: number
}

/** The records behind a report as a table, each a link to its page. */
export function Rows<T extends Named>({ label, items, columns, limit = 50 }: RowsProps<T>) {
  const link = useLink()
  return (
    <div className="quiet-scroll min-w-0 overflow-x-auto">
      <table className="w-full border-collapse text-left text-13">
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr className="h-8 border-b text-12 text-text-muted [&>th]:font-medium">
            <th scope="col">{label}</th>
            {columns.map((c) => (
              <th key={c.name} scope="col" className="pl-3 text-right whitespace-nowrap">
                {c.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.slice(0, limit).map((item, n) => (
            <tr key={`${item.id} ${n}`} className="h-8 border-b last:border-b-0 hover:bg-bg-hover">
              <th scope="row" className="w-full max-w-0 min-w-40 font-normal">
                <a {...link(recordAddress(item.key))} className="flex min-w-40 items-center gap-2 rounded">
                  <KindIcon kind={item.kind} size={14} />
                  <span className="keyed shrink-0 text-text-faint">{item.key}</span>
                  <span className="min-w-0 flex-1 truncate">{item.title}</span>
                </a>
              </th>
              {columns.map((c) => (
                <td key={c.name} className="tabular pl-3 text-right whitespace-nowrap text-text-muted">
                  {c.value(item)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
