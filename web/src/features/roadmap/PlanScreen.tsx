/**
 * The roadmap as a whole: all lines over days, by product, objective, release or
 * what else they belong to; where dates are in conflict; what changed; what it
 * was like; and what might be.
 */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'

import { useData, useMe, useMembers } from '@/data/hooks'
import { rightTo } from '@/data/rights'
import { problemOf } from '@/data/types'
import { dayOf, isDay, perDayOf, rangeOf, scaleOf, zoomOf } from '@/lib/scale'
import type { Span } from '@/lib/scaleSpan'
import { numberOf } from '@/lib/scale'
import { m } from '@/locales/gen/messages.js'
import { whyRefused } from '@/record/fields/refusal'
import { type Promised, usePromises } from '@/record/promise/promise'
import { Beside } from '@/record/list/Beside'
import { useAct } from '@/record/screen/act'
import { recordAddress, useGo } from '@/record/screen/address'
import { useMay } from '@/record/screen/may'
import { useScope } from '@/record/roadmap/scope'
import { NewButton } from '@/record/screen/NewButton'
import { useRecords } from '@/record/screen/records'
import { Screen } from '@/record/screen/Screen'
import { useProduct, useToday } from '@/record/screen/today'
import { Drafts, Steps } from '@/record/views/common/drafts'
import { Viewport } from '@/record/views/timeline/viewport'
import { SkeletonRows } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'
import { toast } from '@/ui/toast'

import { changeWords, ChangesPanel } from './whole/ChangesPanel'
import { EffectPanel } from './whole/EffectPanel'
import { decisionsOn, type Grouping, groupings, type Line, over, type Ripple, rowsOf, type Tie } from './whole/plan'
import { useChanges, useEffectOf, useLineChances, usePlan, useScenarios, useSnapshots } from './whole/queries'
import { type Pending, RippleAsk } from './whole/RippleAsk'
import { Timeline } from './whole/Timeline'
import { Tools } from './whole/Tools'
import { type Whole, WholeContext } from './whole/view'

const mays = { act: 'yes', propose: 'propose', no: 'no' } as const
const names = ['by', 'of', 'scenario', 'asof', 'snapshot', 'closed', 'odds', 'panel', 'zoom', 'open'] as const
type State = Record<(typeof names)[number], string | undefined>

