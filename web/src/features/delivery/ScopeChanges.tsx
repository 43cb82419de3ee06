import { useAsk } from '@/data/hooks'
import type { Rec } from '@/data/types'
import type { Row } from '@/lib/sprint'
import { sayAge } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { Line } from '@/record/screen/Line'
import { Part } from '@/record/screen/Screen'
import { Icon } from '@/ui/icon'

import { scopeChanges } from './ledger'
import type { Trade } from './types'

/** What came into a sprint after it was started, and what left it, other than by a trade. */
export function ScopeChanges({ sprint, rows }: { sprint: Rec; rows: readonly Row[] }) {
  const { value: trades } = useAsk<Trade[]>(`/sprints/${sprint.id}/trades`, ['trade'])
  const told = new Set(trades?.flatMap((t) => [...t.came, ...t.went].map((i) => i.item)))
  const changes = scopeChanges(rows, sprint.id, typeof sprint.startedAt === 'string' ? sprint.startedAt : undefined).filter((c) => !told.has(c.id))
  if (changes.length === 0) return null
  return (
    <Part title={m.delivery_untraded()} note={changes.length}>
      {changes.slice(0, 12).map((c) => (
        <div key={c.id} className="flex items-center gap-2">
          <Icon name={c.came ? 'plus' : 'minus'} size={14} className={c.came ? 'text-green' : 'text-amber'} label={c.came ? m.screens_scope_came() : m.screens_scope_went()} />
          <div className="min-w-0 flex-1 pl-2">
            <Line id={c.id} note={sayAge(c.at)} plain />
          </div>
        </div>
      ))}
    </Part>
  )
}
