import { m } from '@/locales/gen/messages.js'
import { kindName } from '@/record/fields/fields'

import type { Drawing } from './useGraph'

/** The same as a list, for those who do not see the drawing. */
export function Outline({ drawing: { layout, nodes, gaps } }: { drawing: Drawing }) {
  return (
    <section aria-label={m.views_thread_outline()} className="sr-only">
      <ul>
        {layout.columns.map((c) => {
          const there = c.ids.flatMap((id) => nodes.get(id) ?? [])
          const missing = c.ids.flatMap((id) => gaps.get(id) ?? [])
          if (there.length + missing.length === 0) return null
          return (
            <li key={c.rank}>
              {[...new Set([...there, ...missing].map((n) => kindName(n.kind)))].join(', ')}
              <ul>
                {there.map((n) => (
                  <li key={n.id}>{m.views_thread_node({ kind: kindName(n.kind), key: n.key, title: n.title, state: n.state })}</li>
                ))}
                {missing.map((g) => (
                  <li key={g.id}>{g.why}</li>
                ))}
              </ul>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