export function PlanScreen({ product }: { product: string }) {
  const [state, set] = useShownState()
  const data = useData()
  const act = useAct()
  const go = useGo()
  const today = useToday()
  const here = useProduct(product)
  const right = useMay('roadmap.place', here?.id)
  const chosen = useScope(product, state.of)
  const scope = { product: chosen.product, portfolio: chosen.portfolio }
  const then = { asOf: isDay(state.asof) ? state.asof : undefined, snapshot: state.snapshot }
  const past = !!(then.asOf || then.snapshot)
  const asked = usePlan({ ...scope, ...then })
  const scenarios = useScenarios(product).value ?? []
  const snapshots = useSnapshots(product).value ?? []
  const effect = useEffectOf(past ? undefined : state.scenario)
  const chances = useLineChances(scope, state.odds === '1' && !past)
  const promises = usePromises(past ? undefined : { product: scope.product })
  const changes = useChanges(true, past ? { ...scope, ...then } : scope)
  const [pending, setPending] = useState<Pending>()
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const name = useGroupNames(asked.value?.lines, asked.value?.ties, state.by)

  const plan = asked.value
  const by = groupings.includes(state.by as Grouping) ? (state.by as Grouping) : undefined
  const rows = useMemo(() => {
    if (!plan) return []
    const lines = state.closed === '1' || past ? plan.lines : plan.lines.filter((l) => !over(l))
    return rowsOf({ lines, ties: plan.ties }, by, name, folded)
  }, [plan, by, name, folded, state.closed, past])

  const decision = useMemo(() => decisionsOn(plan ?? { lines: [], ties: [] }), [plan])
  const rightOn = (line: Line) => rightTo(data, decision(line), line.product)
  const inScenario = !past && state.scenario ? scenarios.find((s) => s.id === state.scenario) : undefined
  const move = async (line: Line, to: Span) => {
    if (inScenario) return void (await act('PATCH', `/scenarios/${inScenario.id}`, { lines: [{ id: line.id, ...given(to) }] }, m.plan_scenario_put()))
    try {
      const ripple = await data.client.get<Ripple>(`/roadmap/ripple?${new URLSearchParams({ id: line.id, ...given(to) })}`)
      if (ripple.moves.length > 0) return setPending({ line, to, ripple })
    } catch (e) {
      return void toast({ text: whyRefused(problemOf(e)), tone: 'red' })
    }
    await send(line, to, true)
  }
  const send = (line: Line, to: Span, alone: boolean) => act('POST', '/roadmap/move', { lines: [{ id: line.id, ...given(to) }], alone }, m.plan_moved({ key: line.key }))
  const whole = useWholeOf(state, set, rows.length > 0 ? plan?.lines : undefined, today, {
    move, moved: effect.value, conflicts: plan?.conflicts, chances: chances.value?.items, promises: promises.value?.items, changed: state.panel === 'changes' || past ? changes.value?.items : undefined,
    may: (line) => (past || over(line) || (inScenario && inScenario.state !== 'open') ? 'no' : inScenario ? 'yes' : mays[rightOn(line).may]),
  })
  const seen = () => act('POST', '/roadmap/look', scope, m.plan_marked(), { final: true }).then(() => changes.retry())
  return (
    <Screen
      title={m.plan_title()}
      note={plan && [m.plan_lines({ count: plan.lines.length }), plan.conflicts.length > 0 && m.plan_conflicts({ count: plan.conflicts.length }), plan.more && m.plan_too_many()].filter(Boolean).join(' · ')}
      actions={!past && <NewButton kind="milestone" product={product} />}
    >
      <Tools
        product={product}
        scope={chosen}
        seen={{ ...scope, ...then, scenario: inScenario?.id, group: by, odds: state.odds === '1' && !past, milestones: true, q: state.closed === '1' || past ? undefined : 'category:todo,doing', title: `${m.plan_title()}: ${chosen.title}` }}
        state={state}
        set={set}
        perDay={whole.scale.perDay}
        zoom={(perDay) => {
          whole.viewport.keep(undefined, perDay)
          set({ zoom: zoomOf(perDay) })
        }}
        onToday={() => whole.viewport.show(numberOf(today))}
        scenarios={scenarios}
        snapshots={snapshots}
        changes={past ? undefined : changes.value?.items.length}
        maySnap={right.may !== 'no'}
      />
      {past && <p className="border-b bg-amber-soft px-4 py-1 text-13 text-amber-text">{m.plan_past()}</p>}
      {inScenario && inScenario.state === 'open' && <p className="border-b bg-violet-soft px-4 py-1 text-13 text-violet-text">{m.plan_scenario_hint({ name: inScenario.name })}</p>}
      {asked.error && plan && <p className="px-4 py-1 text-12 text-amber-text">{m.flow_stale({ why: asked.error.detail })}</p>}
      <div className="relative flex min-h-0 flex-1">
        <div className="flex min-h-0 min-w-0 flex-1 flex-col">
          {!plan && (asked.error ? <ErrorState title={m.plan_failed()} text={asked.error.detail} onRetry={asked.retry} /> : <SkeletonRows />)}
          {plan && rows.length === 0 && <EmptyState icon="chart-gantt" title={past ? m.plan_empty_then() : m.plan_empty()} text={past ? undefined : m.plan_empty_text()} action={!past && <NewButton kind="feature" product={product} primary />} />}
          {plan && rows.length > 0 && (
            <WholeContext value={whole}>
              <Timeline
                rows={rows}
                ties={plan.ties}
                folded={folded}
                onFold={(group) =>
                  setFolded((was) => {
                    const next = new Set(was)
                    if (!next.delete(group)) next.add(group)
                    return next
                  })
                }
              />
            </WholeContext>
          )}
        </div>
        {state.open ? (
          <Beside id={state.open} onClose={() => set({ open: undefined })} onOpen={(open) => set({ open })} onOpenPage={(id) => go(recordAddress(id))} onStep={() => undefined} />
        ) : (
          <>
            {inScenario && <EffectPanel asked={effect} rightOn={rightOn} onClose={() => set({ scenario: undefined })} />}
            {state.panel === 'changes' && !inScenario && <ChangesPanel changes={changes.value} error={changes.error?.detail} retry={changes.retry} looked={!past} onSeen={() => void seen()} onClose={() => set({ panel: undefined })} />}
          </>
        )}
      </div>
      {pending && (
        <RippleAsk
          pending={pending}
          rightOn={rightOn}
          onClose={() => setPending(undefined)}
          onSend={async (alone) => {
            if (await send(pending.line, pending.to, alone)) setPending(undefined)
          }}
        />
      )}
    </Screen>
  )
}

/** The ends that there are. */
const given = (s: Span): Record<string, string> => ({ ...(s.start && { start: s.start }), ...(s.end && { end: s.end }) })

function useShownState(): [State, (change: Record<string, string | undefined>) => void] {
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Record<string, unknown>
  const state = Object.fromEntries(names.map((n) => [n, search[n] === undefined ? undefined : String(search[n])])) as State
  return [state, (change) => void navigate({ to: '.', search: ((s: object) => ({ ...s, ...change })) as never, replace: true })]
}

