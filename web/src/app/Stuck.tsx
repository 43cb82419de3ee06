import { useStuck } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'

import type { DialogProps } from './dialogs'

/** What could not be made when the connection came back: send it again, or drop it. */
export function Stuck({ context, close }: DialogProps) {
  const { data } = context()
  const stuck = useStuck()
  return (
    <Dialog open onOpenChange={close} title={m.app_stuck_title()} description={m.app_stuck_text()}>
      <ul className="divide-y divide-line">
        {stuck.map((one) => (
          <li key={one.id} className="flex items-center gap-2 py-2 text-13">
            <div className="min-w-0 flex-1">
              <p className="truncate font-medium">{one.label}</p>
              <p className="text-text-muted">{one.stuck?.detail}</p>
            </div>
            <Button size="sm" onClick={() => void data.queue.renew(one.id)}>
              {m.app_stuck_renew()}
            </Button>
            <Button size="sm" variant="ghost" onClick={() => data.queue.drop(one.id)}>
              {m.app_stuck_drop()}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
