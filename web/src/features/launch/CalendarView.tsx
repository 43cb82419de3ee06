import { useAsk, useMe } from '@/data/hooks'
import { gridOf, monthEnd, monthStart, sameMonth } from '@/lib/calendar'
import { addMonths, type Day, isDay } from '@/lib/scale'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { heard, type LaunchCalendar, type LaunchLine, standsLook, tierName } from '@/record/launch/launch'
import { LaunchRow } from '@/record/launch/Row'
import { useLink } from '@/record/screen/address'
import { screenKeys } from '@/record/screen/keys'
import { Part } from '@/record/screen/Screen'
import { useAddressed } from '@/record/screen/shown'
import { takeOrTell } from '@/record/screen/take'
import { useToday } from '@/record/screen/today'
import { Button, IconButton } from '@/ui/button'
import { cx } from '@/ui/cx'
import { firstWeekday, showDayInFull, showMonth, weekdayNames } from '@/ui/day'
import { SkeletonRows } from '@/ui/skeleton'
import { ErrorState } from '@/ui/state'
import { Segmented } from '@/ui/tabs'
import { tip } from '@/ui/tooltip'

type Span = 'month' | 'quarter'
type Which = 'all' | 'one'

const quarterStart = (day: Day): Day => `${day.slice(0, 5)}${String(Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`

/** Launches and their reviews by day, over all products. The arrows turn the page, T goes to today. */
export function CalendarView({ product }: { product: string }) {
  const today = useToday()
  const [span, setSpan] = useAddressed('span')
  const [on, setOn] = useAddressed('on')
  const [which, setWhich] = useAddressed('of')
  const long: Span = span === 'quarter' ? 'quarter' : 'month'
  const at = on && isDay(on) ? on : today
  const start = long === 'quarter' ? quarterStart(at) : monthStart(at)
  const months = Array.from({ length: long === 'quarter' ? 3 : 1 }, (_, i) => addMonths(start, i))
  const end = monthEnd(months.at(-1)!)
  const turn = (by: number) => setOn(addMonths(start, by * months.length))
  const query = `from=${start}&to=${end}${which === 'one' ? `&product=${product}` : ''}`
  const asked = useAsk<LaunchCalendar>(`/launches/calendar?${query}`, heard)
  const title = long === 'quarter' ? m.launch_quarter({ n: Math.floor((Number(start.slice(5, 7)) - 1) / 3) + 1, year: start.slice(0, 4) }) : showMonth(start)
  return (
    <div ref={screenKeys({ ArrowLeft: () => turn(-1), ArrowRight: () => turn(1), t: () => setOn(undefined) })} className="quiet-scroll flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto px-4 py-3">
      <div className="flex flex-wrap items-center gap-2">
        <IconButton icon="chevron-left" label={m.launch_earlier()} onClick={() => turn(-1)} />
        <h2 className="min-w-36 text-center text-14 font-semibold" aria-live="polite">
          {title}
        </h2>
        <IconButton icon="chevron-right" label={m.launch_later()} onClick={() => turn(1)} />
        <Button size="sm" kbd="t" onClick={() => setOn(undefined)}>
          {m.launch_today()}
        </Button>
        <span className="ml-auto flex flex-wrap items-center gap-2">
          <Segmented<Which>
            size="sm"
            label={m.launch_which()}
            value={which === 'one' ? 'one' : 'all'}
            onChange={(v) => setWhich(v === 'one' ? v : undefined)}
            options={[
              { value: 'all', label: m.launch_all_products() },
              { value: 'one', label: product },
            ]}
          />
          <Segmented<Span>
            size="sm"
            label={m.launch_span()}
            value={long}
            onChange={(v) => setSpan(v === 'quarter' ? v : undefined)}
            options={[
              { value: 'month', label: m.launch_month() },
              { value: 'quarter', label: m.launch_quarter_word() },
            ]}
          />
          <Button size="sm" variant="ghost" icon="download" onClick={() => void takeOrTell(`/launches/feed?${query}`)} {...tip(m.launch_ics_hint())}>
            {m.launch_ics()}
          </Button>
        </span>
      </div>
      {!asked.value && (asked.status === 'error' ? <ErrorState text={asked.error?.detail} onRetry={asked.retry} /> : <SkeletonRows count={6} />)}
      {asked.value && (
        <>
          {asked.value.items.length + asked.value.reviews.length === 0 && <p className="text-text-muted">{m.launch_none_in_time()}</p>}
          <div className={cx('grid gap-4', months.length > 1 && 'xl:grid-cols-3')}>
            {months.map((first) => (
              <Month key={first} first={first} named={months.length > 1} lines={asked.value!.items} reviews={asked.value!.reviews} today={today} product={product} />
            ))}
          </div>
          {asked.value.undated.length > 0 && (
            <Part title={m.launch_undated()} note={asked.value.undated.length}>
              {asked.value.undated.map((l) => (
                <LaunchRow key={l.id} line={l} today={today} of={product} />
              ))}
            </Part>
          )}
        </>
      )}
    </div>
  )
}

