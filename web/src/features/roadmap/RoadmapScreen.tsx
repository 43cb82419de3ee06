/**
 * The roadmap: features and initiatives over time, by now, next and later, as a
 * table or by their states, with releases as marks.
 */
import { m } from '@/locales/gen/messages.js'
import { RecordList } from '@/record/list/RecordList'
import { ExportMenu } from '@/record/roadmap/ExportMenu'
import { useScope } from '@/record/roadmap/scope'
import { QuickFilters } from '@/record/screen/QuickFilters'
import { useAddressed } from '@/record/screen/shown'
import { Select } from '@/ui/select'

/** Dropped ones are history, not plan. */
const plan = 'type:feature,initiative -state:dropped'

/** They stand over the timeline as marks. */
const releases = 'type:release -state:dropped'

/** What is out already is shown on a word. */
const open = 'category:todo,doing'

/** Which layout of a page is most like a view. */
const forms: Record<string, 'timeline' | 'horizons' | 'table'> = { timeline: 'timeline', calendar: 'timeline', horizons: 'horizons', board: 'table', table: 'table' }

export function RoadmapScreen({ product }: { product: string }) {
  const [of, setOf] = useAddressed('of')
  const [said] = useAddressed('q')
  const [view] = useAddressed('view')
  const [group] = useAddressed('group')
  const scope = useScope(product, of)
  const own = scope.value === 'here'
  const among = own || !scope.products ? '' : scope.products.length > 0 ? ` product:${scope.products.join(',')}` : ' -type:feature,initiative'
  const q = [plan, among, said === '-' ? '' : (said ?? open)].filter(Boolean).join(' ')
  return (
    <RecordList
      key={scope.value}
      screen="roadmap"
      name={m.screens_roadmap()}
      lead={<Select size="sm" bare label={m.plan_scope()} value={scope.value} onChange={(v) => setOf(v === 'here' ? undefined : v)} options={scope.options} />}
      product={own ? product : undefined}
      kinds={['feature', 'initiative']}
      base={plan + among}
      query={open}
      views={['timeline', 'horizons', 'table', 'board', 'calendar']}
      defaults={{ sort: 'starton,rank', milestones: own ? releases : undefined, cols: own ? 'state,horizon,startOn,endOn,link.objective,link.release,owner' : 'product,state,horizon,startOn,endOn,link.objective,link.release,owner' }}
      actions={
        <>
          <ExportMenu seen={{ product: scope.product, portfolio: scope.portfolio, q, form: forms[view ?? 'timeline'], group, title: `${m.screens_roadmap()}: ${scope.title}` }} />
          <QuickFilters
            usual={open}
            filters={[
              { label: m.screens_quick_open(), q: open },
              { label: m.screens_quick_mine(), q: 'is:mine' },
              { label: m.screens_quick_undated(), q: 'no:endon' },
              { label: m.screens_quick_bets(), q: 'has:hypothesis' },
            ]}
          />
        </>
      }
      empty={{ icon: 'map', title: m.screens_roadmap_empty(), text: m.screens_roadmap_empty_text() }}
    />
  )
}
