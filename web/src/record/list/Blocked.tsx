import { memo, useMemo } from 'react'

import { useLinks } from '@/data/hooks'
import type { Link } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { useRecs } from '@/record/views/common/lists'
import { Icon } from '@/ui/icon'
import { tip } from '@/ui/tooltip'

export const blockersOf = (links: readonly Link[] | undefined, id: string): string[] => links?.flatMap((l) => (l.type === 'blocks' && l.to === id ? [l.from] : [])) ?? []

/** A mark on what waits for something that is not closed. */
export const Blocked = memo(function Blocked({ id }: { id: string }) {
  const links = useLinks(id)
  const blockers = useMemo(() => blockersOf(links, id), [links, id])
  return blockers.length > 0 ? <By ids={blockers} /> : null
})

function By({ ids }: { ids: readonly string[] }) {
  const open = useRecs(ids).filter((r) => r !== undefined && r.category !== 'closed' && !r.archivedAt)
  if (open.length === 0) return null
  const said = m.views_list_blocked_by({ what: open.map((r) => r!.key).join(', ') })
  return (
    <span className="inline-flex shrink-0 text-red" {...tip(said)}>
      <Icon name="ban" size={13} label={said} />
    </span>
  )
}
