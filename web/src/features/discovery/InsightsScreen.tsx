import { m } from '@/locales/gen/messages.js'
import { RecordList } from '@/record/list/RecordList'

export function InsightsScreen({ product }: { product: string }) {
  return (
    <RecordList
      screen="insights"
      name={m.screens_insights()}
      product={product}
      kinds={['insight']}
      base="type:insight"
      views={['table', 'board', 'calendar']}
      defaults={{ sort: '-drawnon', cols: 'state,confidence,drawnOn,owner' }}
      empty={{ icon: 'lightbulb', title: m.screens_insights_empty(), text: m.screens_insights_empty_text() }}
    />
  )
}
