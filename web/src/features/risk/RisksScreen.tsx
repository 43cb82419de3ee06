/** What may go wrong, how likely and how bad, and what is done about it. */
import { m } from '@/locales/gen/messages.js'
import { RecordList } from '@/record/list/RecordList'
import { QuickFilters } from '@/record/screen/QuickFilters'

import { RegisterHead } from './RegisterHead'

export function RisksScreen({ product }: { product: string }) {
  return (
    <RecordList
      screen="risks"
      name={m.screens_risks()}
      product={product}
      kinds={['risk']}
      base="type:risk"
      views={['table', 'board', 'calendar']}
      defaults={{ sort: '-severity,-exposure', cols: 'severity,state,exposure,exposureDays,reviewOn,owner' }}
      actions={
        <QuickFilters
          filters={[
            { label: m.screens_quick_open(), q: 'is:open' },
            { label: m.screens_quick_unanswered(), q: 'no:response is:open' },
            { label: m.screens_quick_review(), q: 'reviewon<=today is:open' },
            { label: m.risks_quick_unrated(), q: 'no:severity is:open' },
            { label: m.risks_came_true(), q: 'has:occurredon' },
          ]}
        />
      }
      above={<RegisterHead product={product} />}
      empty={{ icon: 'triangle-alert', title: m.screens_risks_empty(), text: m.screens_risks_empty_text() }}
    />
  )
}
