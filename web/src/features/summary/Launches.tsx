import { address } from '@/data/client'
import { useAsk } from '@/data/hooks'
import { addDays } from '@/lib/scale'
import { m } from '@/locales/gen/messages.js'
import { heard, type LaunchCalendar } from '@/record/launch/launch'
import { LaunchRow } from '@/record/launch/Row'

import { Block } from './Block'
import type { Of } from './of'

const most = 4
/** As far as the screen of launches looks, so that it lists what is counted here. */
const years = 3 * 366

/** Launches ahead with how ready each is; what is past its day and not out stays in sight. */
export function Launches({ of }: { of: Of }) {
  const asked = useAsk<LaunchCalendar>(address('/launches/calendar', { product: of.scope.product, from: addDays(of.today, -years), to: addDays(of.today, years) }), heard)
  const ahead = asked.value ? [...asked.value.items, ...asked.value.undated].filter((l) => (l.category === 'todo' || l.category === 'doing') && of.has(l.product)) : []
  return (
    <Block title={m.summary_launches()} to={of.opens('launches')} counted={of.opens('launches')} count={ahead.length} ready={Boolean(asked.value)} error={asked.error} onRetry={asked.retry} none={ahead.length === 0 && m.launch_none_ahead()}>
      {ahead.slice(0, most).map((l) => (
        <LaunchRow key={l.id} line={l} today={of.today} of={of.here} brief />
      ))}
    </Block>
  )
}
