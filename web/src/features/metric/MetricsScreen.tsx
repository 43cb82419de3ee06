/** The numbers of a product: where each stands, how it moves, and the points one enters. */
import { useList, type ListState } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { ListStates } from '@/record/screen/ListStates'
import { NewButton } from '@/record/screen/NewButton'
import { Screen } from '@/record/screen/Screen'
import { useAddressed } from '@/record/screen/shown'
import { Segmented } from '@/ui/tabs'

import { MetricRow } from './MetricRow'
import { MetricTree } from './MetricTree'
import { NewMetric } from './NewMetric'

export function MetricsScreen({ product }: { product: string }) {
  const list = useList({ q: `type:metric (product:${product} or no:product) sort:title`, limit: 200 })
  const [view, setView] = useAddressed('view')
  return (
    <Screen
      title={m.screens_metrics()}
      scroll
      actions={
        <>
          <Segmented
            label={m.metric_view()}
            value={view === 'tree' ? 'tree' : 'list'}
            onChange={(v) => setView(v === 'tree' ? v : undefined)}
            options={[
              { value: 'list', label: m.metric_view_list() },
              { value: 'tree', label: m.metric_view_tree() },
            ]}
          />
          <NewMetric product={product} />
          <NewButton kind="metric" product={product} />
        </>
      }
    >
      {view === 'tree' ? <MetricTree product={product} action={<NewButton kind="metric" product={product} primary />} /> : <MetricList list={list} product={product} />}
    </Screen>
  )
}

function MetricList({ list, product }: { list: ListState; product: string }) {
  return (
      <ListStates list={list} icon="chart-line" title={m.screens_metrics_empty()} text={m.screens_metrics_empty_text()} action={<NewButton kind="metric" product={product} primary />}>
        <table className="w-full table-fixed border-collapse text-left">
          <thead className="sticky top-0 z-10 bg-bg text-12 text-text-muted">
            <tr className="h-8 border-b [&>th]:px-2 [&>th]:font-medium">
              <th className="pl-4!">{m.screens_metric()}</th>
              <th className="w-28 text-right">{m.screens_metric_value()}</th>
              <th className="hidden w-28 text-right sm:table-cell">{m.screens_metric_change()}</th>
              <th className="hidden w-36 md:table-cell">{m.screens_metric_trend()}</th>
              <th className="hidden w-28 text-right md:table-cell">{m.screens_metric_target()}</th>
              <th className="hidden w-24 lg:table-cell">{m.screens_metric_target_on()}</th>
              <th className="hidden w-24 lg:table-cell">{m.screens_metric_source()}</th>
              <th className="w-16 pr-4! sm:w-36">
                <span className="sr-only">{m.screens_metric_enter()}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {list.ids.map((id) => (
              <MetricRow key={id} id={id} />
            ))}
          </tbody>
        </table>
      </ListStates>
  )
}
