import { memo } from 'react'

import { useRecord } from '@/data/hooks'
import { sayAge } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { Owner } from '@/record/screen/Line'
import { KindIcon } from '@/ui/icon'

/** An item that awaits its verdict, and since when. */
export const QueueRow = memo(function QueueRow({ id }: { id: string }) {
  const r = useRecord(id)
  if (!r) return null
  return (
    <>
      <span className="flex min-w-0 items-center gap-2">
        <span className="min-w-0 flex-1 truncate font-medium">{r.title}</span>
        <Owner id={r.owner} />
      </span>
      <span className="flex min-w-0 items-center gap-2 text-12 text-text-muted">
        <KindIcon kind={r.kind} size={12} />
        <span className="keyed">{r.key}</span>
        {typeof r.doneAt === 'string' && <span className="tabular">{m.screens_acceptance_since({ age: sayAge(r.doneAt) })}</span>}
        {typeof r.estimate === 'number' && <span className="tabular">{m.screens_points({ count: r.estimate })}</span>}
      </span>
    </>
  )
})
