import type { ReactNode } from 'react'

import { change, measure, money, percent, withUnit } from '@/lib/measure'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Part } from '@/record/screen/Screen'
import { Badge } from '@/ui/badge'
import { IconButton } from '@/ui/button'
import type { Tone } from '@/ui/styles'

import { sayEvery, sayPrice, type Effect, type Plan, type Price, type Pricing } from './prices'
import { RangeBar } from './RangeBar'

interface TimelineProps {
  pricing: Pricing
  onChange?: (of: Plan, price: Price) => void
}

/** All prices of all plans, the latest first: why, what was expected, what came. */
export function PriceTimeline({ pricing, onChange }: TimelineProps) {
  const all = pricing.plans.flatMap((plan) => plan.prices.map((price) => ({ plan, price }))).sort((a, b) => b.price.from.localeCompare(a.price.from) || a.plan.name.localeCompare(b.plan.name))
  return (
    <Part title={m.prices_timeline()}>
      {all.length === 0 ? (
        <p className="text-13 text-text-muted">{m.prices_changes_none()}</p>
      ) : (
        <>
          <ol aria-label={m.prices_timeline()} className="flex flex-col pt-1">
            {all.map(({ plan, price }) => (
              <Entry key={price.id} plan={plan} price={price} pricing={pricing} onChange={onChange && (() => onChange(plan, price))} />
            ))}
          </ol>
          <p className="max-w-3xl border-t pt-3 text-12 text-text-muted">{pricing.rule}</p>
        </>
      )}
    </Part>
  )
}

interface EntryProps {
  plan: Plan
  price: Price
  pricing: Pricing
  onChange?: () => void
}

function Entry({ plan, price: c, pricing, onChange }: EntryProps) {
  const act = useAct()
  const day = sayDay(c.from, pricing.today)
  const holds = plan.prices.find((p) => !p.ahead)?.id === c.id
  const said = c.was === null ? m.prices_begin({ plan: plan.name, price: sayEvery(c.amount, plan) }) : m.prices_moved({ plan: plan.name, was: sayPrice(c.was, plan.currency), price: sayEvery(c.amount, plan) })
  const remove = () => act('POST', `/priceplans/${plan.id}/price`, { from: c.from, amount: null }, m.prices_gone({ plan: plan.name, day }))
  return (
    <li aria-label={said} className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 md:grid-cols-[7rem_auto_minmax(0,1fr)]">
      <span className="tabular hidden pt-0.5 text-right text-12 text-text-muted md:block">{day}</span>
      <span aria-hidden className="relative flex w-3 justify-center">
        <span className="absolute inset-y-0 w-px bg-line" />
        <span className={`relative mt-1.5 size-2.5 rounded-full border-2 ${c.ahead ? 'border-line-strong bg-bg' : 'border-accent bg-accent'}`} />
      </span>
      <div className="flex min-w-0 flex-col gap-1.5 pb-5">
        <span className="text-12 text-text-muted md:hidden">{day}</span>
        <div className="flex flex-wrap items-center gap-2">
          <h3 className="text-13 font-medium">{said}</h3>
          {c.share !== null && <Badge icon={c.share < 0 ? 'arrow-down' : 'arrow-up'}>{(c.share > 0 ? '+' : '') + percent(c.share)}</Badge>}
          {c.ahead && <Badge tone="blue">{m.prices_ahead()}</Badge>}
          {holds && <Badge tone="accent">{m.prices_now()}</Badge>}
          {onChange && (
            <span className="ml-auto flex">
              <IconButton size="sm" variant="ghost" icon="pencil" label={m.prices_change({ plan: plan.name, day })} onClick={onChange} />
              <IconButton size="sm" variant="ghost" icon="x" label={m.prices_remove({ plan: plan.name, day })} onClick={() => void remove()} />
            </span>
          )}
        </div>
        <dl className="grid max-w-3xl grid-cols-1 gap-x-3 gap-y-1 text-13 sm:grid-cols-[8rem_minmax(0,1fr)]">
          <Told name={m.prices_why()}>{c.reason}</Told>
          {(c.expects || c.low !== null) && (
            <Told name={m.prices_expected()}>
              {c.expects} {c.low !== null && c.high !== null && c.name && m.prices_expected_range({ metric: c.name, low: signed(c.low, c.unit), high: signed(c.high, c.unit) })}
            </Told>
          )}
          {c.keeps && <Told name={m.prices_kept()}>{c.keeps}</Told>}
          <Told name={m.prices_came()}>
            <Came price={c} currency={pricing.currency} />
          </Told>
        </dl>
      </div>
    </li>
  )
}

function Told({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-12 text-text-muted sm:pt-0.5">{name}</dt>
      <dd className="min-w-0 break-words max-sm:pb-1">{children}</dd>
    </>
  )
}

const signed = (n: number, unit: string) => withUnit(change(n), unit)

/** What came of a price: nothing yet, or numbers before and after it. */
function Came({ price: c, currency }: { price: Price; currency: string }) {
  if (c.was === null) return <Quiet text={m.prices_is_first()} />
  if (c.ahead) return <Quiet text={m.prices_ahead_text()} />
  return (
    <div className="flex flex-col gap-2">
      {c.seen && <Shown name={c.name} effect={c.seen} expected={c.low !== null && c.high !== null ? [c.low, c.high] : undefined} say={(n) => measure(n, c.unit)} sayChange={(n) => signed(n, c.unit)} />}
      {!c.seen && <Quiet text={c.name ? m.prices_early({ name: c.name }) : c.revenue ? m.prices_unmeasured() : m.prices_early_plain()} />}
      {c.revenue && <Shown name={m.prices_revenue()} effect={c.revenue} say={(n) => money(n, currency)} sayChange={(n) => (n > 0 ? '+' : '') + money(n, currency)} />}
    </div>
  )
}

const Quiet = ({ text }: { text: string }) => <span className="text-text-muted">{text}</span>

const verdicts: Record<Effect['says'], { tone: Tone; say: () => string }> = {
  'as expected': { tone: 'green', say: m.prices_says_expected },
  less: { tone: 'amber', say: m.prices_says_less },
  more: { tone: 'amber', say: m.prices_says_more },
  open: { tone: 'neutral', say: m.prices_says_open },
}

interface ShownProps {
  name: string
  effect: Effect
  /** The change that was expected, where one was. */
  expected?: [number, number]
  say: (n: number) => string
  sayChange: (n: number) => string
}

function Shown({ name, effect: e, expected, say, sayChange }: ShownProps) {
  const known = e.low !== null && e.high !== null
  return (
    <div className="flex flex-col gap-0.5">
      <span className="flex flex-wrap items-center gap-2">
        <span className="tabular">{m.prices_seen({ name, before: say(e.before), after: say(e.after), change: sayChange(e.change) })}</span>
        {expected && <Badge tone={verdicts[e.says].tone}>{verdicts[e.says].say()}</Badge>}
      </span>
      {known && <RangeBar low={e.low!} mid={e.change} high={e.high!} from={Math.min(0, e.low!, ...(expected ?? []))} to={Math.max(0, e.high!, ...(expected ?? []))} label={m.prices_bar({ name })} />}
      <span className="text-12 text-text-muted">
        {known ? m.prices_interval({ low: sayChange(e.low!), high: sayChange(e.high!), before: e.beforeN, after: e.afterN }) : m.prices_no_interval({ before: e.beforeN, after: e.afterN })}
      </span>
    </div>
  )
}
