/** One business case: its figures, its sheet, what it hangs on, what each unit brings, and what came. */
import { useState } from 'react'

import { useAsk } from '@/data/hooks'
import { money, number } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { caseKinds, sayChance, sayPayback, sayPeriod, sayRange, sayYield, share1, type CaseShown } from '@/record/case/cases'
import { useAct } from '@/record/screen/act'
import { recordAddress, useLink } from '@/record/screen/address'
import { Ask } from '@/record/screen/Ask'
import { useMay } from '@/record/screen/may'
import { Part } from '@/record/screen/Screen'
import { Button, IconButton } from '@/ui/button'
import { EditableText, InlineNumber } from '@/ui/cell'
import { Chart } from '@/ui/chart'
import { confirm } from '@/ui/dialog'
import { KindIcon } from '@/ui/icon'
import { TextArea } from '@/ui/input'
import { Select } from '@/ui/select'
import { Skeleton } from '@/ui/skeleton'
import { Callout, EmptyState } from '@/ui/state'

import { CaseAssumptions } from './CaseAssumptions'
import { CaseCame } from './CaseCame'
import { CaseSheet } from './CaseSheet'
import { CaseUnits } from './CaseUnits'
import { CaseVersions } from './CaseVersions'
import { Refused } from './Refused'
import { Swings } from './Swings'

interface CaseViewProps {
  id: string
  product: string
  onShow: (id: string | undefined) => void
}

