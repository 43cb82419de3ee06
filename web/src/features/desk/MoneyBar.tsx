import { address } from '@/data/client'
import { useAsk } from '@/data/hooks'
import { money, percent } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { screenAddress, useLink } from '@/record/screen/address'
import { Part } from '@/record/screen/Screen'
import { useToday } from '@/record/screen/today'
import { Skeleton } from '@/ui/skeleton'

interface Figures {
  plan: number
  planToDate: number
  actual: number
  outlook: number
}
interface Summary {
  currency: string
  sorts: ({ sort: string } & Figures)[]
  profit: Figures
}

const heard = ['money_line', 'day_rate', 'exchange_rate', 'sprint', 'link']

/** This year's budget against what was spent and what is expected; nothing for whoever may not see money. */
export function MoneyBar({ product }: { product: string }) {
  const year = useToday().slice(0, 4)
  const link = useLink()
  const { value: s, error } = useAsk<Summary>(address('/money', { product, from: `${year}-01-01`, until: `${year}-12-01` }), heard)
  const asked = useAsk<{ items: { frees: number }[] }>(s && address('/stops', { product }), ['money_line', 'stop_answer', 'business_case', 'case_line', 'feature'])
  if (error && !s) return null
  if (!s)
    return (
      <Part title={m.stops_desk_title()}>
        <Skeleton width="100%" height={64} />
      </Part>
    )
  const cost = (['plan', 'planToDate', 'actual', 'outlook'] as const).map((name) => s.sorts.filter((x) => x.sort === 'cost' || x.sort === 'run').reduce((sum, x) => sum + x[name], 0))
  const [plan = 0, toDate = 0, actual = 0, outlook = 0] = cost
  const most = Math.max(plan, outlook, actual, 1)
  const over = outlook - plan
  const stops = asked.value?.items.length ?? 0
  return (
    <Part title={m.stops_desk_title()} note={year}>
      {plan === 0 && outlook === 0 ? (
        <p className="text-13 text-text-muted">
          {m.stops_desk_none()}{' '}
          <a {...link(screenAddress(product, 'money', { view: 'lines' }))} className="underline">
            {m.money_enter()}
          </a>
        </p>
      ) : (
        <a {...link(screenAddress(product, 'money'))} className="-mx-2 block rounded px-2 py-1 hover:bg-bg-hover">
          <span role="img" aria-label={m.stops_desk_says({ plan: money(plan, s.currency), actual: money(actual, s.currency), outlook: money(outlook, s.currency) })} className="relative block h-4 rounded-sm bg-bg-sunken">
            <span className="absolute inset-y-0 left-0 rounded-sm bg-accent/30" style={{ width: `${(outlook / most) * 100}%` }} />
            <span className="absolute inset-y-0 left-0 rounded-sm bg-accent" style={{ width: `${(actual / most) * 100}%` }} />
            <span className="absolute -inset-y-0.5 w-0.5 bg-text" style={{ left: `calc(${(plan / most) * 100}% - 1px)` }} />
          </span>
          <span className="tabular mt-1 flex flex-wrap justify-between gap-x-3 text-12 text-text-muted">
            <span>{m.stops_desk_actual({ actual: money(actual, s.currency), plan: money(toDate, s.currency) })}</span>
            <span className={over > 0 ? 'text-red-text' : 'text-green-text'}>
              {over > 0 ? m.stops_desk_over({ money: money(over, s.currency), share: plan ? percent(over / plan) : '–' }) : m.stops_desk_under({ money: money(-over, s.currency), share: plan ? percent(-over / plan) : '–' })}
            </span>
          </span>
          <span className="tabular block text-12 text-text-muted">{m.stops_desk_profit({ outlook: money(s.profit.outlook, s.currency), plan: money(s.profit.plan, s.currency) })}</span>
        </a>
      )}
      {stops > 0 && (
        <a {...link(screenAddress(product, 'money', { view: 'stop' }))} className="mt-1 rounded text-12 text-text-muted underline">
          {m.stops_desk_stops({ count: stops })}
        </a>
      )}
    </Part>
  )
}
