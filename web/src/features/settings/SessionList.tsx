import { useAsk } from '@/data/hooks'
import { sayAgent, sayDate } from '@/lib/moment'
import { sayAge } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { Badge } from '@/ui/badge'
import { Button } from '@/ui/button'
import { Icon } from '@/ui/icon'

import { Loaded } from './Section'
import { usePress } from './send'

interface Session {
  id: string
  createdAt: string
  seenAt: string
  expiresAt: string
  agent: string
  address: string
  current: boolean
}

/** The browsers one is signed in with. */
export function SessionList() {
  const ask = useAsk<Session[]>('/sessions')
  const press = usePress()
  const end = async (id: string) => {
    if (await press('DELETE', `/sessions/${id}`, undefined, m.settings_session_ended())) ask.retry()
  }
  return (
    <Loaded ask={ask} rows={2}>
      {(sessions) => (
        <ul className="divide-y border-y">
          {sessions.map((s) => (
            <li key={s.id} className="flex min-h-11 flex-wrap items-center gap-x-3 py-1.5">
              <Icon name="monitor" className="text-text-faint" />
              <div className="min-w-0 flex-1">
                <p className="flex items-center gap-2 font-medium">
                  {agentWords(s.agent)}
                  {s.current && <Badge tone="green">{m.settings_session_this()}</Badge>}
                </p>
                <p className="text-12 text-text-muted">{m.settings_session_seen({ seen: sayAge(s.seenAt), from: sayDate(s.createdAt), address: s.address })}</p>
              </div>
              {!s.current && (
                <Button size="sm" onClick={() => void end(s.id)}>
                  {m.settings_session_end()}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Loaded>
  )
}

function agentWords(agent: string): string {
  const { browser, system } = sayAgent(agent)
  if (browser && system) return m.settings_session_agent({ browser, system })
  return browser || system || agent || m.settings_session_unknown()
}
