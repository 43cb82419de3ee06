import { address } from '@/data/client'
import { useAsk } from '@/data/hooks'
import { money, moneyChange, percentChange } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { screenAddress, useGo, useLink } from '@/record/screen/address'
import { Part } from '@/record/screen/Screen'
import { useAddressed } from '@/record/screen/shown'
import { Button } from '@/ui/button'
import { Chart } from '@/ui/chart'
import { cx } from '@/ui/cx'
import { KindIcon } from '@/ui/icon'
import { Skeleton } from '@/ui/skeleton'
import { Callout, EmptyState } from '@/ui/state'
import { Segmented } from '@/ui/tabs'

import { moneyKinds, type Figures, type Row, type Summary } from './answers'
import { RateTable } from './RateTable'
import { Refused } from './Refused'
import { sayMonth, sayMonthLong, sortNames } from './words'

const rowKinds = ['initiative', 'release', 'feature', 'product'] as const
type By = (typeof rowKinds)[number]
const byNames: Record<By, () => string> = { initiative: m.money_by_initiative, release: m.money_by_release, feature: m.money_by_feature, product: m.money_by_product }

export function Overview({ product, year }: { product: string; year: number }) {
  const link = useLink()
  const go = useGo()
  const [said, setBy] = useAddressed('by')
  const by: By = rowKinds.find((k) => k === said) ?? 'initiative'
  const stretch = { from: `${year}-01-01`, until: `${year}-12-01` }
  const path = by === 'product' ? address('/money/products', stretch) : address('/money', { product, ...stretch, by })
  const { value: s, error, retry } = useAsk<Summary>(path, moneyKinds)
  if (!s) return error ? <Refused error={error} retry={retry} /> : <Skeleton width="100%" height={360} />
  const none = s.sorts.every((x) => !x.plan && !x.actual && !x.outlook) && s.rows.length === 0 && s.left.length === 0
  const which = <Segmented size="sm" label={m.money_by()} value={by} onChange={(v) => setBy(v === 'initiative' ? undefined : v)} options={rowKinds.map((value) => ({ value, label: byNames[value]() }))} />
  if (none)
    return (
      <EmptyState
        icon="coins"
        title={m.money_empty({ year: String(year) })}
        text={m.money_empty_text()}
        action={
          <Button variant="primary" icon="plus" onClick={() => go(screenAddress(product, 'money', { view: 'lines', year: String(year) }))}>
            {m.money_enter()}
          </Button>
        }
        secondary={by === 'product' && which}
      />
    )
  return (
    <div className="flex flex-col gap-6 px-4 py-4">
      {error && <p className="text-12 text-amber-text">{m.flow_stale({ why: error.detail })}</p>}
      {s.left.length > 0 && (
        <Callout tone="amber" title={m.money_left({ what: s.left.map((l) => l.currency).join(', ') })}>
          {m.money_left_text({ currency: s.currency })}{' '}
          <a {...link(screenAddress(product, 'money', { view: 'rates' }))} className="underline">
            {m.money_rates()}
          </a>
        </Callout>
      )}
      <SortTable of={s} />
      <Chart
        type="line"
        label={m.money_chart()}
        summary={s.profit.outlook < 0 ? m.money_chart_loss({ money: money(-s.profit.outlook, s.currency) }) : m.money_chart_summary({ cost: money(s.profit.outlook, s.currency) })}
        categories={s.months.map((x) => x.month)}
        formatCategory={sayMonth}
        format={(v) => money(v, s.currency)}
        series={[
          { name: m.money_cost_planned(), values: s.months.map((x) => x.planCost), tone: 'amber', dashed: true },
          { name: m.money_cost_outlook(), values: s.months.map((x) => x.outlookCost), tone: 'amber' },
          { name: m.money_revenue_planned(), values: s.months.map((x) => x.planRevenue), tone: 'green', dashed: true },
          { name: m.money_revenue_outlook(), values: s.months.map((x) => x.outlookRevenue), tone: 'green' },
        ]}
        marks={s.months.some((x) => x.month === s.now) ? [{ label: m.flow_today(), x: s.now }] : []}
        height={240}
      />
      <Part title={m.money_by_title()} actions={which}>
        <RowTable of={s} product={product} year={year} />
        {s.more > 0 && <p className="pt-2 text-12 text-text-muted">{m.money_more({ count: s.more })}</p>}
      </Part>
      <Ground of={s} />
    </div>
  )
}

const head = 'h-8 border-b text-12 text-text-muted [&>th]:font-medium [&>th]:whitespace-nowrap'
const cell = 'tabular pl-3 text-right whitespace-nowrap'

