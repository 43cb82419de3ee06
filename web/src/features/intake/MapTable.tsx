import type { ReactNode } from 'react'

import { m } from '@/locales/gen/messages.js'
import { IconButton } from '@/ui/button'

interface MapTableProps {
  title: string
  text: string
  /** Headings of the source's side and of ours. */
  heads: readonly string[]
  children: ReactNode
}

/** The source's words on the left, ours on the right. */
export function MapTable({ title, text, heads, children }: MapTableProps) {
  return (
    <section aria-label={title} className="overflow-x-auto">
      <h3 className="text-13 font-semibold">{title}</h3>
      <p className="max-w-prose pb-1 text-text-muted">{text}</p>
      <table className="w-full min-w-160 max-w-4xl table-fixed">
        <thead>
          <tr className="border-b text-left text-12 text-text-muted [&>th]:h-7 [&>th]:pr-3 [&>th]:font-medium">
            {heads.map((h, i) => (
              <th key={h} className={i === 1 ? 'w-24 text-right' : undefined}>
                {h}
              </th>
            ))}
            <th className="w-8">
              <span className="sr-only">{m.settings_actions()}</span>
            </th>
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  )
}

/** Back to what was proposed. */
export function Unchoose({ word, shown, onClick }: { word: string; shown: boolean; onClick: () => void }) {
  if (!shown) return null
  return <IconButton icon="rotate-ccw" size="sm" label={m.settings_map_back({ word })} onClick={onClick} />
}