export function CaseView({ id, product, onShow }: CaseViewProps) {
  const { value: c, error, retry } = useAsk<CaseShown>(`/cases/${id}`, caseKinds)
  const may = useMay('budget.set', product)
  const [keeping, setKeeping] = useState(false)
  const [against, setAgainst] = useState<string>()
  const act = useAct()
  const link = useLink()
  // Its making was taken back, here or by somebody else.
  if (error?.status === 404)
    return <EmptyState icon="scale" title={m.cases_gone()} action={<Button onClick={() => onShow(undefined)}>{m.cases_back()}</Button>} />
  if (!c) return error ? <Refused error={error} retry={retry} /> : <Skeleton width="100%" height={360} />
  const readOnly = may.may === 'no' || c.keptAt !== null
  const change = (patch: object) => act('PATCH', `/cases/${c.id}`, patch, m.cases_changed({ name: c.name }))
  const remove = async () => {
    if (!(await confirm({ title: m.cases_remove_title({ name: c.name, number: c.number }), text: m.cases_remove_text(), action: m.cases_remove(), danger: true }))) return
    if (await act('DELETE', `/cases/${c.id}`, undefined, m.cases_removed({ name: c.name }))) onShow(undefined)
  }
  return (
    <div className="flex flex-col gap-5 px-4 py-4">
      <div className="flex flex-wrap items-center gap-2">
        <IconButton icon="arrow-left" label={m.cases_back()} onClick={() => onShow(undefined)} />
        <span className="max-w-full min-w-0">
          <EditableText label={m.cases_name()} value={c.name} required readOnly={readOnly} onCommit={(name) => void change({ name })} className="text-14 font-semibold" />
        </span>
        <a {...link(recordAddress(c.key))} className="flex min-w-0 items-center gap-1.5 rounded text-13 text-text-muted hover:text-text">
          <KindIcon kind={c.kind} size={14} />
          <span className="keyed">{c.key}</span>
          <span className="max-w-72 truncate">{c.title}</span>
        </a>
        <span className="ml-auto flex flex-wrap items-center gap-2">
          {c.versions.length > 1 && (
            <>
              <Select label={m.cases_versions()} value={c.id} onChange={onShow} options={c.versions.map((v) => ({ value: v.id, label: m.cases_version_of({ number: v.number }), hint: v.reason || undefined }))} />
              <Select label={m.cases_against()} value={against ?? null} placeholder={m.cases_against()} onChange={setAgainst} options={c.versions.filter((v) => v.id !== c.id).map((v) => ({ value: v.id, label: m.cases_against_version({ number: v.number }) }))} />
            </>
          )}
          {!readOnly && c.figures.periods > 0 && (
            <Button icon="git-branch" onClick={() => setKeeping(true)}>
              {m.cases_keep()}
            </Button>
          )}
          {may.may !== 'no' && <IconButton icon="trash-2" label={m.cases_remove()} onClick={() => void remove()} />}
        </span>
      </div>
      {c.keptAt !== null && (
        <Callout tone="neutral" icon="history" title={m.cases_kept({ number: c.number })}>
          {m.cases_kept_text()}
        </Callout>
      )}
      {may.may === 'propose' && c.keptAt === null && <p className="text-12 text-text-muted">{m.money_proposes({ to: may.decides?.join(', ') ?? '' })}</p>}
      {c.reason && <p className="text-13 text-text-muted">{m.cases_reason_is({ reason: c.reason })}</p>}
      {against && <CaseVersions was={against} is={c} onClose={() => setAgainst(undefined)} />}
      <Figures c={c} />
      <div className="flex flex-wrap items-center gap-x-6 gap-y-1 text-13">
        <Setting label={m.cases_rate()}>
          <InlineNumber label={m.cases_rate()} value={Math.round(c.rate * 10000) / 100} min={0} max={1000} step={0.5} readOnly={readOnly} onCommit={(n) => n !== null && void change({ rate: n / 100 })} className="w-16" />%
        </Setting>
        <Setting label={m.cases_rate_from()}>
          <InlineNumber label={m.cases_rate_from()} value={c.rateLow === null ? null : Math.round(c.rateLow * 10000) / 100} min={0} readOnly={readOnly} onCommit={(n) => void change({ spread: { low: n === null ? null : n / 100, high: c.rateHigh } })} className="w-16" />%
        </Setting>
        <Setting label={m.cases_rate_to()}>
          <InlineNumber label={m.cases_rate_to()} value={c.rateHigh === null ? null : Math.round(c.rateHigh * 10000) / 100} min={0} readOnly={readOnly} onCommit={(n) => void change({ spread: { low: c.rateLow, high: n === null ? null : n / 100 } })} className="w-16" />%
        </Setting>
      </div>
      <CaseSheet c={c} readOnly={readOnly} />
      {c.figures.periods > 0 && (
        <div className="grid gap-6 *:min-w-0 xl:grid-cols-2">
          <Part title={m.cases_sum()}>
            <SumChart c={c} />
          </Part>
          {c.bars.length > 0 && (
            <Part title={m.cases_outcomes()}>
              <Chart
                type="bar"
                label={m.cases_outcomes()}
                summary={m.cases_outcomes_says({ low: money(c.figures.range!.low, c.currency), high: money(c.figures.range!.high, c.currency), chance: sayChance(c.figures), trials: number(c.figures.range!.trials) })}
                categories={c.bars.map((b) => money(b.from, c.currency))}
                format={(v) => share1(v)}
                series={[
                  { name: m.cases_below(), values: c.bars.map((b) => (b.until <= 0 ? b.share : null)), tone: 'red' },
                  { name: m.cases_above(), values: c.bars.map((b) => (b.until > 0 ? b.share : null)), tone: 'green' },
                ]}
                height={220}
              />
            </Part>
          )}
        </div>
      )}
      {c.came && <CaseCame c={c} came={c.came} />}
      {c.swings.length > 0 && <Swings c={c} />}
      <div className="grid gap-6 *:min-w-0 xl:grid-cols-2">
        <CaseAssumptions c={c} readOnly={readOnly} onChange={(assumptions) => change({ assumptions })} />
        <CaseUnits c={c} readOnly={readOnly} onChange={(units) => change({ units })} />
      </div>
      <p className="max-w-3xl border-t pt-3 text-12 text-text-muted">{c.rule}</p>
      {keeping && <Keep c={c} onClose={() => setKeeping(false)} onKept={onShow} />}
    </div>
  )
}