/** The sorts of money: cost with its variance, revenue, value, and what is left. */
function SortTable({ of: s }: { of: Summary }) {
  const lines: { name: string; figures: Figures; good: 1 | -1; strong?: boolean }[] = [
    ...s.sorts.map((x) => ({ name: sortNames[x.sort](), figures: x, good: (x.sort === 'cost' || x.sort === 'run' ? 1 : -1) as 1 | -1 })),
    { name: m.money_profit(), figures: s.profit, good: -1, strong: true },
  ]
  return (
    <div tabIndex={0} role="region" aria-label={m.money_sorts()} className="quiet-scroll overflow-x-auto rounded">
      <table className="w-full max-w-5xl border-collapse text-left text-13">
        <caption className="sr-only">{m.money_sorts()}</caption>
        <thead>
          <tr className={head}>
            <th scope="col">{s.currency}</th>
            {[m.money_plan(), m.money_plan_to_date(), m.money_actual_to_date(), m.money_variance(), m.money_outlook(), m.money_variance_end()].map((name) => (
              <th key={name} scope="col" className="pl-3 text-right">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ name, figures: f, good, strong }) => (
            <tr key={name} className={cx('h-8 border-b last:border-b-0', strong && 'border-t-2 font-semibold')}>
              <th scope="row" className={strong ? 'font-semibold' : 'font-normal'}>
                {name}
              </th>
              <td className={cell}>{money(f.plan, s.currency)}</td>
              <td className={cell}>{money(f.planToDate, s.currency)}</td>
              <td className={cell}>{money(f.actual, s.currency)}</td>
              <td className={cell}>
                <Variance value={f.left} share={f.leftShare} good={good} currency={s.currency} />
              </td>
              <td className={cell}>{money(f.outlook, s.currency)}</td>
              <td className={cell}>
                <Variance value={f.atEnd} share={f.atEndShare} good={good} currency={s.currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** By how much it is better (+) or worse (−) than planned; the server says plan less actual, which is good of cost and bad of revenue. */
function Variance({ value, share, good, currency }: { value: number; share: number | null; good: 1 | -1; currency: string }) {
  if (value === 0) return <span className="text-text-faint">–</span>
  const by = value * good
  const well = by > 0
  return (
    <span className={well ? 'text-green-text' : 'text-red-text'} title={well ? m.money_good() : m.money_bad()}>
      <span aria-hidden>{well ? '▲' : '▼'} </span>
      <span className="sr-only">{well ? m.money_good() : m.money_bad()}: </span>
      {moneyChange(by, currency)}
      {share !== null && <span className="text-12"> ({percentChange(Math.sign(by) * Math.abs(share))})</span>}
    </span>
  )
}

const some = (amount: number, currency: string) => (amount === 0 ? <span className="text-text-faint">–</span> : money(amount, currency))

function RowTable({ of: s, product, year }: { of: Summary; product: string; year: number }) {
  const link = useLink()
  const to = (r: Row) => (s.by === 'product' ? screenAddress(r.key, 'money', { year: String(year) }) : screenAddress(product, 'money', { view: 'lines', at: r.key || product, year: String(year) }))
  return (
    <div tabIndex={0} role="region" aria-label={m.money_by_title()} className="quiet-scroll overflow-x-auto rounded">
      <table className="w-full border-collapse text-left text-13">
        <caption className="sr-only">{m.money_by_title()}</caption>
        <thead>
          <tr className={head}>
            <th scope="col">{byNames[s.by as By]?.() ?? ''}</th>
            {[m.money_cost_plan(), m.money_cost_to_date(), m.money_cost_expected(), m.money_variance_end(), m.money_revenue_expected(), m.money_value_expected()].map((name) => (
              <th key={name} scope="col" className="pl-3 text-right">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {s.rows.map((r) => (
            <tr key={r.id || 'rest'} className="h-8 border-b last:border-b-0 hover:bg-bg-hover">
              <th scope="row" className="w-full max-w-0 min-w-48 font-normal">
                <a {...link(to(r))} className="flex min-w-48 items-center gap-2 rounded">
                  {r.key ? (
                    <>
                      <KindIcon kind={r.kind} size={14} />
                      <span className="keyed shrink-0 text-text-faint">{r.key}</span>
                      <span className="min-w-0 flex-1 truncate">{r.title}</span>
                    </>
                  ) : (
                    <span className="text-text-muted">{m.money_rest()}</span>
                  )}
                </a>
              </th>
              <td className={cell}>
                {some(r.cost.plan, s.currency)}
                {r.limit !== null && <span className="block text-12 text-text-muted">{m.money_limit({ money: money(r.limit, s.currency) })}</span>}
              </td>
              <td className={cell}>{some(r.cost.actual, s.currency)}</td>
              <td className={cell}>{some(r.cost.outlook, s.currency)}</td>
              <td className={cell}>{r.cost.plan ? <Variance value={r.cost.atEnd} share={r.cost.atEndShare} good={1} currency={s.currency} /> : <span className="text-text-faint">–</span>}</td>
              <td className={cell}>{some(r.revenue.outlook, s.currency)}</td>
              <td className={cell}>{some(r.value.outlook, s.currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What the figures rest on. */
function Ground({ of: s }: { of: Summary }) {
  return (
    <div className="flex max-w-3xl flex-col gap-2 border-t pt-3 text-12 text-text-muted">
      {s.work !== null && <p>{m.money_work_in({ money: money(s.work, s.currency) })}</p>}
      <p>{s.rule}</p>
      <p>{m.money_until({ month: sayMonthLong(s.now) })}</p>
      {s.rates.length > 0 && (
        <details>
          <summary className="w-fit cursor-pointer rounded py-1 font-medium hover:text-text">{m.money_rates_used({ count: s.rates.length })}</summary>
          <RateTable label={m.money_rates_used({ count: s.rates.length })} rates={s.rates.toReversed()} />
        </details>
      )}
    </div>
  )
}
