import { m } from '@/locales/gen/messages.js'
import { Line } from '@/record/screen/Line'
import { Part } from '@/record/screen/Screen'

import type { RetroAction } from './types'

/** What a retrospective decided on, and how far it has come. */
export function RetroActions({ actions, title }: { actions: readonly RetroAction[]; title?: string }) {
  const list = (
    <ul className="flex flex-col px-2">
      {actions.map((a) => (
        <li key={a.id}>
          <Line id={a.item} note={a.state} />
        </li>
      ))}
    </ul>
  )
  if (!title) return list
  const done = actions.filter((a) => a.category === 'done' || a.category === 'closed').length
  return (
    <Part title={title} note={m.delivery_actions_done({ done, all: actions.length })}>
      {list}
    </Part>
  )
}
