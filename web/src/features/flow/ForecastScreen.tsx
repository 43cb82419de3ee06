/** What may be expected: when work will be done, how much by a day, and how such statements held so far. */
import { address } from '@/data/client'
import { useAsk } from '@/data/hooks'
import { number, oddsOf, percent } from '@/lib/measure'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { Part, Screen } from '@/record/screen/Screen'
import { useToday } from '@/record/screen/today'
import { Button } from '@/ui/button'
import { Chart } from '@/ui/chart'
import { Skeleton } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'

import type { Forecast } from './answers'
import { BackTestPart } from './BackTestPart'
import { ForecastForm } from './ForecastForm'
import { flowKinds } from './scope'
import { type Question, useQuestion } from './question'

export function ForecastScreen({ product }: { product: string }) {
  const [question, set] = useQuestion(product)
  return (
    <Screen title={m.flow_forecast()} note={m.flow_forecast_says()} scroll>
      <div className="grid gap-x-10 gap-y-6 px-4 py-4 lg:grid-cols-[18rem_minmax(0,1fr)]">
        <ForecastForm product={product} question={question} set={set} />
        <div className="flex min-w-0 flex-col gap-8">
          <Answer question={question} again={() => set({ seed: String(1 + Math.floor(Math.random() * 0xffffffff)) })} />
          <BackTestPart product={product} />
        </div>
      </div>
    </Screen>
  )
}

function Answer({ question, again }: { question: Question; again: () => void }) {
  const today = useToday()
  const { value: f, error, retry } = useAsk<Forecast>(address('/flow/forecast', { ...question }), flowKinds)
  if (!f) return error ? <ErrorState title={m.flow_forecast_failed()} text={error.detail} onRetry={retry} /> : <Skeleton width="100%" height={320} />
  const say = (day: string | null) => (day ? sayDay(day, today) : m.flow_forecast_never())
  const pace = m.flow_forecast_pace({ items: number(f.pace.items), days: f.pace.days, zeros: f.pace.zeros })
  const at85 = f.when.find((o) => o.share === 0.85)
  return (
    <Part title={m.flow_forecast_when()} note={f.why ? undefined : [m.flow_forecast_items({ count: f.remaining }), f.ahead > 0 && m.flow_forecast_ahead({ count: f.ahead })].filter(Boolean).join(' · ')}>
      {error && <p className="text-12 text-amber-text">{m.flow_stale({ why: error.detail })}</p>}
      {f.why ? (
        <EmptyState icon="telescope" title={m.flow_forecast_none()} text={f.why} />
      ) : (
        <div className="flex flex-col gap-4 pt-1">
          <ul className="grid grid-cols-2 gap-x-6 gap-y-2 sm:grid-cols-4">
            {f.when.map((o) => (
              <li key={o.share} className="border-l-2 border-line-strong pl-3">
                <span className="block text-12 text-text-muted">{m.flow_forecast_share({ share: percent(o.share) })}</span>
                <span className="tabular block text-16 font-semibold">{say(o.on)}</span>
              </li>
            ))}
          </ul>
          <Chart
            type="line"
            label={m.flow_forecast_curve()}
            summary={at85 ? m.flow_forecast_summary({ day: say(at85.on) }) : ''}
            categories={f.curve.map((d) => d.on)}
            formatCategory={(day) => sayDay(day, today)}
            format={(v) => percent(v)}
            series={[{ name: m.flow_forecast_odds(), values: f.curve.map((d) => d.odds) }]}
            marks={[{ label: '50%', y: 0.5 }, { label: '85%', y: 0.85, tone: 'green' }]}
            height={260}
          />
          {f.by && (
            <div>
              <h3 className="text-13 font-semibold">{m.flow_forecast_many({ day: say(f.by.on) })}</h3>
              <ul className="tabular mt-1 flex flex-wrap gap-x-8 gap-y-1 text-13">
                <li>{m.flow_forecast_by_odds({ odds: oddsOf(f.by.odds), day: say(f.by.on) })}</li>
                {f.by.howMany.map((h) => (
                  <li key={h.share} className="text-text-muted">
                    {m.flow_forecast_share({ share: percent(h.share) })}: {m.flow_forecast_at_least({ count: h.items })}
                  </li>
                ))}
              </ul>
            </div>
          )}
          <p className="max-w-3xl border-t pt-3 text-12 text-text-muted">
            {pace} {f.rule} {m.flow_forecast_kept({ seed: String(f.seed), trials: number(f.trials) })}{' '}
            <Button size="sm" variant="ghost" icon="refresh-cw" onClick={again}>
              {m.flow_forecast_again()}
            </Button>
          </p>
        </div>
      )}
    </Part>
  )
}
