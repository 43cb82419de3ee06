import { address } from '@/data/client'
import { useAsk } from '@/data/hooks'
import { percent } from '@/lib/measure'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { Part } from '@/record/screen/Screen'
import { useToday } from '@/record/screen/today'
import { Chart } from '@/ui/chart'
import { Skeleton } from '@/ui/skeleton'
import { ErrorState } from '@/ui/state'

import type { BackTest } from './answers'

/** How the forecasts of the past year came out. */
export function BackTestPart({ product }: { product: string }) {
  const today = useToday()
  const { value: b, error, retry } = useAsk<BackTest>(address('/flow/backtest', { product }))
  return (
    <Part title={m.flow_backtest()} note={m.flow_backtest_says()}>
      {!b && (error ? <ErrorState title={m.flow_forecast_failed()} text={error.detail} onRetry={retry} /> : <Skeleton width="100%" height={200} />)}
      {b && b.checks.length === 0 && <p className="text-13 text-text-muted">{m.flow_backtest_short()}</p>}
      {b && b.checks.length > 0 && (
        <div className="flex flex-col gap-4 pt-1">
          <p className="text-14 font-medium">{b.says}</p>
          <table className="w-full max-w-md border-collapse text-13">
            <caption className="sr-only">{m.flow_backtest()}</caption>
            <thead>
              <tr className="h-7 text-12 text-text-muted [&>th]:text-right [&>th]:font-medium">
                <th scope="col" className="text-left!">
                  {m.flow_forecast_odds()}
                </th>
                <th scope="col">{m.flow_backtest_statements()}</th>
                <th scope="col">{m.flow_backtest_held()}</th>
                <th scope="col">{m.flow_backtest_rate()}</th>
              </tr>
            </thead>
            <tbody>
              {b.shares.map((s) => (
                <tr key={s.share} className="tabular h-7 border-t [&>td]:text-right">
                  <th scope="row" className="text-left font-normal">
                    {percent(s.share)}
                  </th>
                  <td>{s.made}</td>
                  <td>{s.held}</td>
                  <td className="font-medium">{percent(s.rate)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <Chart
            type="line"
            label={m.flow_backtest_chart()}
            summary={m.flow_backtest_summary({ days: b.ahead })}
            categories={b.checks.map((c) => c.on)}
            formatCategory={(day) => sayDay(day, today)}
            series={[
              { name: m.flow_backtest_came(), values: b.checks.map((c) => (c.until <= today ? c.came : null)) },
              { name: m.flow_backtest_said(), values: b.checks.map((c) => c.said.find((s) => s.share === 0.85)?.items ?? null), dashed: true, tone: 'neutral' },
            ]}
            yLabel={m.flow_items()}
            height={220}
          />
          <p className="max-w-3xl text-12 text-text-muted">{b.rule}</p>
        </div>
      )}
    </Part>
  )
}
