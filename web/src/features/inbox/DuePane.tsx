import { m } from '@/locales/gen/messages.js'
import { RecordPanel } from '@/record/page/RecordPanel'
import { useAct } from '@/record/screen/act'
import { useLink } from '@/record/screen/address'
import { screenKeys } from '@/record/screen/keys'
import { Button } from '@/ui/button'
import { Callout } from '@/ui/state'

import type { Due } from './due'

interface DuePaneProps {
  due: Due
  onSettled: () => void
}

/** Something that one was to do: called done by a key where that is all it takes, and the way to where it stands. */
export function DuePane({ due, onSettled }: DuePaneProps) {
  const act = useAct()
  const link = useLink()
  const done = async () => {
    if (due.done && (await act(due.done.method, due.done.path, due.done.body, m.launch_ticked({ title: due.title })))) onSettled()
  }
  return (
    <section ref={screenKeys({ y: () => void done() })} aria-label={due.title} className="flex min-h-0 min-w-0 flex-1 flex-col">
      <div className="border-b px-4 py-3">
        <Callout
          tone="amber"
          title={due.title}
          actions={
            <>
              {due.done && (
                <Button size="sm" variant="primary" icon="check" kbd="Y" onClick={() => void done()}>
                  {m.launch_inbox_done()}
                </Button>
              )}
              <a {...link(due.to)} className="inline-flex min-h-7 items-center rounded text-13 underline">
                {due.open}
              </a>
            </>
          }
        >
          {due.says}
        </Callout>
      </div>
      <RecordPanel id={due.record} />
    </section>
  )
}
