/**
 * The roadmap: features and initiatives over time, by now, next and later, as a
 * table or by their states, with releases as marks.
 */
import { m } from '@/locales/gen/messages.js'
import { RecordList } from '@/record/list/RecordList'
import { QuickFilters } from '@/record/screen/QuickFilters'

/** Dropped ones are history, not plan. */
const plan = 'type:feature,initiative -state:dropped'

/** They stand over the timeline as marks. */
const releases = 'type:release -state:dropped'

/** What is out already is shown on a word. */
const open = 'category:todo,doing'

export function RoadmapScreen({ product }: { product: string }) {
  return (
    <RecordList
      screen="roadmap"
      name={m.screens_roadmap()}
      product={product}
      kinds={['feature', 'initiative']}
      base={plan}
      query={open}
      views={['timeline', 'horizons', 'table', 'board', 'calendar']}
      defaults={{ sort: 'starton,rank', milestones: releases, cols: 'state,horizon,startOn,endOn,link.objective,link.release,owner' }}
      actions={
        <QuickFilters
          usual={open}
          filters={[
            { label: m.screens_quick_open(), q: open },
            { label: m.screens_quick_mine(), q: 'is:mine' },
            { label: m.screens_quick_undated(), q: 'no:endon' },
            { label: m.screens_quick_bets(), q: 'has:hypothesis' },
          ]}
        />
      }
      empty={{ icon: 'map', title: m.screens_roadmap_empty(), text: m.screens_roadmap_empty_text() }}
    />
  )
}
