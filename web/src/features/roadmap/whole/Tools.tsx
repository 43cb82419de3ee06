import { useState } from 'react'

import { ZOOMS, type Zoom, zoomed, zoomOf } from '@/lib/scale'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { ExportMenu, type Seen } from '@/record/roadmap/ExportMenu'
import type { Scope } from '@/record/roadmap/scope'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { useToday } from '@/record/screen/today'
import { Button, IconButton } from '@/ui/button'
import { DatePicker } from '@/ui/date'
import { TextArea, TextInput } from '@/ui/input'
import { Toolbar } from '@/ui/layout'
import { Menu } from '@/ui/menu'
import { Select } from '@/ui/select'
import { Segmented } from '@/ui/tabs'

import { type Grouping, groupings, type Scenario, type Snapshot } from './plan'

export const groupWords: Record<Grouping, () => string> = {
  product: m.plan_by_product, objective: m.plan_by_objective, initiative: m.plan_by_initiative, release: m.plan_by_release, horizon: m.plan_by_horizon, owner: m.plan_by_owner,
}

interface ToolsProps {
  product: string
  scope: Scope
  seen: Seen
  state: Record<'by' | 'of' | 'scenario' | 'asof' | 'snapshot' | 'closed' | 'odds' | 'panel', string | undefined>
  set: (change: Record<string, string | undefined>) => void
  perDay: number
  zoom: (perDay: number) => void
  onToday: () => void
  scenarios: readonly Scenario[]
  snapshots: readonly Snapshot[]
  changes: number | undefined
  maySnap: boolean
}

export function Tools({ product, scope, seen, state, set, perDay, zoom, onToday, scenarios, snapshots, changes, maySnap }: ToolsProps) {
  const [asking, setAsking] = useState<'scenario' | 'rename' | 'snapshot' | 'day' | undefined>()
  const today = useToday()
  const then = state.asof ?? state.snapshot
  const act = useAct()
  const drop = async (s: Scenario) => {
    if (await act('DELETE', `/scenarios/${s.id}`, undefined, m.plan_scenario_thrown({ name: s.name }))) set({ scenario: undefined })
  }
  const current = scenarios.find((s) => s.id === state.scenario)
  const kept = snapshots.find((s) => s.id === state.snapshot)
  const forget = async (s: Snapshot) => {
    if (await act('DELETE', `/snapshots/${s.id}`, undefined, m.plan_snap_gone({ name: s.name }))) set({ snapshot: undefined })
  }
  return (
    <Toolbar label={m.views_timeline_tools()}>
      <Select size="sm" bare label={m.plan_scope()} value={scope.value} onChange={(v) => set({ of: v === 'here' ? undefined : v })} options={scope.options} />
      <Select size="sm" bare label={m.plan_by()} value={state.by ?? 'none'} onChange={(v) => set({ by: v === 'none' ? undefined : v })} options={[{ value: 'none', label: m.plan_by_none() }, ...groupings.map((g) => ({ value: g as string, label: groupWords[g]() }))]} />
      <Segmented size="sm" label={m.views_timeline_zoom()} value={named(perDay)} onChange={(z) => zoom(ZOOMS[z])} options={[{ value: 'weeks', label: m.views_timeline_weeks() }, { value: 'months', label: m.views_timeline_months() }, { value: 'quarters', label: m.views_timeline_quarters() }, { value: 'years', label: m.views_timeline_years() }]} />
      <IconButton size="sm" icon="zoom-out" label={m.views_timeline_zoom_out()} onClick={() => zoom(zoomed(perDay, -1))} />
      <IconButton size="sm" icon="zoom-in" label={m.views_timeline_zoom_in()} onClick={() => zoom(zoomed(perDay, 1))} />
      <Button size="sm" variant="ghost" onClick={onToday}>
        {m.views_timeline_today()}
      </Button>
      <span className="ml-auto flex flex-wrap items-center gap-1">
        <Button size="sm" variant="ghost" icon="telescope" aria-pressed={state.odds === '1'} onClick={() => set({ odds: state.odds === '1' ? undefined : '1' })}>
          {m.plan_show_odds()}
        </Button>
        <Button size="sm" variant="ghost" icon="history" aria-pressed={state.panel === 'changes'} onClick={() => set({ panel: state.panel === 'changes' ? undefined : 'changes', scenario: undefined })}>
          {changes ? m.plan_changes_count({ count: changes }) : m.plan_changes()}
        </Button>
        <Menu
          align="end"
          trigger={
            <Button size="sm" variant="ghost" icon="calendar" aria-pressed={!!then}>
              {state.asof ? m.plan_as_of({ day: sayDay(state.asof, today) }) : state.snapshot ? (kept?.name ?? m.plan_snapshot()) : m.plan_then()}
            </Button>
          }
          items={[
            { label: m.plan_now(), checked: !then, onSelect: () => set({ asof: undefined, snapshot: undefined }) },
            { label: m.plan_then_day(), onSelect: () => setAsking('day') },
            ...(snapshots.length ? (['separator', { heading: m.plan_snapshots() }] as const) : []),
            ...snapshots.map((s) => ({ label: s.name, checked: s.id === state.snapshot, onSelect: () => set({ snapshot: s.id, asof: undefined, scenario: undefined }) })),
            ...(maySnap && kept ? (['separator', { label: m.plan_snap_forget(), icon: 'trash-2', danger: true, onSelect: () => void forget(kept) }] as const) : []),
            ...(maySnap && !then ? (['separator', { label: m.plan_snap(), icon: 'plus', onSelect: () => setAsking('snapshot') }] as const) : []),
          ]}
        />
        <Menu
          align="end"
          trigger={
            <Button size="sm" variant={current ? 'primary' : 'default'} icon="git-branch">
              {current ? m.plan_scenario_of({ name: current.name }) : m.plan_what_if()}
            </Button>
          }
          items={[
            ...(current ? [{ label: m.plan_scenario_none(), icon: 'x', onSelect: () => set({ scenario: undefined }) }] : []),
            { label: m.plan_scenario_new(), icon: 'plus', onSelect: () => setAsking('scenario') },
            ...(current?.state === 'open' ? [{ label: m.plan_scenario_rename(), icon: 'pencil', onSelect: () => setAsking('rename') }] : []),
            ...(current && current.state === 'open' ? [{ label: m.plan_scenario_throw(), icon: 'trash-2', danger: true, onSelect: () => void drop(current) }] : []),
            ...(scenarios.length ? (['separator', { heading: m.plan_scenarios() }] as const) : []),
            ...scenarios.map((s) => ({ label: s.state === 'taken' ? m.plan_scenario_name_taken({ name: s.name }) : s.name, checked: s.id === state.scenario, onSelect: () => set({ scenario: s.id, asof: undefined, snapshot: undefined, panel: undefined }) })),
          ]}
        />
        <ExportMenu seen={seen} />
        <Menu align="end" trigger={<IconButton size="sm" icon="ellipsis" label={m.plan_more()} />} items={[{ label: m.plan_closed(), checked: state.closed === '1', onSelect: () => set({ closed: state.closed === '1' ? undefined : '1' }) }]} />
      </span>
      {asking === 'scenario' && <NameScenario product={product} from={current} onClose={() => setAsking(undefined)} onMade={(id) => set({ scenario: id, asof: undefined, snapshot: undefined, panel: undefined })} />}
      {asking === 'rename' && current && <RenameScenario scenario={current} onClose={() => setAsking(undefined)} />}
      {asking === 'snapshot' && <NameSnapshot product={product} onClose={() => setAsking(undefined)} />}
      {asking === 'day' && <ChooseDay today={today} onClose={() => setAsking(undefined)} onDay={(asof) => set({ asof, snapshot: undefined, scenario: undefined })} />}
    </Toolbar>
  )
}

