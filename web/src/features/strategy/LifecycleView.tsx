import { useState } from 'react'

import { useMe, useMembers } from '@/data/hooks'
import type { Right } from '@/data/rights'
import { measure } from '@/lib/measure'
import { dayIn, sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { recordAddress, useLink } from '@/record/screen/address'
import { Part } from '@/record/screen/Screen'
import { useToday } from '@/record/screen/today'
import { Badge } from '@/ui/badge'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import { SkeletonRows } from '@/ui/skeleton'
import { Callout, ErrorState } from '@/ui/state'

import { type Evidence, type Life, periodNames, phaseNames, sayGrowth, useLife } from './life'
import { Readings } from './Readings'
import { RuleDialog } from './RuleDialog'
import { StageDialog } from './StageDialog'
import { type Stage, stageNames, stages } from './stages'
import { SunsetPart } from './SunsetPart'

/** Where a product is in its life, what its numbers say of that, and how it ends. */
export function LifecycleView({ product, right }: { product: string; right: Right }) {
  const { value: life, error, retry } = useLife(product)
  const [setting, setSetting] = useState<{ stage?: Stage; suggested?: boolean }>()
  const [ruling, setRuling] = useState(false)
  if (!life) return error ? <ErrorState title={m.life_failed()} text={error.detail} onRetry={retry} /> : <SkeletonRows count={8} />
  return (
    <div className="flex w-full max-w-[90rem] flex-col gap-7 px-4 py-4">
      <Part
        title={m.life_stage()}
        actions={
          right.may !== 'no' && (
            <Button size="sm" icon="pencil" onClick={() => setSetting({})}>
              {m.life_set()}
            </Button>
          )
        }
      >
        <Ladder life={life} />
        <Suggestion life={life} right={right} onTake={(stage) => setSetting({ stage, suggested: true })} />
      </Part>
      <Part
        title={m.life_numbers()}
        note={life.evidence.title || undefined}
        actions={
          right.may !== 'no' && (
            <Button size="sm" icon="sliders-horizontal" onClick={() => setRuling(true)}>
              {life.rule ? m.life_rule_change() : m.life_rule_set()}
            </Button>
          )
        }
      >
        <Numbers evidence={life.evidence} />
      </Part>
      <History life={life} />
      <SunsetPart product={product} right={right} stage={life.stage} />
      {setting && <StageDialog life={life} stage={setting.stage} suggested={setting.suggested} right={right} onClose={() => setSetting(undefined)} />}
      {ruling && <RuleDialog product={product} rule={life.rule} right={right} onClose={() => setRuling(false)} />}
    </div>
  )
}

/** All stages in their order, with the one that the product is in. */
function Ladder({ life }: { life: Life }) {
  const today = useToday()
  const zone = useMe().workspace.zone
  const now = stages.indexOf(life.stage)
  return (
    <div className="flex flex-col gap-2 pt-1">
      <ol className="flex flex-wrap gap-1" aria-label={m.life_stages()}>
        {stages.map((s, i) => (
          <li
            key={s}
            aria-current={s === life.stage ? 'step' : undefined}
            className={cx('flex h-8 items-center rounded px-3 text-13', s === life.stage ? 'bg-accent font-semibold text-on-accent' : i < now ? 'bg-accent-soft text-accent-text' : 'border text-text-muted')}
          >
            {stageNames[s]!()}
          </li>
        ))}
      </ol>
      {life.since && <p className="text-13 text-text-muted">{m.life_since({ stage: stageNames[life.stage]!(), day: sayDay(dayIn(life.since, zone), today) })}</p>}
    </div>
  )
}

/** What the numbers speak for, and the button that takes it. */
function Suggestion({ life, right, onTake }: { life: Life; right: Right; onTake: (stage: Stage) => void }) {
  const s = life.evidence.suggested
  if (!s.stage && life.stage === 'sunset' && s.phase) return <p className="pt-2 text-13 text-text-muted">{m.life_ending_stays({ phase: phaseNames[s.phase as 'growth']() })}</p>
  if (!s.stage || s.agreed)
    return (
      <p className="flex items-center gap-1.5 pt-2 text-13 text-text-muted">
        <Icon name="circle-check" size={14} className="text-green" />
        {s.agreed ? m.life_agrees({ why: why(life.evidence) }) : m.life_no_suggestion()}
      </p>
    )
  const stage = s.stage
  return (
    <Callout
      tone="blue"
      icon="lightbulb"
      title={m.life_suggested({ stage: stageNames[stage]!() })}
      className="mt-3 max-w-4xl"
      actions={
        right.may !== 'no' && (
          <Button size="sm" variant="primary" onClick={() => onTake(stage)}>
            {right.may === 'propose' ? m.screens_propose() : m.life_take({ stage: stageNames[stage]!() })}
          </Button>
        )
      }
    >
      {why(life.evidence)}
    </Callout>
  )
}

/** The suggestion in words, with the numbers that it comes from. */
export function why(e: Evidence): string {
  if (e.suggested.ground === 'facts') return m.life_why_facts({ learnt: e.facts.learnt, started: e.facts.started, out: e.facts.out })
  const last = e.readings.findLast((r) => r.phase === e.suggested.phase)
  if (!last || !e.period) return ''
  const what = { metric: e.title, period: periodNames[e.period]().toLowerCase(), phase: phaseNames[last.phase]().toLowerCase() }
  if (last.phase === 'introduction') return m.life_why_share({ ...what, share: `${Math.round((last.share ?? 0) * 10) / 10}%`, bound: `${e.bounds.introduces}%` })
  return m.life_why_growth({ ...what, growth: sayGrowth(last.growth) })
}

function Numbers({ evidence: e }: { evidence: Evidence }) {
  const link = useLink()
  const { facts: f } = e
  return (
    <div className="flex flex-col gap-3">
      {e.metric ? (
        <>
          <p className="max-w-4xl text-13 text-text-muted">
            <a {...link(recordAddress(e.metric))} className="text-accent-text underline underline-offset-2">
              {e.title}
            </a>{' '}
            {e.period && m.life_rule_says({ period: periodNames[e.period]().toLowerCase(), grows: e.bounds.grows, declines: e.bounds.declines, introduces: e.bounds.introduces, target: e.target === null ? m.life_no_target() : measure(e.target, e.unit) })}
          </p>
          <Readings evidence={e} />
        </>
      ) : (
        <p className="max-w-4xl text-13 text-text-muted">{m.life_no_rule()}</p>
      )}
      <ul className="flex flex-wrap gap-x-6 gap-y-1 text-13">
        {(
          [
            [m.life_fact_learnt(), f.learnt],
            [m.life_fact_features(), f.features],
            [m.life_fact_started(), f.started],
            [m.life_fact_out(), f.out],
          ] as const
        ).map(([name, n]) => (
          <li key={name} className="flex gap-1.5">
            <span className="tabular font-semibold">{n}</span>
            <span className="text-text-muted">{name}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The stages before, each with its ground. */
function History({ life }: { life: Life }) {
  const today = useToday()
  const zone = useMe().workspace.zone
  const members = useMembers()
  const [open, setOpen] = useState<string>()
  return (
    <Part title={m.life_history()}>
      <ol className="flex flex-col">
        {life.history.map((h) => {
          const id = `${h.at} ${h.to}`
          return (
            <li key={id} className="flex flex-col gap-1 border-b py-2">
              <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <span className="tabular w-28 shrink-0 text-13 text-text-muted">{sayDay(dayIn(h.at, zone), today)}</span>
                <Badge>{stageNames[h.to]?.() ?? h.to}</Badge>
                {h.from && <span className="text-13 text-text-muted">{m.life_from({ stage: stageNames[h.from]?.() ?? h.from })}</span>}
                {h.suggested && (
                  <Badge tone="blue" icon="lightbulb">
                    {m.life_as_suggested()}
                  </Badge>
                )}
                <span className="text-13 text-text-muted">{members.find((p) => p.id === h.by)?.name}</span>
                {h.evidence && (
                  <Button size="sm" variant="ghost" aria-expanded={open === id} iconAfter={open === id ? 'chevron-up' : 'chevron-down'} onClick={() => setOpen(open === id ? undefined : id)}>
                    {m.life_ground()}
                  </Button>
                )}
              </span>
              {h.note && <p className="max-w-4xl pl-0 text-13 md:pl-31">{h.note}</p>}
              {h.evidence && open === id && (
                <div className="md:pl-31">
                  <Numbers evidence={h.evidence} />
                </div>
              )}
            </li>
          )
        })}
      </ol>
    </Part>
  )
}
