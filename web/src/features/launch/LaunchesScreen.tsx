/** Launches: those ahead and behind, the calendar over all products, and what waits for oneself. */
import { useState } from 'react'

import { useAsk } from '@/data/hooks'
import { addDays } from '@/lib/scale'
import { m } from '@/locales/gen/messages.js'
import { heard, type LaunchCalendar } from '@/record/launch/launch'
import { LaunchRow } from '@/record/launch/Row'
import { useMay } from '@/record/screen/may'
import { Part, Screen } from '@/record/screen/Screen'
import { useAddressed } from '@/record/screen/shown'
import { useProduct, useToday } from '@/record/screen/today'
import { Button } from '@/ui/button'
import { SkeletonRows } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'
import { Segmented } from '@/ui/tabs'

import { BeginDialog } from './BeginDialog'
import { CalendarView } from './CalendarView'
import { Mine } from './Mine'

type View = 'list' | 'calendar' | 'mine'

export function LaunchesScreen({ product }: { product: string }) {
  const [view, setView] = useAddressed('view')
  const home = useProduct(product)
  const right = useMay('launch.plan', home?.id)
  const [making, setMaking] = useState(false)
  const shown: View = view === 'calendar' || view === 'mine' ? view : 'list'
  const make = right.may !== 'no' && (
    <Button size="sm" variant="primary" icon="plus" onClick={() => setMaking(true)}>
      {m.launch_new()}
    </Button>
  )
  return (
    <Screen
      title={m.launch_screen()}
      actions={
        <>
          <Segmented<View>
            label={m.launch_view()}
            size="sm"
            value={shown}
            onChange={(v) => setView(v === 'list' ? undefined : v)}
            options={[
              { value: 'list', label: m.launch_list() },
              { value: 'calendar', label: m.launch_calendar() },
              { value: 'mine', label: m.launch_mine() },
            ]}
          />
          {make}
        </>
      }
    >
      {shown === 'list' && <Lists product={product} action={make} />}
      {shown === 'calendar' && <CalendarView product={product} />}
      {shown === 'mine' && <Mine />}
      {making && <BeginDialog product={product} onClose={() => setMaking(false)} />}
    </Screen>
  )
}

/** How far a list looks back and ahead. */
const years = 3 * 366

function Lists({ product, action }: { product: string; action: React.ReactNode }) {
  const today = useToday()
  const asked = useAsk<LaunchCalendar>(`/launches/calendar?product=${product}&from=${addDays(today, -years)}&to=${addDays(today, years)}`, heard)
  if (!asked.value) {
    if (asked.status === 'error') return <ErrorState text={asked.error?.detail} onRetry={asked.retry} />
    return (
      <div className="p-4">
        <SkeletonRows count={6} />
      </div>
    )
  }
  const all = [...asked.value.items, ...asked.value.undated]
  if (all.length === 0) return <EmptyState icon="megaphone" title={m.launch_empty()} text={m.launch_empty_text()} action={action} />
  const ahead = all.filter((l) => l.category === 'todo' || l.category === 'doing')
  const behind = all.filter((l) => !ahead.includes(l)).toReversed()
  return (
    <div className="quiet-scroll min-h-0 flex-1 overflow-y-auto">
      <div className="flex max-w-4xl flex-col gap-6 px-4 py-3">
        <Part title={m.launch_ahead()} note={ahead.length}>
          {ahead.length === 0 ? <p className="py-1.5 text-text-muted">{m.launch_none_ahead()}</p> : ahead.map((l) => <LaunchRow key={l.id} line={l} today={today} of={product} />)}
        </Part>
        {behind.length > 0 && (
          <Part title={m.launch_behind()} note={behind.length}>
            {behind.map((l) => (
              <LaunchRow key={l.id} line={l} today={today} of={product} />
            ))}
          </Part>
        )}
        {asked.value.more && <p className="text-12 text-text-muted">{m.launch_more()}</p>}
      </div>
    </div>
  )
}
