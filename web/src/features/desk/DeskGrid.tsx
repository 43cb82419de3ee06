import type { ReactNode } from 'react'

/**
 * A desk: one strip on top, then columns divided by hairlines; on a laptop
 * without scrolling. Each column fills from above by itself: a long part leaves
 * no hole beside a short one.
 */
export function DeskGrid({ head, columns }: { head: ReactNode; columns: readonly [ReactNode, ReactNode, ReactNode] }) {
  const column = 'min-w-0 *:border-b *:px-4 *:py-2'
  const [first, second, third] = columns
  return (
    <div className="quiet-scroll flex min-h-0 flex-1 flex-col overflow-y-auto">
      <div className="shrink-0 border-b px-4 py-2.5">{head}</div>
      <div className="grid flex-1 md:grid-cols-2 xl:grid-cols-3">
        <div className={column}>{first}</div>
        <div className={`${column} md:border-l`}>{second}</div>
        <div className={`${column} md:max-xl:col-span-2 xl:border-l`}>{third}</div>
      </div>
    </div>
  )
}
