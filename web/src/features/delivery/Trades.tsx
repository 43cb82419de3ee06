import { useState } from 'react'

import { useAsk } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { sayAge } from '@/lib/when'
import { oddsOf } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { Line, Owner } from '@/record/screen/Line'
import { useMay } from '@/record/screen/may'
import { Part } from '@/record/screen/Screen'
import { Button } from '@/ui/button'
import { Icon } from '@/ui/icon'

import { ExplainTrade } from './ExplainTrade'
import { TradeScope } from './TradeScope'
import type { Trade, Traded } from './types'

/** What came into a running sprint for what went out, with the odds before and after. */
export function Trades({ sprint, product }: { sprint: Rec; product: string }) {
  const { value: trades } = useAsk<Trade[]>(`/sprints/${sprint.id}/trades`, ['trade'])
  const right = useMay('sprint.plan', sprint.product)
  const [trading, setTrading] = useState(false)
  const [explaining, setExplaining] = useState<Trade>()
  const running = sprint.category === 'doing'
  if (!running && (!trades || trades.length === 0)) return null
  return (
    <Part
      title={m.delivery_trades()}
      note={trades && trades.length > 0 ? trades.length : undefined}
      actions={
        running &&
        right.may !== 'no' && (
          <Button size="sm" icon="refresh-cw" title={right.may === 'propose' ? m.screens_proposes_to({ who: right.decides?.join(', ') ?? '' }) : undefined} onClick={() => setTrading(true)}>
            {m.delivery_trade()}
          </Button>
        )
      }
    >
      {trades?.length === 0 && <p className="text-text-muted">{m.delivery_trades_none()}</p>}
      <ol className="flex flex-col gap-2">
        {trades?.map((t) => (
          <li key={t.id} className="border-t pt-1 first:border-t-0">
            <div className="flex items-center gap-2 text-12 text-text-muted">
              <Owner id={t.createdBy} />
              <span>{sayAge(t.createdAt)}</span>
              {t.oddsAfter !== null && <span className="tabular ml-auto">{t.oddsBefore === null ? oddsOf(t.oddsAfter) : m.delivery_trade_odds({ before: oddsOf(t.oddsBefore), after: oddsOf(t.oddsAfter) })}</span>}
            </div>
            <Side items={t.came} came />
            <Side items={t.went} />
            {t.why && <p className="pl-6 text-13 text-text-muted">{t.why}</p>}
            {!t.why && (t.came.length === 0 || t.went.length === 0) && (
              <p className="flex flex-wrap items-center gap-x-2 pl-6 text-13 text-amber-text">
                {t.came.length > 0 ? m.delivery_trade_no_out() : m.delivery_trade_no_why()}
                {right.may !== 'no' && (
                  <Button size="sm" variant="ghost" onClick={() => setExplaining(t)}>
                    {m.delivery_trade_explain()}
                  </Button>
                )}
              </p>
            )}
          </li>
        ))}
      </ol>
      {explaining && <ExplainTrade trade={explaining} onClose={() => setExplaining(undefined)} />}
      {trading && <TradeScope sprint={sprint} product={product} onClose={() => setTrading(false)} />}
    </Part>
  )
}

function Side({ items, came }: { items: readonly Traded[]; came?: boolean }) {
  return items.map((i) => (
    <div key={i.item} className="flex items-center gap-2">
      <Icon name={came ? 'plus' : 'minus'} size={14} className={came ? 'text-green' : 'text-amber'} label={came ? m.screens_scope_came() : m.screens_scope_went()} />
      <div className="min-w-0 flex-1 pl-2">
        <Line id={i.item} note={i.estimate === null ? m.screens_unsized() : m.screens_points({ count: i.estimate })} plain />
      </div>
    </div>
  ))
}