/** What groups are called: by the lines that they are of, products, people or words. */
function useGroupNames(lines: readonly Line[] | undefined, ties: readonly Tie[] | undefined, by: string | undefined): (group: string) => string {
  const me = useMe()
  const members = useMembers()
  const known = useMemo(() => new Set([...me.products.map((p) => p.id), ...members.map((p) => p.id), ...(lines ?? []).map((l) => l.id)]), [me.products, members, lines])
  const strange = useMemo(() => [...new Set((ties ?? []).flatMap((t) => (t.type === 'serves' && !known.has(t.to) ? [t.to] : [])))], [ties, known])
  const records = useRecords(strange)
  return useMemo(() => {
    const named = new Map<string, string>([...me.products.map((p) => [p.id, p.title] as const), ...members.map((p) => [p.id, p.name] as const), ...[...(lines ?? []), ...records].map((l) => [l.id, `${l.key} ${l.title}`] as const)])
    const words: Record<string, string> = { now: m.screens_horizon_now(), next: m.screens_horizon_next(), later: m.screens_horizon_later() }
    return (group: string) => {
      if (!group) return by === 'product' ? m.plan_workspace() : m.plan_none()
      if (words[group]) return words[group]
      return named.get(group) ?? '…'
    }
  }, [me.products, members, lines, records, by])
}

interface Parts {
  move: (line: Line, to: Span) => void
  moved: { puts: { id: string; to: Span }[]; moves: { id: string; to: Span }[] } | undefined
  conflicts: readonly { from: string; to: string; days: number }[] | undefined
  chances: readonly { id: string }[] | undefined
  promises: readonly Promised[] | undefined
  changed: readonly { id: string; what: string[] }[] | undefined
  may: Whole['may']
}

/** All that bars need, with the axis: it holds every day that something stands on. */
function useWholeOf(state: State, set: (change: Record<string, string | undefined>) => void, lines: readonly Line[] | undefined, today: string, parts: Parts): Whole {
  const [own] = useState(() => {
    const drafts = new Drafts<Span>()
    const late: { move: (id: string, span: Span) => void } = { move: () => undefined }
    return { viewport: new Viewport(), drafts, late, steps: new Steps<Span>(drafts, (id, _, after) => late.move(id, after)) }
  })
  own.late.move = (id, span) => {
    const line = lines?.find((l) => l.id === id)
    if (line) parts.move(line, span)
  }
  const perDay = perDayOf(state.zoom)
  own.viewport.onZoom = (by, x) => {
    const next = by > 0 ? perDay * 1.5 : perDay / 1.5
    own.viewport.keep(x, perDayOf(String(next)))
    set({ zoom: zoomOf(perDayOf(String(next))) })
  }
  const [from, to] = useMemo(() => {
    const days = [today, ...(lines ?? []).flatMap((l) => [l.startOn, l.endOn]), ...(parts.promises ?? []).map((p) => p.dueOn)].filter(isDay).toSorted()
    // What lies ten years off would make the axis endless; it is beyond the edge.
    const far = (day: string, by: number) => (by < 0 ? day < dayOf(numberOf(today) + by) : day > dayOf(numberOf(today) + by)) ? dayOf(numberOf(today) + by) : day
    const range = rangeOf([far(days[0]!, -3650), far(days.at(-1)!, 3650)], Math.ceil(1400 / perDay))
    return [range.from, range.to]
  }, [lines, parts.promises, today, perDay])
  const scale = useMemo(() => scaleOf(from, to, perDay), [from, to, perDay])
  const moved = useMemo(() => new Map<string, { to: Span; put: boolean }>([...(parts.moved?.moves ?? []).map((x) => [x.id, { to: x.to, put: false }] as const), ...(parts.moved?.puts ?? []).map((x) => [x.id, { to: x.to, put: true }] as const)]), [parts.moved])
  const conflicts = useMemo(() => {
    const key = new Map((lines ?? []).map((l) => [l.id, l.key]))
    return new Map((parts.conflicts ?? []).map((c) => [c.to, m.plan_conflict({ to: key.get(c.to) ?? '…', from: key.get(c.from) ?? '…', days: c.days })]))
  }, [parts.conflicts, lines])
  const chances = useMemo(() => new Map((parts.chances ?? []).map((c) => [c.id, c as never])), [parts.chances])
  const changed = useMemo(() => new Map((parts.changed ?? []).map((c) => [c.id, c.what.map((w) => changeWords[w]?.() ?? w).join(', ')])), [parts.changed])
  const promised = useMemo(() => {
    const out = new Map<string, Promised[]>()
    const shown = new Set((lines ?? []).map((l) => l.id))
    for (const p of parts.promises ?? []) for (const k of p.keptBy) if (!k.dropped && shown.has(k.id)) out.set(k.id, [...(out.get(k.id) ?? []), p])
    return out
  }, [parts.promises, lines])
  const { move, may } = parts
  const open = useMemo(() => (key: string) => set({ open: key }), [set])
  return { viewport: own.viewport, drafts: own.drafts, steps: own.steps, scale, today, moved, conflicts, chances, promised, changed, may, onMove: move, open }
}