function Month({ first, named, lines, reviews, today, product }: { first: Day; named: boolean; lines: readonly LaunchLine[]; reviews: readonly LaunchLine[]; today: string; product: string }) {
  const weekday = firstWeekday()
  const dayOf = (l: LaunchLine) => l.launchedOn ?? l.day
  const names = weekdayNames(weekday, 'short')
  const on = (day: Day) => ({ out: lines.filter((l) => dayOf(l) === day), back: [...lines, ...reviews].filter((l) => l.reviewDue === day && l.launchedOn !== null) })
  const count = (day: Day) => on(day).out.length + on(day).back.length
  const weeks = gridOf(first, 'month', weekday)
  const full = weeks.flat().filter((day) => sameMonth(day, first) && count(day) > 0)
  const entries = (day: Day) => (
    <ul className="flex flex-col gap-0.5">
      {on(day).out.map((l) => (
        <Entry key={l.id} line={l} product={product} />
      ))}
      {on(day).back.map((l) => (
        <Entry key={`${l.id} review`} line={l} product={product} review />
      ))}
    </ul>
  )
  return (
    <div className="flex min-w-0 flex-col">
      {named && <h3 className="pb-1 text-13 font-semibold">{showMonth(first)}</h3>}
      {/* Seven columns leave no room for a word on a phone, nor do three months beside each other: there stands what there is, day by day. */}
      <dl aria-label={showMonth(first)} className={cx('flex flex-col divide-y', named ? 'order-last pt-2' : 'sm:hidden')}>
        {full.map((day) => (
          <div key={day} className="grid grid-cols-[6rem_minmax(0,1fr)] gap-2 py-1.5">
            <dt className={cx('tabular py-1 text-12', day === today ? 'font-semibold' : 'text-text-muted')}>{sayDay(day, today)}</dt>
            <dd>{entries(day)}</dd>
          </div>
        ))}
      </dl>
      <table className="hidden w-full table-fixed border-collapse sm:table">
        <caption className="sr-only">{showMonth(first)}</caption>
        <thead>
          <tr>
            {names.map((n) => (
              <th key={n} scope="col" className="h-6 truncate text-12 font-medium text-text-muted">
                {n}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day} className={cx('border p-1', named ? 'h-10' : 'h-20', 'align-top', !sameMonth(day, first) && 'bg-bg-sunken', day === today && 'bg-bg-selected')}>
                  <span className={cx('tabular text-12', sameMonth(day, first) ? 'text-text-muted' : 'text-text-faint', day === today && 'font-semibold text-text')} title={showDayInFull(day)}>
                    {Number(day.slice(8))}
                  </span>
                  {sameMonth(day, first) && (named ? <Marks count={count(day)} /> : entries(day))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** That something is on a day; what it is stands below. */
function Marks({ count }: { count: number }) {
  return (
    <span aria-hidden className="flex h-2 gap-0.5">
      {Array.from({ length: Math.min(count, 3) }, (_, i) => (
        <span key={i} className="size-1.5 rounded-full bg-accent" />
      ))}
    </span>
  )
}

const colours: Record<string, string> = { green: 'border-l-green', blue: 'border-l-blue', amber: 'border-l-amber', red: 'border-l-red', neutral: 'border-l-line-strong' }

function Entry({ line: l, product, review }: { line: LaunchLine; product: string; review?: boolean }) {
  const link = useLink()
  const home = useMe().products.find((p) => p.id === l.product)
  const look = standsLook(l.readiness.stands)
  const name = review ? m.launch_review_entry({ title: l.title }) : l.title
  return (
    <li>
      <a {...link(`/p/${home?.key ?? product}/launches/${l.key}${review ? '?tab=review' : ''}`)} title={`${l.key} ${name}: ${tierName(l.tier)}, ${look.name()}`} className={cx('block min-h-6 rounded-sm border-l-2 bg-bg-raised px-1 py-1 text-12 leading-4 hyphens-auto wrap-anywhere hover:underline', review ? 'border-l-line-strong text-text-muted' : (colours[look.tone] ?? colours.neutral))}>
        {name}
        <span className="sr-only">
          {`, ${tierName(l.tier)}, ${look.name()}`}
        </span>
      </a>
    </li>
  )
}
