import { m } from '@/locales/gen/messages.js'
import { RecordList } from '@/record/list/RecordList'

export function DecisionsScreen({ product }: { product: string }) {
  return (
    <RecordList
      screen="decisions"
      name={m.screens_decisions()}
      product={product}
      kinds={['decision']}
      base="type:decision"
      views={['table', 'calendar', 'board']}
      defaults={{ sort: '-decidedon', cols: 'state,decidedOn,reviewOn,owner' }}
      empty={{ icon: 'scale', title: m.screens_decisions_empty(), text: m.screens_decisions_empty_text() }}
    />
  )
}
