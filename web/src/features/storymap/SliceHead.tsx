import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { recordAddress, useLink } from '@/record/screen/address'
import { useToday } from '@/record/screen/today'
import { Badge } from '@/ui/badge'
import { Icon } from '@/ui/icon'
import { tip } from '@/ui/tooltip'

import type { Band } from './layout'
import { namesOf, type Aim, type StoryMap } from './map'

interface Props {
  map: StoryMap
  band: Band
  /** How many cards are for later. */
  later: number
  top: number
  side: number
}

/** What a slice is: its release, what for, by which number, and what it lacks. */
export function SliceHead({ map, band, later, top, side }: Props) {
  const link = useLink()
  const today = useToday()
  const { slice } = band
  return (
    <section aria-label={slice ? m.refine_map_slice({ name: slice.title }) : m.refine_map_later()} className="absolute flex flex-col gap-1 overflow-hidden border-r border-b-2 border-line-strong bg-bg px-3 py-2" style={{ top, width: side, height: band.height }}>
      {!slice && (
        <>
          <h2 className="text-13 font-semibold">{m.refine_map_later()}</h2>
          <p className="text-12 text-text-muted">{m.refine_map_slice_cards({ count: later })}</p>
        </>
      )}
      {slice && (
        <>
          <h2 className="line-clamp-2 shrink-0 text-13 font-semibold">
            <a {...link(recordAddress(slice.key))} className="hover:underline">
              {slice.title}
            </a>
          </h2>
          <p className="tabular shrink-0 text-12 text-text-muted">{[m.refine_map_slice_cards({ count: slice.cards }), slice.releasedOn ? m.refine_map_out({ day: sayDay(slice.releasedOn, today) }) : slice.dueOn ? m.refine_map_due({ day: sayDay(slice.dueOn, today) }) : m.refine_map_no_day()].join(' · ')}</p>
          {slice.skeleton && (
            <Badge tone="green" icon="circle-check" className="self-start">
              {m.refine_map_skeleton()}
            </Badge>
          )}
          {slice.gaps.length > 0 && (
            <p className="flex gap-1 text-12 text-amber-text" {...tip(m.refine_map_gap_why())}>
              <Icon name="triangle-alert" size={14} className="mt-px shrink-0" />
              <span className="line-clamp-2">{m.refine_map_gap({ activities: namesOf(map, slice.gaps) })}</span>
            </p>
          )}
          {slice.cards > 0 && (
            <>
              <AimLine aims={slice.outcomes} icon="target" none={m.refine_map_no_outcome()} say={m.refine_map_outcome} />
              <AimLine aims={slice.metrics} icon="chart-line" none={m.refine_map_no_metric()} say={m.refine_map_metric} />
            </>
          )}
        </>
      )}
    </section>
  )
}

function AimLine({ aims, icon, none, say }: { aims: readonly Aim[]; icon: string; none: string; say: (x: { name: string }) => string }) {
  const link = useLink()
  const first = aims[0]
  return (
    <p className="flex h-6 min-w-0 shrink-0 items-center gap-1 text-12 text-text-muted">
      <Icon name={icon} size={13} className={first ? 'shrink-0 text-text-faint' : 'shrink-0 text-amber'} />
      {first ? (
        <a {...link(recordAddress(first.key))} aria-label={say({ name: first.title })} className="truncate leading-6 hover:underline" {...tip(aims.map((a) => a.title).join('; '))}>
          {first.title}
        </a>
      ) : (
        <span className="truncate">{none}</span>
      )}
    </p>
  )
}
