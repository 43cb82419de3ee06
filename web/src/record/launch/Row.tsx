import { useMe } from '@/data/hooks'
import { sayDay, sayDistance } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { useLink } from '@/record/screen/address'
import { Owner } from '@/record/screen/Line'
import { Badge } from '@/ui/badge'
import { Icon } from '@/ui/icon'

import { type LaunchLine, tierName } from './launch'
import { Stands } from './Stands'

/** A launch in one line, leading to its plan. */
export function LaunchRow({ line: l, today, of, brief }: { line: LaunchLine; today: string; of: string; brief?: boolean }) {
  const link = useLink()
  const day = l.launchedOn ?? l.day
  // Among those of several products each opens in its own.
  const home = useMe().products.find((p) => p.id === l.product)?.key ?? of
  return (
    <a {...link(`/p/${home}/launches/${l.key}`)} className="-mx-2 flex min-h-8 min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5 rounded px-2 py-1 hover:bg-bg-hover">
      <Icon name="megaphone" size={14} className="text-text-muted" />
      {!brief && <span className="keyed shrink-0 text-text-faint">{l.key}</span>}
      <span className="min-w-0 flex-1 basis-40 truncate">{l.title}</span>
      {!brief && <Badge>{tierName(l.tier)}</Badge>}
      {l.readiness.percent !== null && l.category !== 'closed' && !l.launchedOn && <span className="tabular shrink-0 text-12 text-text-muted">{m.launch_percent({ percent: l.readiness.percent })}</span>}
      <Stands stands={l.readiness.stands} />
      {day && (
        <span className="tabular shrink-0 text-12 text-text-muted" title={sayDistance(day, today)}>
          {sayDay(day, today)}
        </span>
      )}
      {!brief && <Owner id={l.owner} />}
    </a>
  )
}
