import { memo, useState } from 'react'

import { oddsOf } from '@/lib/measure'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { recordAddress, useLink } from '@/record/screen/address'
import { Owner } from '@/record/screen/Line'
import { useMay } from '@/record/screen/may'
import { sayScore, toneOf, useScore } from '@/record/screen/score'
import { useToday } from '@/record/screen/today'
import { Badge } from '@/ui/badge'
import { IconButton } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Icon, StateIcon } from '@/ui/icon'
import { Ring } from '@/ui/progress'
import { tip } from '@/ui/tooltip'

import { KeyResult } from './KeyResult'
import { NewBelow } from './NewBelow'
import { behind, type Row } from './tree'

interface ObjectiveBlockProps {
  row: Row
  product: string
  startsOpen: boolean
}

/** An objective with its key results: how far each has come, what it needs, how likely that is. */
export const ObjectiveBlock = memo(function ObjectiveBlock({ row: { node: n, depth }, product, startsOpen }: ObjectiveBlockProps) {
  const [open, setOpen] = useState(startsOpen)
  const [adding, setAdding] = useState(false)
  const { value } = useScore(open ? n.id : undefined)
  const may = useMay('objective.set', n.product).may !== 'no'
  const link = useLink()
  const today = useToday()
  const results = value?.keyResults ?? n.scored.keyResults
  const late = behind(n)
  return (
    <li className="border-b py-2" style={{ paddingLeft: `${depth * 1.5}rem` }}>
      <div className="group/row flex min-h-8 min-w-0 items-center gap-2">
        <IconButton size="sm" icon={open ? 'chevron-down' : 'chevron-right'} aria-expanded={open} label={(open ? m.objective_close : m.objective_open)({ name: n.title })} onClick={() => setOpen(!open)} />
        <Ring value={n.scored.score ?? n.below ?? 0} tone={toneOf(n.scored.colour || n.belowColour)} size={18} />
        <a {...link(recordAddress(n.key))} className="flex min-w-0 items-center gap-2 rounded hover:underline">
          <span className="keyed hidden text-text-faint sm:inline">{n.key}</span>
          <span className="truncate font-semibold">{n.title}</span>
        </a>
        <span className="hidden shrink-0 items-center gap-1.5 text-12 text-text-muted lg:flex">
          <StateIcon category={n.category} />
          {n.state}
        </span>
        {n.scored.ambition === 'aspirational' && <Badge tone="violet" className="max-sm:hidden">{m.screens_objective_aspirational()}</Badge>}
        {n.scored.ambition === 'committed' && <Badge className="max-sm:hidden">{m.objective_committed()}</Badge>}
        {depth > 0 && n.weight !== 1 && <span className="hidden text-12 text-text-muted md:inline">{m.objective_weight_is({ weight: n.weight })}</span>}
        <span className="ml-auto flex shrink-0 items-center gap-3">
          {may && <IconButton size="sm" icon="plus" label={m.objective_add_below({ name: n.title })} onClick={() => setAdding(true)} className="opacity-0 group-hover/row:opacity-100 focus-visible:opacity-100" />}
          {Boolean(n.endOn) && <span className="tabular hidden text-12 text-text-muted sm:block">{m.screens_objective_until({ day: sayDay(n.endOn, today) })}</span>}
          <Owner id={n.owner} />
          {late && (
            <span {...tip(m.objective_expected({ score: sayScore(n.expected) }))}>
              <Icon name="triangle-alert" size={14} className="text-amber" label={m.objective_behind()} />
            </span>
          )}
          {n.odds !== null && n.odds !== undefined && (
            <span className={cx('tabular hidden text-12 md:inline', n.odds < 0.3 ? 'font-medium text-amber-text' : 'text-text-muted')} {...tip(m.objective_odds_least({ odds: oddsOf(n.odds) }))}>
              {m.objective_odds({ odds: oddsOf(n.odds) })}
            </span>
          )}
          {n.below !== null && (
            <span className="tabular flex items-center gap-1 text-12 text-text-muted" {...tip(m.objective_below({ score: sayScore(n.below) }))}>
              <Icon name="list-tree" size={12} label={m.objective_below({ score: sayScore(n.below) })} />
              {sayScore(n.below)}
            </span>
          )}
          <span className="tabular w-8 text-right text-14 font-semibold">{sayScore(n.scored.score)}</span>
        </span>
      </div>
      {open && results.length === 0 && <p className="pl-7 text-12 text-text-muted">{m.screens_objective_no_results()}</p>}
      {open && (
        <ul>
          {results.map((kr) => (
            <KeyResult key={kr.id} objective={n.id} kr={kr} may={may} />
          ))}
        </ul>
      )}
      {adding && <NewBelow above={n} product={product} onClose={() => setAdding(false)} />}
    </li>
  )
})
