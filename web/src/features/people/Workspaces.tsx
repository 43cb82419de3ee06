import { useData } from '@/data/hooks'
import { useSubmit } from '@/lib/submit'
import { m } from '@/locales/gen/messages.js'
import { Button } from '@/ui/button'
import { Icon } from '@/ui/icon'
import { Callout } from '@/ui/state'

import { DoorFrame } from './DoorFrame'
import type { Home } from './signIn'

interface WorkspacesProps {
  homes: readonly Home[]
  email: string
  onEnter: () => void
  onBack: () => void
}

/** Which workspace to begin in, or that there is none. */
export function Workspaces({ homes, email, onEnter, onBack }: WorkspacesProps) {
  const data = useData()
  const { busy, refusal, run } = useSubmit(m.settings_form_broken())
  const other = (
    <Button variant="ghost" onClick={() => void run(() => data.call('DELETE', '/sessions/current')).then(onBack)}>
      {m.settings_signin_other()}
    </Button>
  )
  if (homes.length === 0) {
    return (
      <DoorFrame title={m.settings_signin_nowhere_title()} text={m.settings_signin_nowhere_text({ email })}>
        <div>{other}</div>
      </DoorFrame>
    )
  }
  const choose = async (home: Home) => {
    if (await run(() => data.call('POST', '/sessions/switch', { workspace: home.id }))) onEnter()
  }
  return (
    <DoorFrame title={m.settings_signin_choose_title()} text={m.settings_signin_choose_text({ count: homes.length })} foot={other}>
      {refusal && <Callout tone="red">{refusal.detail}</Callout>}
      <ul className="flex flex-col divide-y border-y">
        {homes.map((h, i) => (
          <li key={h.id}>
            <button
              type="button"
              disabled={busy}
              autoFocus={i === 0}
              onClick={() => void choose(h)}
              className="-mx-2 flex h-11 w-[calc(100%+1rem)] items-center gap-3 rounded px-2 text-left hover:bg-bg-hover"
            >
              <span className="min-w-0 flex-1 truncate text-14 font-medium">{h.name}</span>
              <span className="text-12 text-text-faint">{h.slug}</span>
              <Icon name="chevron-right" size={14} className="text-text-faint" />
            </button>
          </li>
        ))}
      </ul>
    </DoorFrame>
  )
}
