import { useState } from 'react'

import { useMember } from '@/data/hooks'
import { addMonths } from '@/ui/day'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { useAddressed } from '@/record/screen/shown'
import { useToday } from '@/record/screen/today'
import { Badge } from '@/ui/badge'
import { Button, IconButton } from '@/ui/button'
import { cx } from '@/ui/cx'
import { DatePicker } from '@/ui/date'
import { Switch } from '@/ui/input'
import { Select } from '@/ui/select'

import { PowerMap } from './PowerMap'
import { quadrantNames, quadrants, shownOf, stanceNames, stances, stanceTones, type Stakeholder, type StakeholderMap } from './stakeholder'
import { StakeholderPane } from './StakeholderPane'

interface MapViewProps {
  product: string
  map: StakeholderMap
  /** A day in the past; the map is then only looked at. */
  past?: string
  onChanged: () => void
}

/** The map with the list beside it, or one stakeholder in full. */
export function MapView({ product, map, past, onChanged }: MapViewProps) {
  const act = useAct()
  const [at, show] = useAddressed('at')
  const [stance, setStance] = useAddressed('stance')
  const [quadrant, setQuadrant] = useAddressed('quadrant')
  const [paths, setPaths] = useState(false)
  const shown = shownOf(map.items, { stance, quadrant })
  const one = map.items.find((s) => s.id === at)
  const move = async (s: Stakeholder, power: number, interest: number) => {
    await act('PATCH', `/stakeholders/${s.id}`, { power, interest }, m.stake_moved({ name: s.name }))
    onChanged()
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto lg:flex-row lg:overflow-hidden">
      <div className="quiet-scroll flex min-w-0 shrink-0 flex-col gap-2 p-4 lg:min-h-0 lg:flex-1 lg:overflow-y-auto">
        <div className="flex flex-wrap items-center gap-2">
          <Select size="sm" label={m.stake_stance()} value={stance ?? ''} onChange={(v) => setStance(v || undefined)} options={[{ value: '', label: m.stake_any_stance() }, ...stances.map((s) => ({ value: s as string, label: stanceNames[s]() }))]} />
          <Select size="sm" label={m.stake_quadrant()} value={quadrant ?? ''} onChange={(v) => setQuadrant(v || undefined)} options={[{ value: '', label: m.stake_any_quadrant() }, ...quadrants.map((q) => ({ value: q as string, label: quadrantNames[q]() }))]} />
          <Switch label={m.stake_paths()} checked={paths} onChange={setPaths} />
          <Day map={map} past={past} />
        </div>
        {shown.length === 0 && <p className="text-13 text-text-muted">{past && map.items.length === 0 ? m.stake_nobody_then() : m.stake_nobody_such()}</p>}
        <PowerMap all={shown} at={at} paths={paths} readOnly={Boolean(past)} onPick={show} onMove={move} />
      </div>
      <aside aria-label={one ? one.name : m.stake_list()} className="quiet-scroll flex min-w-0 shrink-0 flex-col border-t lg:w-96 lg:overflow-y-auto lg:border-t-0 lg:border-l">
        {one ? <StakeholderPane product={product} of={one} past={past} onChanged={onChanged} onClose={() => show(undefined)} /> : shown.map((s) => <Row key={s.id} of={s} onPick={() => show(s.id)} />)}
      </aside>
    </div>
  )
}

/** The day that is looked at, by the month or by itself. */
function Day({ map, past }: { map: StakeholderMap; past?: string }) {
  const today = useToday()
  const [, setOn] = useAddressed('on')
  const to = (day: string | null) => setOn(!day || day >= today ? undefined : day)
  const from = map.since ?? undefined
  return (
    <div role="group" aria-label={m.stake_day()} className="ml-auto flex items-center gap-1">
      <IconButton icon="chevron-left" label={m.stake_month_before()} size="sm" variant="ghost" onClick={() => to(addMonths(past ?? today, -1))} />
      <DatePicker label={m.stake_day()} value={past ?? today} onChange={to} max={today} min={past ? undefined : from} now={today} size="sm" />
      <IconButton icon="chevron-right" label={m.stake_month_after()} size="sm" variant="ghost" disabled={!past} onClick={() => past && to(addMonths(past, 1))} />
      {past && (
        <Button size="sm" onClick={() => setOn(undefined)}>
          {m.stake_today()}
        </Button>
      )}
    </div>
  )
}

function Row({ of: s, onPick }: { of: Stakeholder; onPick: () => void }) {
  const owner = useMember(s.owner)
  return (
    <button type="button" onClick={onPick} className={cx('flex min-w-0 flex-col gap-0.5 border-b px-4 py-2 text-left text-13 hover:bg-bg-hover')}>
      <span className="flex min-w-0 items-center gap-2">
        <span className="min-w-0 flex-1 truncate font-medium">{s.name}</span>
        <Badge tone={stanceTones[s.stance]}>{stanceNames[s.stance]()}</Badge>
      </span>
      <span className="min-w-0 truncate text-12 text-text-muted">{[s.title, s.account].filter(Boolean).join(', ')}</span>
      <span className="min-w-0 truncate text-12 text-text-muted">
        {quadrantNames[s.quadrant]()}
        {owner && ` · ${m.stake_looked_after({ name: owner.name })}`}
      </span>
    </button>
  )
}
