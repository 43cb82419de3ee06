/** A feature's bet on its page: what is predicted, what it rests on, what the number did, and how it came out. */
import { useState } from 'react'

import { useAsk, useData, useRight } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { money, number } from '@/lib/measure'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { proposes } from '@/record/fields/editor-options'
import { FieldGrid } from '@/record/fields/field-grid'
import { kindCount } from '@/record/page/kindCount'
import { useRecordLink } from '@/record/page/opener'
import { useToday } from '@/record/screen/today'
import { tellOutcome } from '@/record/screen/act'
import { Badge } from '@/ui/badge'
import { Button } from '@/ui/button'
import { Chart } from '@/ui/chart'
import { KindIcon } from '@/ui/icon'
import { SectionHeader } from '@/ui/layout'
import { Callout } from '@/ui/state'
import { tip } from '@/ui/tooltip'

import { Assumptions } from './Assumptions'
import { outcomeName, sayChange, sayRange, standsLook, standsName, type Shown } from './bet'
import { BetRange } from './BetRange'
import { SettleBet } from './SettleBet'

const heard = ['feature', 'metric', 'metric_point', 'link', 'feedback', 'insight', 'risk']

/** The fields of the bet, in the order in which one thinks of them. */
const told = ['betMetric', 'betLow', 'betHigh', 'betIn', 'betOn', 'betOdds', 'effortLow', 'effortHigh', 'costLimit', 'costIn']

export function BetParts({ record }: { record: Rec }) {
  const asked = useAsk<Shown>(`/features/${record.id}/bet`, heard)
  const [settling, setSettling] = useState(false)
  const right = useRight(record, 'title')
  const bet = asked.value
  const may = right.may !== 'no' && !record.archivedAt
  const over = bet?.stands === 'hit' || bet?.stands === 'missed'
  return (
    <section aria-label={m.bets_bet()} className="flex flex-col gap-3">
      <SectionHeader
        title={m.bets_bet()}
        actions={
          <>
            {bet && (
              <Badge tone={standsLook[bet.stands].tone} icon={standsLook[bet.stands].icon}>
                {standsName[bet.stands]()}
              </Badge>
            )}
            {bet && may && !over && bet.released && bet.stands !== 'incomplete' && (
              <Button size="sm" variant={bet.stands === 'due' ? 'primary' : 'default'} {...tip(proposes(right))} onClick={() => setSettling(true)}>
                {m.bets_settle()}
              </Button>
            )}
          </>
        }
      />
      {asked.status === 'error' && !bet && (
        <Button size="sm" variant="ghost" icon="refresh-cw" onClick={asked.retry}>
          {m.bets_failed()}
        </Button>
      )}
      <FieldGrid record={record} names={told} />
      {bet && bet.stands === 'incomplete' && <p className="text-13 text-text-muted">{m.bets_incomplete_text()}</p>}
      {bet && <Seen bet={bet} />}
      {bet?.offer && may && !over && <Correction record={record} offer={bet.offer} />}
      {bet && <Ground bet={bet} />}
      <Assumptions record={record} />
      {settling && bet && <SettleBet bet={bet} proposes={proposes(right)} onClose={() => setSettling(false)} />}
    </section>
  )
}

