import type { ReactNode } from 'react'

/** A desk: one strip on top, then columns divided by hairlines; on a laptop without scrolling. */
export function DeskGrid({ head, children }: { head: ReactNode; children: ReactNode }) {
  return (
    <div className="quiet-scroll flex min-h-0 flex-1 flex-col overflow-y-auto">
      <div className="shrink-0 border-b px-4 py-3">{head}</div>
      <div className="grid flex-1 content-start *:min-w-0 *:border-b md:auto-rows-[minmax(min-content,1fr)] md:content-stretch *:px-4 *:py-2.5 md:grid-cols-2 md:*:border-r xl:grid-cols-3">{children}</div>
    </div>
  )
}
