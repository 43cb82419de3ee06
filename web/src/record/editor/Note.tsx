import { m } from '@/locales/gen/messages.js'
import { Button } from '@/ui/button'
import { Callout } from '@/ui/state'

import type { Shown } from './writing'

interface NoteProps {
  shown: Shown
  onAgain: () => void
  onMine: () => void
  onTheirs: () => void
}

/** What is to be known of a text while it is written: kept from before, refused, or changed by others. */
export function Note({ shown, onAgain, onMine, onTheirs }: NoteProps) {
  const theirs = (
    <Button size="sm" onClick={onTheirs}>
      {m.record_text_theirs()}
    </Button>
  )
  return (
    <div aria-live="polite" className="mt-2 empty:hidden">
      {shown.status === 'moved' ? (
        <Callout
          tone="amber"
          title={m.record_text_moved()}
          actions={
            <>
              {theirs}
              <Button size="sm" onClick={onMine}>
                {m.record_text_mine()}
              </Button>
            </>
          }
        >
          {m.record_text_moved_text()}
        </Callout>
      ) : shown.status === 'refused' ? (
        <Callout
          tone="red"
          title={m.record_text_refused()}
          actions={
            <>
              {theirs}
              <Button size="sm" onClick={onAgain}>
                {m.record_again()}
              </Button>
            </>
          }
        >
          {shown.why}
        </Callout>
      ) : shown.recovered ? (
        <Callout tone="blue" title={m.record_text_recovered()} actions={theirs} />
      ) : null}
    </div>
  )
}
