/** What a product costs and brings: what was planned, what was, and what is expected. */
import { m } from '@/locales/gen/messages.js'
import { Screen } from '@/record/screen/Screen'
import { useAddressed } from '@/record/screen/shown'
import { useToday } from '@/record/screen/today'
import { IconButton } from '@/ui/button'
import { Tabs } from '@/ui/tabs'

import { StopView } from './StopView'
import { CasesView } from './CasesView'
import { LinesView } from './LinesView'
import { Overview } from './Overview'
import { PricingView } from './PricingView'
import { RatesView } from './RatesView'

const views = { overview: Overview, lines: LinesView, cases: CasesView, stop: StopView, pricing: PricingView, rates: RatesView }
type View = keyof typeof views

export function MoneyScreen({ product }: { product: string }) {
  const today = useToday()
  const [at, setView] = useAddressed('view')
  const [said, setYear] = useAddressed('year')
  const view: View = at !== undefined && at in views ? (at as View) : 'overview'
  const year = /^\d{4}$/.test(said ?? '') ? Number(said) : Number(today.slice(0, 4))
  const Shown = views[view]
  const step = (by: number) => setYear(String(year + by))
  return (
    <Screen
      title={m.money_title()}
      note={m.money_says()}
      scroll
      actions={
        (view === 'overview' || view === 'lines') && (
          <div role="group" aria-label={m.money_year()} className="flex items-center gap-1">
            <IconButton icon="chevron-left" label={m.money_year_before()} size="sm" variant="ghost" onClick={() => step(-1)} />
            <span className="tabular text-13 font-medium">{year}</span>
            <IconButton icon="chevron-right" label={m.money_year_after()} size="sm" variant="ghost" onClick={() => step(1)} />
          </div>
        )
      }
    >
      <Tabs
        label={m.money_views()}
        value={view}
        onChange={(v) => setView(v === 'overview' ? undefined : v)}
        tabs={[
          { value: 'overview', label: m.money_overview() },
          { value: 'lines', label: m.money_lines() },
          { value: 'cases', label: m.cases_title() },
          { value: 'stop', label: m.stops_tab() },
          { value: 'pricing', label: m.prices_tab() },
          { value: 'rates', label: m.money_rates() },
        ]}
        className="px-4"
      >
        <Shown product={product} year={year} />
      </Tabs>
    </Screen>
  )
}
