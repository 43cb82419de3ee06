import { useAsk } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { heard, type LaunchCalendar } from '@/record/launch/launch'
import { LaunchRow } from '@/record/launch/Row'
import { screenAddress } from '@/record/screen/address'
import { Part } from '@/record/screen/Screen'
import { addDays } from '@/lib/scale'
import { AllOf, Failed, Waiting } from '@/record/screen/PartStates'
import { useToday } from '@/record/screen/today'

const most = 2

/** The launches to come, with how ready each is; those that are past their day and not out stay in sight. */
export function LaunchesAhead({ product }: { product: string }) {
  const today = useToday()
  const asked = useAsk<LaunchCalendar>(`/launches/calendar?product=${product}&from=${addDays(today, -60)}&to=${addDays(today, 400)}`, heard)
  const ahead = asked.value && [...asked.value.items, ...asked.value.undated].filter((l) => l.category === 'todo' || l.category === 'doing')
  return (
    <Part title={m.launch_ahead()} note={ahead && ahead.length > 0 ? <AllOf count={ahead.length} to={screenAddress(product, 'launches')} /> : undefined}>
      {!ahead && asked.status !== 'error' && <Waiting rows={2} />}
      {!ahead && asked.status === 'error' && <Failed text={asked.error?.detail} onRetry={asked.retry} />}
      {ahead?.length === 0 && <p className="py-1.5 text-text-muted">{m.launch_none_ahead()}</p>}
      {ahead?.slice(0, most).map((l) => <LaunchRow key={l.id} line={l} today={today} of={product} brief />)}
    </Part>
  )
}
