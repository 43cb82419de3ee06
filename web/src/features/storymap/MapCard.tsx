import { memo, useCallback } from 'react'

import { Owner } from '@/record/screen/Line'
import { cx } from '@/ui/cx'
import { Icon, KindIcon, StateIcon } from '@/ui/icon'

import { dragsCard } from './drag'
import { CARD, COLUMN, PAD, type CardAt } from './layout'

interface Props {
  at: CardAt
  /** Where it stands, for those who do not see it. */
  place: string
  tabbable: boolean
  onFocus: (id: string) => void
}

/** One item on the map. */
export const MapCard = memo(
  function MapCard({ at: { card, x, y }, place, tabbable, onFocus }: Props) {
    const ref = useCallback((el: HTMLElement | null) => (el ? dragsCard(el, card) : undefined), [card])
    return (
      <li
        ref={ref}
        id={`map-${card.id}`}
        data-card={card.id}
        tabIndex={tabbable ? 0 : -1}
        aria-label={`${card.key} ${card.title}. ${place}`}
        onFocus={() => onFocus(card.id)}
        style={{ width: COLUMN - PAD, height: CARD, transform: `translate(${x}px, ${y}px)` }}
        className={cx('absolute top-0 left-0 flex cursor-grab flex-col rounded border px-2 py-1 text-12 [contain:strict] hover:border-line-strong focus-visible:z-10', card.category === 'closed' ? 'bg-bg' : 'bg-bg-raised')}
      >
        <span className="flex h-4.5 items-center gap-1 text-text-faint">
          <KindIcon kind={card.kind} size={12} className="text-text-faint" />
          <span className="keyed">{card.key}</span>
          {card.category === 'closed' ? <Icon name="badge-check" size={14} className="text-green" label={card.state} /> : <StateIcon category={card.category} label={card.state} />}
          <span className="ml-auto flex items-center gap-1">
            {card.estimate !== null && <span className="tabular rounded-sm bg-bg-hover px-1 text-text-muted">{card.estimate}</span>}
            {card.owner && <Owner id={card.owner} />}
          </span>
        </span>
        <span className="line-clamp-2 leading-4 text-text">{card.title}</span>
      </li>
    )
  },
  (a, b) => a.at.card === b.at.card && a.at.x === b.at.x && a.at.y === b.at.y && a.place === b.place && a.tabbable === b.tabbable,
)
