import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { useToday } from '@/record/screen/today'
import { Button } from '@/ui/button'
import { Callout } from '@/ui/state'

import { useSunset } from './life'

/** On the page of a product in sunset: that it ends, when, and what is overdue of it. */
export function EndingNote({ product, onOpen }: { product: string; onOpen: () => void }) {
  const { value } = useSunset(product)
  const today = useToday()
  const late = value?.overdue.length ?? 0
  const end = value?.plan.endOn
  return (
    <div className="max-w-[90rem] px-4 pt-4">
      <Callout
        tone={late > 0 ? 'red' : 'amber'}
        icon={late > 0 ? 'circle-alert' : 'info'}
        title={m.life_page_ending()}
        actions={
          <Button size="sm" onClick={onOpen}>
            {m.life_page_open()}
          </Button>
        }
      >
        {[end && m.life_page_ending_on({ day: sayDay(end, today) }), late > 0 && m.life_overdue({ count: late })].filter(Boolean).join(' ')}
      </Callout>
    </div>
  )
}
