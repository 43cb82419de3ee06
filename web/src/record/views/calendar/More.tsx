import { useState } from 'react'

import { useRecord } from '@/data/hooks'
import type { Day } from '@/lib/scale'
import { m } from '@/locales/gen/messages.js'
import { RecordTitle } from '@/record/views/common/title'
import { Popover } from '@/ui/popover'

import { useCalendar } from './context'

/** What does not fit into a day, in a list over it. */
export function More({ day, ids, count, label }: { day: Day; ids: readonly string[]; count: number; label: string }) {
  const [open, setOpen] = useState(false)
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={label}
      className="w-72 p-1"
      trigger={
        <button type="button" tabIndex={-1} onClick={(e) => e.stopPropagation()} className="h-[22px] shrink-0 rounded-sm px-1.5 text-left text-12 text-text-muted hover:bg-bg-hover hover:text-text max-sm:px-0 max-sm:text-center">
          {m.views_calendar_more({ count })}
        </button>
      }
    >
      <h3 className="px-2 py-1 text-12 font-medium text-text-faint">{label}</h3>
      <ul aria-label={label}>
        {ids.map((id) => (
          <Item key={`${day}${id}`} id={id} onPress={() => setOpen(false)} />
        ))}
      </ul>
    </Popover>
  )
}

function Item({ id, onPress }: { id: string; onPress: () => void }) {
  const { open } = useCalendar()
  const record = useRecord(id)
  if (!record) return null
  return (
    <li>
      <button
        type="button"
        onClick={() => {
          onPress()
          open(id, 'panel')
        }}
        className="flex h-7 w-full items-center rounded-sm px-2 text-left hover:bg-bg-hover"
      >
        <RecordTitle record={record} />
      </button>
    </li>
  )
}
