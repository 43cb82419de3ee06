import { useConnection, usePending, useStuck } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { Button, IconButton } from '@/ui/button'
import { Icon } from '@/ui/icon'

import { showDialog } from './dialogs'

/** A quiet line on top, only while there is something to say: no connection, changes to send, changes that could not be made. */
export function Connection({ onMenu }: { onMenu: () => void }) {
  const state = useConnection()
  const pending = usePending()
  const stuck = useStuck()
  const says = state === 'offline' ? m.app_offline() : undefined
  return (
    <>
      <div className="flex h-11 items-center border-b border-line px-2 md:hidden">
        <IconButton icon="menu" label={m.app_menu()} onClick={onMenu} />
        <span className="ml-2 text-13 font-semibold">{m.app_name()}</span>
      </div>
      {(says || stuck.length > 0) && (
        <div role="status" className="flex min-h-8 items-center gap-2 border-b border-line bg-amber-soft px-4 text-13 text-amber-text">
          <Icon name="wifi-off" size={14} />
          {says && <span>{says}</span>}
          {pending > 0 && <span className="tabular-nums">{m.app_pending({ count: pending })}</span>}
          {stuck.length > 0 && (
            <Button size="sm" onClick={() => showDialog('stuck')}>
              {m.app_stuck({ count: stuck.length })}
            </Button>
          )}
        </div>
      )}
    </>
  )
}
