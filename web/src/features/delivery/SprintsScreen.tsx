import { m } from '@/locales/gen/messages.js'
import { RecordList } from '@/record/list/RecordList'

/** All sprints of a product, the latest first. */
export function SprintsScreen({ product }: { product: string }) {
  return (
    <RecordList
      screen="sprints"
      name={m.screens_sprints()}
      product={product}
      kinds={['sprint']}
      base="type:sprint"
      query=""
      views={['table', 'timeline', 'calendar']}
      defaults={{ sort: '-starton', cols: 'state,goal,startOn,endOn,capacity,owner' }}
      address={(r) => `/p/${product}/sprints/${r.key}`}
      empty={{ icon: 'timer', title: m.screens_sprints_empty(), text: m.screens_sprints_empty_text() }}
    />
  )
}
