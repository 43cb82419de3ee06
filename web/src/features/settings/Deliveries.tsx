import { useState } from 'react'

import { useAsk } from '@/data/hooks'
import { sayAge } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { ShowMore } from '@/record/screen/ShowMore'
import { Badge } from '@/ui/badge'
import { Switch } from '@/ui/input'

import { Loaded } from './Section'

interface Delivery {
  id: string
  at: string
  event: string
  outcome: 'accepted' | 'ignored' | 'refused'
  reason: string
  refs: number
}

const names = { accepted: m.accept_outcome_accepted, ignored: m.accept_outcome_ignored, refused: m.accept_outcome_refused }
const tones = { accepted: 'green', ignored: 'neutral', refused: 'red' } as const

/** What a repository's host delivered, and why some of it was refused. */
export function Deliveries({ repository }: { repository: string }) {
  const [refused, setRefused] = useState(false)
  const [pages, setPages] = useState(1)
  const ask = useAsk<{ items: Delivery[]; next: string | null }>(`/repositories/${repository}/deliveries?limit=50${refused ? '&outcome=refused' : ''}`, ['code_ref'], pages)
  return (
    <div className="mt-2 flex flex-col gap-2 pl-7">
      <Switch label={m.accept_repos_log_refused()} checked={refused} onChange={setRefused} />
      <Loaded ask={ask} rows={3}>
        {({ items, next }) =>
          items.length === 0 ? (
            <p className="text-text-muted">{m.accept_repos_log_none()}</p>
          ) : (
            <ul className="quiet-scroll max-h-80 overflow-y-auto">
              {items.map((d) => (
                <li key={d.id} className="flex items-start gap-2 py-1">
                  <Badge tone={tones[d.outcome]}>{names[d.outcome]()}</Badge>
                  <span className="keyed shrink-0">{d.event}</span>
                  <span className="min-w-0 flex-1 text-text-muted">{d.reason}</span>
                  <span className="shrink-0 text-12 text-text-faint">{sayAge(d.at)}</span>
                </li>
              ))}
              {next && (
                <li>
                  <ShowMore onMore={() => setPages(pages + 1)} />
                </li>
              )}
            </ul>
          )
        }
      </Loaded>
    </div>
  )
}
