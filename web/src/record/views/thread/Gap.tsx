import { useData } from '@/data/hooks'
import { mayCreate } from '@/data/rights'
import type { Place } from '@/lib/layoutGraph'
import { m } from '@/locales/gen/messages.js'
import { kindName } from '@/record/fields/fields'
import { fillGap } from '@/record/page/FillGap'
import { useFind } from '@/record/screen/find'
import { Picker } from '@/ui/combobox'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'

import type { GapNode } from './graph'

interface GapProps {
  gap: GapNode
  place: Place
  here: boolean
  dim: boolean
  onFocus: (id: string) => void
}

/** A step that is missing; pressed, it is filled where it stands. */
export function Gap({ gap, place, here, dim, onFocus }: GapProps) {
  const data = useData()
  const { kinds } = gap.fill
  const search = useFind(kinds, gap.product ?? undefined)
  const kind = kinds[0]!
  const makes = !['sprint', 'release', 'metric'].includes(kind) && mayCreate(data, kind, gap.product).may !== 'no'
  return (
    <Picker
      label={m.views_thread_fill({ kinds: kinds.map((k) => kindName(k).toLowerCase()).join(', ') })}
      search={search}
      value={null}
      creatable={makes}
      onPick={(picked) => picked && void fillGap(data, gap.fill, gap.product, picked)}
      className="w-80"
      trigger={
        <button
          type="button"
          data-node={gap.id}
          tabIndex={here ? 0 : -1}
          onFocus={() => onFocus(gap.id)}
          className={cx('absolute flex items-center gap-2 rounded border border-dashed border-amber bg-bg px-2.5 text-left text-12 text-amber-text transition-[opacity] hover:bg-amber-soft', dim && 'opacity-35')}
          style={{ left: place.x, top: place.y, width: place.width, height: place.height }}
        >
          <Icon name="unlink" size={14} />
          <span className="line-clamp-2">{gap.why}</span>
        </button>
      }
    />
  )
}