function Setting({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <span className="flex items-center gap-1">
      <span className="text-12 whitespace-nowrap text-text-muted">{label}</span>
      {children}
    </span>
  )
}

function Figures({ c }: { c: CaseShown }) {
  const f = c.figures
  const all: { name: string; value: string; note?: string; bad?: boolean }[] = [
    { name: m.cases_npv(), value: money(f.npv, c.currency), note: f.range ? sayRange(f, c.currency) : f.periods ? m.cases_exact() : m.cases_empty_short(), bad: (f.npv ?? 0) < 0 },
    { name: m.cases_chance_head(), value: f.range ? sayChance(f) : '–', note: f.range ? m.cases_trials({ count: number(f.range.trials) }) : undefined },
    { name: m.cases_irr(), value: sayYield(f) },
    { name: m.cases_roi(), value: share1(f.roi), note: f.periods ? m.cases_of({ gain: money(f.gain, c.currency), cost: money(f.cost, c.currency) }) : undefined },
    { name: m.cases_payback(), value: sayPayback(f) },
    { name: m.cases_ends(), value: f.worst === null ? '–' : money(f.worst, c.currency), note: f.best === null ? undefined : m.cases_best({ money: money(f.best, c.currency) }) },
  ]
  return (
    <div className="flex flex-col gap-1">
    <dl aria-label={m.cases_figures()} className="grid grid-cols-2 gap-x-6 gap-y-3 md:grid-cols-3 xl:grid-cols-6">
      {all.map(({ name, value, note, bad }) => (
        <div key={name} className="min-w-0">
          <dt className="text-12 text-text-muted">{name}</dt>
          <dd className={`tabular text-16 font-semibold ${bad ? 'text-red-text' : ''}`}>{value}</dd>
          {note && <dd className="text-12 text-text-muted">{note}</dd>}
        </div>
      ))}
    </dl>
      {f.cash !== null && f.cash !== f.npv && <p className="text-12 text-text-muted">{m.cases_cash({ money: money(f.cash, c.currency) })}</p>}
    </div>
  )
}

/** What the case and what came have come to, period by period. */
function SumChart({ c }: { c: CaseShown }) {
  const until = (pick: (f: CaseShown['flows'][number]) => number) => c.flows.map((_, n) => c.flows.slice(0, n + 1).reduce((sum, f) => sum + pick(f), 0))
  return (
    <Chart
      type="line"
      label={m.cases_sum()}
      summary={m.cases_sum_says({ payback: sayPayback(c.figures) })}
      categories={c.flows.map((_, n) => sayPeriod(c, n))}
      format={(v) => money(v, c.currency)}
      series={[
        { name: m.cases_sum_case(), values: c.flows.map((f) => f.sum), low: until((f) => f.low), high: until((f) => f.high), tone: 'blue' },
        ...(c.came ? [{ name: m.cases_sum_came(), values: c.flows.map((f) => f.came), tone: 'green' as const }] : []),
      ]}
      marks={[{ label: '', y: 0 }]}
      height={220}
    />
  )
}

function Keep({ c, onClose, onKept }: { c: CaseShown; onClose: () => void; onKept: (id: string) => void }) {
  const [reason, setReason] = useState('')
  const act = useAct()
  const send = async () => {
    const done = await act<{ id: string }>('POST', `/cases/${c.id}/keep`, { reason: reason.trim() }, m.cases_kept_done({ number: c.number }))
    if (!done) return
    onClose()
    if ('value' in done) onKept(done.value.id)
  }
  return (
    <Ask title={m.cases_keep_title({ number: c.number })} text={m.cases_keep_text()} action={m.cases_keep()} ready={reason.trim() !== ''} onClose={onClose} onSend={send}>
      <TextArea label={m.cases_keep_why()} value={reason} onChange={setReason} maxLength={1000} required />
    </Ask>
  )
}