/** What the number did, as a picture, a chart and a sentence. */
function Seen({ bet }: { bet: Shown }) {
  const today = useToday()
  if (bet.hidden) return <p className="text-13 text-text-muted">{bet.says.why}</p>
  const o = bet.observed
  const over = bet.stands === 'hit' || bet.stands === 'missed'
  return (
    <>
      {over && (
        <Callout tone={bet.stands === 'hit' ? 'green' : 'red'} title={m.bets_came_out({ outcome: outcomeName[bet.outcome]!(), change: sayChange(bet.change, bet) })}>
          {bet.reason || bet.says.why}
        </Callout>
      )}
      {!over && bet.outcome === 'too early' && <p className="text-13 text-text-muted">{m.bets_was_put_off({ day: sayDay(bet.on, today), reason: bet.reason })}</p>}
      {!over && bet.released && bet.says.why && (
        <p className="text-13">
          <span className="font-medium">{bet.says.outcome ? m.bets_number_says_now({ outcome: outcomeName[bet.says.outcome]!().toLowerCase() }) : ''}</span> {bet.says.why}
        </p>
      )}
      {bet.low !== null && <BetRange bet={bet} className="max-w-md" />}
      {o && o.change !== null && (
        <p className="text-12 text-text-muted" title={bet.rule}>
          {m.bets_compared({ change: sayChange(o.change, bet), range: sayRange(o.low, o.high, bet), before: o.beforePoints, after: o.afterPoints })}
        </p>
      )}
      {bet.points.length > 1 && bet.released && (
        <Chart
          type="line"
          label={bet.name}
          height={180}
          categories={bet.points.map((p) => p.on)}
          series={[{ name: bet.name, values: bet.points.map((p) => p.value) }]}
          marks={marksOf(bet)}
          formatCategory={(d) => sayDay(d, today)}
          format={(v) => number(v)}
        />
      )}
    </>
  )
}

/** The release and the day of judgement, at the first points from there on. */
function marksOf(bet: Shown) {
  const at = (day: string | null) => bet.points.find((p) => day !== null && p.on >= day)?.on
  const out = []
  const released = at(bet.released)
  const judged = at(bet.on)
  if (released) out.push({ label: m.bets_mark_released(), x: released, tone: 'accent' as const })
  if (judged && judged !== released) out.push({ label: m.bets_mark_judged(), x: judged, tone: 'neutral' as const })
  return out
}

/** What the track record makes of the confidence, to be taken in one press. */
function Correction({ record, offer }: { record: Rec; offer: NonNullable<Shown['offer']> }) {
  const data = useData()
  if (offer.corrected === offer.confidence) return null
  const take = async () => tellOutcome(await data.change(record.id, { confidence: offer.corrected }), m.bets_corrected({ confidence: offer.corrected }))
  return (
    <Callout
      tone="blue"
      title={m.bets_correction({ from: offer.confidence, to: offer.corrected })}
      actions={
        <Button size="sm" onClick={() => void take()}>
          {m.bets_take_correction({ to: offer.corrected })}
        </Button>
      }
    >
      {offer.whose === 'member' ? m.bets_correction_member() : m.bets_correction_team()} {offer.why}
    </Callout>
  )
}

/** What the bet rests on. */
function Ground({ bet }: { bet: Shown }) {
  const g = bet.ground
  const link = useRecordLink()
  const revenue = g.revenue.map((r) => money(r.amount, r.currency)).join(', ')
  if (g.feedback + g.insights.length + g.opportunities.length === 0) return <p className="text-13 text-text-muted">{m.bets_no_ground()}</p>
  const counts = [
    g.feedback > 0 && (g.accounts > 0 ? m.bets_ground_of({ feedback: kindCount('feedback', g.feedback), count: g.accounts }) : kindCount('feedback', g.feedback)),
    ...([['insight', g.insights.length], ['opportunity', g.opportunities.length]] as const).map(([kind, n]) => n > 0 && kindCount(kind, n)),
  ].filter((x) => x !== false)
  return (
    <div className="flex flex-col gap-1 text-13">
      <p>
        {m.bets_ground({ list: new Intl.ListFormat().format(counts) })}
        {revenue && ` ${m.bets_ground_revenue({ revenue })}`}
      </p>
      <ul aria-label={m.bets_ground_list()} className="-mx-2">
        {[...g.opportunities.map((r) => ({ ...r, kind: 'opportunity' })), ...g.insights.map((r) => ({ ...r, kind: 'insight' }))].map((r) => (
          <li key={r.id}>
            <a {...link(r.key)} className="flex min-h-7 min-w-0 items-center gap-2 rounded px-2 hover:bg-bg-hover">
              <KindIcon kind={r.kind} size={14} />
              <span className="keyed min-w-18 shrink-0 text-text-faint">{r.key}</span>
              <span className="min-w-0 flex-1 truncate">{r.title}</span>
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
