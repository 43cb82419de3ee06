import { address } from '@/data/client'
import { useAsk, type AskState } from '@/data/hooks'
import { money } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { screenAddress, useLink } from '@/record/screen/address'
import { cx } from '@/ui/cx'

import { Block } from './Block'
import { totalsOf, type MoneyAnswer } from './figures'
import type { Of } from './of'

const heard = ['money_line', 'day_rate', 'exchange_rate', 'sprint', 'link']

/** This year's money; undefined for whoever may not see any, as if there were no such part. */
export function useMoney(of: Of): AskState<MoneyAnswer> | undefined {
  const year = of.today.slice(0, 4)
  const stretch = { from: `${year}-01-01`, until: `${year}-12-01` }
  const { product, products } = of.scope
  const asked = useAsk<MoneyAnswer>(product ? address('/money', { product, ...stretch }) : address('/money/products', stretch), heard)
  const veiled = asked.error?.status === 403 || (!product && asked.value && !asked.value.rows.some((r) => !products || products.includes(r.key)))
  return veiled ? undefined : asked
}

/** Cost, revenue and what is left of it this year: planned, so far, and expected. */
export function Money({ of }: { of: Of }) {
  const asked = useMoney(of)
  const link = useLink()
  if (!asked) return null
  const s = asked.value
  const to = of.scope.value === 'all' ? screenAddress(of.here, 'money', { by: 'product' }) : of.opens('money')
  const t = s && totalsOf(s, of.scope.product ? undefined : of.scope.products)
  const none = t && [t.cost, t.revenue].every((x) => !x.plan && !x.actual && !x.outlook)
  const rows = t && ([[m.summary_cost(), t.cost, 1], [m.summary_revenue(), t.revenue, -1], [m.summary_profit(), t.profit, -1]] as const)
  const year = of.today.slice(0, 4)
  return (
    <Block title={m.summary_money({ year })} to={to} ready={Boolean(s)} error={asked.error} onRetry={asked.retry} none={none && m.stops_desk_none()}>
      <table className="tabular w-full text-right text-13">
        <thead>
          <tr className="text-12 text-text-muted *:py-1 *:font-normal">
            <td />
            <th scope="col">{m.summary_plan()}</th>
            <th scope="col">{m.summary_actual()}</th>
            <th scope="col">{m.summary_outlook()}</th>
          </tr>
        </thead>
        <tbody>
          {rows?.map(([name, x, bad]) => (
            <tr key={name} className="border-t *:py-1.5 *:pl-2">
              <th scope="row" className="!pl-0 text-left font-normal">
                {to ? (
                  <a {...link(to)} className="rounded hover:underline">
                    {name}
                  </a>
                ) : (
                  name
                )}
              </th>
              <td>{money(x.plan, s!.currency)}</td>
              <td>{money(x.actual, s!.currency)}</td>
              <td className={cx('font-medium', (x.outlook - x.plan) * bad > 0 && 'text-red-text')}>{money(x.outlook, s!.currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {s && s.left.length > 0 && <p className="pt-1 text-12 text-amber-text">{m.money_left({ what: s.left.map((l) => l.currency).join(', ') })}</p>}
    </Block>
  )
}