function named(perDay: number): Zoom {
  const z = zoomOf(perDay)
  return z in ZOOMS ? (z as Zoom) : (Object.keys(ZOOMS) as Zoom[]).toSorted((a, b) => Math.abs(Math.log(ZOOMS[a] / perDay)) - Math.abs(Math.log(ZOOMS[b] / perDay)))[0]!
}

function NameScenario({ product, from, onMade, onClose }: { product: string; from: Scenario | undefined; onMade: (id: string) => void; onClose: () => void }) {
  const act = useAct()
  const [name, setName] = useState('')
  const [note, setNote] = useState('')
  const send = async () => {
    const done = await act<Scenario>('POST', '/scenarios', { product, name: name.trim(), note, from: from?.id }, m.plan_scenario_made({ name: name.trim() }))
    if (done && 'value' in done) onMade(done.value.id)
    if (done) onClose()
  }
  return (
    <Ask title={m.plan_scenario_new()} text={from ? m.plan_scenario_from({ name: from.name }) : m.plan_scenario_text()} action={m.plan_make()} ready={name.trim() !== ''} onSend={send} onClose={onClose}>
      <TextInput label={m.plan_name()} required value={name} onChange={setName} maxLength={120} placeholder={m.plan_scenario_example()} />
      <TextArea label={m.plan_note()} value={note} onChange={setNote} rows={2} autoGrow maxLength={4000} />
    </Ask>
  )
}

function RenameScenario({ scenario, onClose }: { scenario: Scenario; onClose: () => void }) {
  const act = useAct()
  const [name, setName] = useState(scenario.name)
  const [note, setNote] = useState(scenario.note)
  const send = async () => {
    if (await act('PATCH', `/scenarios/${scenario.id}`, { name: name.trim(), note }, m.plan_scenario_renamed({ name: name.trim() }))) onClose()
  }
  return (
    <Ask title={m.plan_scenario_rename()} action={m.plan_keep()} ready={name.trim() !== ''} onSend={send} onClose={onClose}>
      <TextInput label={m.plan_name()} required value={name} onChange={setName} maxLength={120} />
      <TextArea label={m.plan_note()} value={note} onChange={setNote} rows={2} autoGrow maxLength={4000} />
    </Ask>
  )
}

function NameSnapshot({ product, onClose }: { product: string; onClose: () => void }) {
  const act = useAct()
  const [name, setName] = useState('')
  const send = async () => {
    if (await act('POST', '/snapshots', { product, name: name.trim() }, m.plan_snapped({ name: name.trim() }))) onClose()
  }
  return (
    <Ask title={m.plan_snap()} text={m.plan_snap_text()} action={m.plan_keep()} ready={name.trim() !== ''} onSend={send} onClose={onClose}>
      <TextInput label={m.plan_name()} required value={name} onChange={setName} maxLength={120} />
    </Ask>
  )
}

function ChooseDay({ today, onDay, onClose }: { today: string; onDay: (day: string) => void; onClose: () => void }) {
  const [day, setDay] = useState<string | null>(null)
  const send = async () => {
    onDay(day!)
    onClose()
  }
  return (
    <Ask title={m.plan_then_day()} action={m.plan_show()} ready={!!day} onSend={send} onClose={onClose}>
      <DatePicker label={m.plan_day()} value={day} onChange={setDay} max={today} />
    </Ask>
  )
}
