import { useState } from 'react'

import { address } from '@/data/client'
import { useAsk } from '@/data/hooks'
import type { Right } from '@/data/rights'
import type { Proposal } from '@/data/types'
import { oddsOf } from '@/lib/measure'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { proposes } from '@/record/fields/editor-options'
import { leastOf } from '@/record/fields/editor-right'
import { useRecordLink } from '@/record/page/opener'
import { useAct } from '@/record/screen/act'
import { useToday } from '@/record/screen/today'
import { spanText } from '@/record/views/timeline/labels'
import { Button, IconButton } from '@/ui/button'
import { DatePicker } from '@/ui/date'
import { Skeleton } from '@/ui/skeleton'
import { ErrorState } from '@/ui/state'
import { tip } from '@/ui/tooltip'

import type { Effect, Line, Move, Scenario } from './plan'
import type { useEffectOf } from './queries'

interface EffectPanelProps {
  asked: ReturnType<typeof useEffectOf>
  /** What one may do about the days of a line. */
  rightOn: (line: Line) => Right
  onClose: () => void
}

/** What a scenario would do: what it puts elsewhere, what follows, what is left, and the odds of each. */
export function EffectPanel({ asked, rightOn, onClose }: EffectPanelProps) {
  const act = useAct()
  const [busy, setBusy] = useState(false)
  const e = asked.value
  const waits = useProposed(e?.scenario)
  if (!e) return <Side onClose={onClose}>{asked.error ? <ErrorState title={m.plan_scenario_failed()} text={asked.error.detail} onRetry={asked.retry} /> : <Skeleton width="100%" height={200} />}</Side>
  const { scenario } = e
  const open = scenario.state === 'open'
  const line = (id: string) => e.lines.find((l) => l.id === id)
  // It is taken as one: with a single line that others decide on, all of it is proposed.
  const right = leastOf([...e.puts, ...e.moves].flatMap((x) => line(x.id) ?? []).map(rightOn))
  const put = (lines: object[]) => act('PATCH', `/scenarios/${scenario.id}`, { lines }, m.plan_scenario_put())
  const leave = (id: string) => act('PATCH', `/scenarios/${scenario.id}`, { back: [id] }, m.plan_scenario_left())
  const take = async () => {
    setBusy(true)
    await act('POST', `/scenarios/${scenario.id}/take`, {}, m.plan_scenario_taken({ name: scenario.name })).finally(() => setBusy(false))
  }
  return (
    <Side title={scenario.name} onClose={onClose}>
      {scenario.note && <p className="text-13 text-text-muted">{scenario.note}</p>}
      {!open && <p className="rounded bg-green-soft px-2 py-1 text-13">{m.plan_scenario_is_taken()}</p>}
      {waits && <p className="rounded bg-blue-soft px-2 py-1 text-13">{m.plan_scenario_waits()}</p>}
      {e.stale.length > 0 && (
        <List title={m.plan_stale()}>
          {e.stale.map((s) => (
            <li key={s.id} className="flex flex-wrap items-center gap-2 py-1 text-13">
              <span>{m.plan_stale_why({ what: line(s.id)?.key ?? '…', why: staleWords[s.why]() })}</span>
              {open && s.why === 'moved' && (
                <Button size="sm" onClick={() => void put([{ id: s.id, ...daysOf(scenario.puts.find((p) => p.line === s.id)?.to) }])}>
                  {m.plan_stale_anew()}
                </Button>
              )}
              {open && (
                <Button size="sm" onClick={() => void leave(s.id)}>
                  {m.plan_stale_leave()}
                </Button>
              )}
            </li>
          ))}
        </List>
      )}
      {e.puts.length === 0 ? (
        <p className="text-13 text-text-muted">{m.plan_scenario_empty()}</p>
      ) : (
        <List title={m.plan_puts({ count: e.puts.length })}>
          {e.puts.map((p) => (
            <MoveRow key={p.id} move={p} line={line(p.id)} effect={e} onPut={open ? (end) => void put([{ id: p.id, end }]) : undefined} onLeave={open ? () => void leave(p.id) : undefined} />
          ))}
        </List>
      )}
      {e.moves.length > 0 && (
        <List title={m.plan_ripple({ count: e.moves.length })}>
          {e.moves.map((p) => (
            <MoveRow key={p.id} move={p} line={line(p.id)} effect={e} because={p.because.map((id) => line(id)?.key ?? '…').join(', ')} />
          ))}
        </List>
      )}
      {e.left.length > 0 && (
        <List title={m.plan_left({ count: e.left.length })}>
          {e.left.map((c) => (
            <li key={c.from + c.to} className="py-0.5 text-13 text-red-text">
              {m.plan_conflict({ to: line(c.to)?.key ?? '…', from: line(c.from)?.key ?? '…', days: c.days })}
            </li>
          ))}
        </List>
      )}
      {e.cycles.map((ring) => (
        <p key={ring.join()} className="text-13 text-red-text">
          {m.plan_ring({ lines: ring.map((id) => line(id)?.key ?? '…').join(', ') })}
        </p>
      ))}
      <p className="text-12 text-text-muted">{e.rule}</p>
      {open && (
        <div className="sticky bottom-0 -mx-4 border-t bg-bg px-4 py-3">
          <Button variant="primary" busy={busy} disabled={waits || e.puts.length === 0 || e.stale.length > 0 || right.may === 'no'} {...tip(proposes(right))} onClick={() => void take()}>
            {right.may === 'propose' ? m.plan_propose_take() : m.plan_take({ count: e.puts.length + e.moves.length })}
          </Button>
        </div>
      )}
    </Side>
  )
}

