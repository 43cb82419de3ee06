import { useList } from '@/data/hooks'
import { addDays } from '@/lib/scale'
import { m } from '@/locales/gen/messages.js'
import { RecordList } from '@/record/list/RecordList'
import { QuickFilters } from '@/record/screen/QuickFilters'
import { useToday } from '@/record/screen/today'

import { Waiting } from './Waiting'

export function DecisionsScreen({ product }: { product: string }) {
  return (
    <RecordList
      screen="decisions"
      name={m.screens_decisions()}
      product={product}
      kinds={['decision']}
      base="type:decision"
      views={['table', 'calendar', 'board']}
      defaults={{ sort: '-decidedon', cols: 'state,driver,approver,dueOn,decidedOn,reviewOn' }}
      actions={
        <QuickFilters
          filters={[
            { label: m.daci_quick_mine(), q: 'approver:me category:todo' },
            { label: m.daci_quick_drive(), q: 'driver:me category:todo' },
            { label: m.daci_quick_overdue(), q: 'dueon<today category:todo' },
            { label: m.daci_quick_review(), q: 'reviewon<=today category:done' },
          ]}
        />
      }
      above={<Due product={product} />}
      empty={{ icon: 'scale', title: m.screens_decisions_empty(), text: m.screens_decisions_empty_text() }}
    />
  )
}

/** Over the list: what is due or overdue, and what is to be looked at again. */
function Due({ product }: { product: string }) {
  const today = useToday()
  const due = useList({ q: `type:decision category:todo dueon<=${addDays(today, 7)} sort:dueon`, product, limit: 20 })
  const again = useList({ q: 'type:decision category:done reviewon<=today sort:reviewon', product, limit: 20 })
  if (due.ids.length + again.ids.length === 0) return null
  return (
    <div className="quiet-scroll grid max-h-[40dvh] shrink-0 gap-x-8 gap-y-2 overflow-y-auto border-b px-4 py-2 lg:grid-cols-2">
      {due.ids.length > 0 && <Waiting title={m.daci_waiting()} list={due} field="dueOn" />}
      {again.ids.length > 0 && <Waiting title={m.daci_reviews()} list={again} field="reviewOn" />}
    </div>
  )
}
