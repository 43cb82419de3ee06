import { m } from '@/locales/gen/messages.js'
import { RecordList } from '@/record/list/RecordList'

import { TreeChecks } from './TreeChecks'

export function OpportunitiesScreen({ product }: { product: string }) {
  return (
    <RecordList
      screen="opportunities"
      name={m.screens_opportunities()}
      product={product}
      kinds={['opportunity']}
      base="type:opportunity"
      views={['tree', 'table', 'board']}
      defaults={{ sort: 'rank', cols: 'state,segment,owner' }}
      above={<TreeChecks product={product} />}
      empty={{ icon: 'telescope', title: m.screens_opportunities_empty(), text: m.screens_opportunities_empty_text() }}
    />
  )
}