/** Whether somebody has proposed to take a scenario, and nobody has answered yet. */
function useProposed(scenario: Scenario | undefined): boolean {
  const path = scenario?.state === 'open' ? address('/proposals', { state: 'open', limit: 200, product: scenario.product }) : undefined
  const { value } = useAsk<{ items: Proposal[] }>(path, ['proposal'])
  return !!path && !!value?.items.some((p) => p.operation === 'scenario.take' && (p.input as { id?: string }).id === scenario?.id)
}

const staleWords = { moved: m.plan_stale_moved, over: m.plan_stale_over, gone: m.plan_stale_gone }

const daysOf = (span: { start: string | null; end: string | null } | undefined) => ({ start: span?.start ?? undefined, end: span?.end ?? undefined })

function Side({ title, onClose, children }: { title?: string; onClose: () => void; children: React.ReactNode }) {
  return (
    <aside aria-label={title ?? m.plan_scenario()} className="quiet-scroll flex w-full shrink-0 flex-col gap-3 overflow-y-auto border-l bg-bg px-4 pt-3 max-md:absolute max-md:inset-0 max-md:z-40 md:w-92">
      <div className="flex items-center gap-2">
        <h2 className="min-w-0 grow truncate text-14 font-semibold">{title ?? m.plan_scenario()}</h2>
        <IconButton icon="x" label={m.plan_close()} onClick={onClose} />
      </div>
      {children}
    </aside>
  )
}

export { Side }

export function List({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 className="text-12 font-semibold text-text-muted">{title}</h3>
      <ul className="divide-y">{children}</ul>
    </section>
  )
}

interface MoveRowProps {
  move: Move
  line: Line | undefined
  effect: Effect
  because?: string
  onPut?: (end: string) => void
  onLeave?: () => void
}

function MoveRow({ move, line, effect, because, onPut, onLeave }: MoveRowProps) {
  const today = useToday()
  const link = useRecordLink()
  const c = effect.odds.find((o) => o.id === move.id)
  if (!line) return null
  return (
    <li className="py-1.5 text-13">
      <div className="flex items-start gap-2">
        <a {...link(line.key)} className="min-w-0 grow hover:underline">
          <span className="text-text-muted">{line.key}</span> {line.title}
        </a>
        <span className="tabular shrink-0">{move.days > 0 ? m.plan_later({ days: move.days }) : move.days < 0 ? m.plan_earlier({ days: -move.days }) : ''}</span>
        {onLeave && <IconButton size="sm" icon="undo-2" label={m.plan_leave({ key: line.key })} onClick={onLeave} />}
      </div>
      <p className="tabular text-12 text-text-muted">
        {spanText(move.from, today) || m.plan_undated()} → {spanText(move.to, today)}
      </p>
      {because && <p className="text-12 text-text-muted">{m.plan_because({ what: because })}</p>}
      {c && (
        <p className="tabular text-12">
          {m.plan_odds({ before: c.before === null ? '–' : oddsOf(c.before), after: c.after === null ? '–' : oddsOf(c.after) })}
          {c.likely && <span className="text-text-muted"> · {m.flow_odds({ day: sayDay(c.likely, today) })}</span>}
        </p>
      )}
      {onPut && (
        <div className="mt-1 w-40">
          <DatePicker label={m.plan_ends({ key: line.key })} value={move.to.end ?? null} onChange={(day: string | null) => day && onPut(day)} />
        </div>
      )}
    </li>
  )
}
