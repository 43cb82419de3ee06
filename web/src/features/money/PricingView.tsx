/** What a product is sold as: its plans, and how their prices changed and what came of it. */
import { useState, type ReactNode } from 'react'

import { address } from '@/data/client'
import { useAsk } from '@/data/hooks'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { recordAddress, useLink } from '@/record/screen/address'
import { useMay } from '@/record/screen/may'
import { Part } from '@/record/screen/Screen'
import { Badge } from '@/ui/badge'
import { Button, IconButton } from '@/ui/button'
import { Skeleton } from '@/ui/skeleton'
import { Callout, EmptyState } from '@/ui/state'

import { PlanDialog } from './PlanDialog'
import { PriceDialog } from './PriceDialog'
import { PriceTimeline } from './PriceTimeline'
import { priceKinds, sayEvery, sayPrice, type Plan, type Price, type Pricing } from './prices'
import { Refused } from './Refused'

/** What is asked for at the moment: a plan, new or changed, or a price of one. */
type Asked = { plan?: Plan } | { of: Plan; price?: Price }

export function PricingView({ product }: { product: string }) {
  const may = useMay('price.set', product)
  const [asked, setAsked] = useState<Asked>()
  const { value: p, error, retry } = useAsk<Pricing>(address('/priceplans', { product }), priceKinds)
  if (!p) return error ? <Refused error={error} retry={retry} /> : <Skeleton width="100%" height={300} />
  const sets = may.may !== 'no'
  const add = sets && (
    <Button icon="plus" onClick={() => setAsked({})}>
      {m.prices_add()}
    </Button>
  )
  const proposes = may.may === 'propose' && <p className="text-12 text-text-muted">{m.money_proposes({ to: may.decides?.join(', ') ?? '' })}</p>
  return (
    <div className="flex flex-col gap-6 px-4 py-4">
      {p.veiled && p.plans.length > 0 && (
        <Callout icon="lock" title={m.prices_veiled()}>
          {m.prices_veiled_text()}
        </Callout>
      )}
      {p.plans.length === 0 ? (
        <>
          {proposes}
          <EmptyState icon="tag" title={m.prices_none()} text={sets ? m.prices_none_text() : m.prices_none_yours()} action={add || undefined} />
        </>
      ) : (
        <Part title={m.prices_plans()} actions={add}>
          {proposes}
          <ul aria-label={m.prices_plans()} className="grid gap-3 pt-2 sm:grid-cols-2 xl:grid-cols-3">
            {p.plans.map((plan) => (
              <Card key={plan.id} plan={plan} pricing={p} onPlan={sets ? () => setAsked({ plan }) : undefined} onPrice={sets && !p.veiled ? () => setAsked({ of: plan }) : undefined} />
            ))}
          </ul>
          {Boolean(p.unmatched) && <p className="pt-2 text-12 text-text-muted">{m.prices_unmatched({ count: p.unmatched ?? 0 })}</p>}
        </Part>
      )}
      {!p.veiled && p.plans.length > 0 && <PriceTimeline pricing={p} onChange={sets ? (of, price) => setAsked({ of, price }) : undefined} />}
      {asked && ('of' in asked ? <PriceDialog of={asked.of} price={asked.price} product={product} today={p.today} onClose={() => setAsked(undefined)} /> : <PlanDialog plan={asked.plan} pricing={p} product={product} onClose={() => setAsked(undefined)} />)}
    </div>
  )
}

interface CardProps {
  plan: Plan
  pricing: Pricing
  onPlan?: () => void
  onPrice?: () => void
}

/** One plan, as somebody who sells it would read it. */
function Card({ plan, pricing, onPlan, onPrice }: CardProps) {
  const act = useAct()
  const link = useLink()
  const { today } = pricing
  const ended = plan.soldUntil !== null && plan.soldUntil !== '' && plan.soldUntil < today
  const next = plan.prices.findLast((c) => c.ahead)
  const holds = pricing.features.filter((f) => plan.features?.includes(f.id))
  const remove = () => act('DELETE', `/priceplans/${plan.id}`, undefined, m.prices_plan_gone({ plan: plan.name }))
  return (
    <li aria-label={plan.name} className="flex min-w-0 flex-col gap-2 rounded border border-line bg-bg-raised p-3">
      <div className="flex items-start gap-2">
        <h3 className="min-w-0 flex-1 text-14 font-semibold break-words">{plan.name}</h3>
        {onPlan && <IconButton size="sm" variant="ghost" icon="pencil" label={m.prices_change_plan({ plan: plan.name })} onClick={onPlan} />}
        {onPrice && <IconButton size="sm" variant="ghost" icon="trash-2" label={m.prices_remove_plan({ plan: plan.name })} onClick={() => void remove()} />}
      </div>
      <p className="tabular text-16 font-medium">{plan.amount === null ? <span className="text-text-muted">{m.prices_no_price()}</span> : sayEvery(plan.amount, plan)}</p>
      <div className="flex flex-wrap gap-1 empty:hidden">
        {next && <Badge icon="calendar">{m.prices_next({ price: sayPrice(next.amount, plan.currency), day: sayDay(next.from, today) })}</Badge>}
        {plan.soldUntil && <Badge tone={ended ? 'neutral' : 'amber'}>{ended ? m.prices_sold_ended({ day: sayDay(plan.soldUntil, today) }) : m.prices_sold_until({ day: sayDay(plan.soldUntil, today) })}</Badge>}
      </div>
      <dl className="flex flex-col gap-1.5 text-13">
        <Fact name={m.prices_for()} show={plan.for !== ''}>
          {plan.for}
        </Fact>
        <Fact name={m.prices_segment()} show={plan.segment !== ''}>
          {plan.segment}
        </Fact>
        <Fact name={m.prices_holds()} show={holds.length > 0}>
          <ul className="flex flex-col">
            {holds.map((f) => (
              <li key={f.id} className="min-w-0">
                <a {...link(recordAddress(f.key))} className="inline-flex min-h-6 items-center rounded hover:underline">
                  {f.title}
                </a>
              </li>
            ))}
          </ul>
        </Fact>
        <Fact name={m.prices_limits()} show={plan.limits !== ''}>
          {plan.limits}
        </Fact>
        <Fact name={m.prices_accounts()} show={plan.accounts !== null}>
          <span className="tabular">{plan.accounts}</span>
        </Fact>
      </dl>
      {onPrice && (
        <Button size="sm" icon="tag" className="mt-auto self-start" aria-label={m.prices_set_of({ plan: plan.name })} onClick={onPrice}>
          {m.prices_set()}
        </Button>
      )}
    </li>
  )
}

function Fact({ name, show, children }: { name: string; show: boolean; children: ReactNode }) {
  if (!show) return null
  return (
    <div className="min-w-0">
      <dt className="text-12 text-text-muted">{name}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  )
}
