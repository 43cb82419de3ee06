import { useState } from 'react'

import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Part } from '@/record/screen/Screen'
import { Button } from '@/ui/button'
import { TextArea } from '@/ui/input'

import type { StandupNote as Note } from './types'

/** One's own word for a day, for when one is not there. */
export function StandupNote({ sprint, day, note, onSaved }: { sprint: string; day: string; note: Note | undefined; onSaved: () => void }) {
  const act = useAct()
  const [text, setText] = useState({ did: note?.did ?? '', will: note?.will ?? '', blocked: note?.blocked ?? '' })
  const changed = text.did !== (note?.did ?? '') || text.will !== (note?.will ?? '') || text.blocked !== (note?.blocked ?? '')
  const empty = [text.did, text.will, text.blocked].every((t) => t.trim() === '')
  const save = async () => {
    if (await act('POST', `/sprints/${sprint}/standup`, { on: day, ...text }, m.delivery_standup_saved())) onSaved()
  }
  return (
    <Part title={m.delivery_standup_mine()}>
      <form
        className="flex flex-col gap-2"
        onSubmit={(e) => {
          e.preventDefault()
          void save()
        }}
        onKeyDown={(e) => {
          if (e.key !== 'Enter' || !(e.metaKey || e.ctrlKey)) return
          e.preventDefault()
          if (changed) void save()
        }}
      >
        <TextArea label={m.delivery_did()} value={text.did} onChange={(did) => setText({ ...text, did })} rows={1} autoGrow maxLength={5000} />
        <TextArea label={m.delivery_will()} value={text.will} onChange={(will) => setText({ ...text, will })} rows={1} autoGrow maxLength={5000} />
        <TextArea label={m.delivery_blocked()} value={text.blocked} onChange={(blocked) => setText({ ...text, blocked })} rows={1} autoGrow maxLength={5000} />
        <Button type="submit" size="sm" className="self-start" kbd="mod+enter" disabled={!changed || (empty && !note)}>
          {m.delivery_standup_save()}
        </Button>
      </form>
    </Part>
  )
}
