/** Bets: what is predicted, how it came out, and how good our bets are. */
import { useAsk, useMembers } from '@/data/hooks'
import { percent } from '@/lib/measure'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { standsLook, standsName, sayRange, type Bet, type Stands } from '@/record/bet/bet'
import { BetRange } from '@/record/bet/BetRange'
import { recordAddress, screenAddress, useLink } from '@/record/screen/address'
import { Owner } from '@/record/screen/Line'
import { Screen } from '@/record/screen/Screen'
import { useAddressed } from '@/record/screen/shown'
import { useToday } from '@/record/screen/today'
import { Badge } from '@/ui/badge'
import { KindIcon } from '@/ui/icon'
import { Select } from '@/ui/select'
import { SkeletonRows } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'
import { Tabs } from '@/ui/tabs'

import { TrackRecord } from './TrackRecord'

interface List {
  items: Bet[]
  counts: Partial<Record<Stands, number>>
  more: boolean
}

const heard = ['feature', 'metric_point', 'metric']
/** Whose bet it is: who made it, or whose feature it is while nobody did. */
const whose = (b: Bet) => b.by ?? b.owner

const all = ['due', 'running', 'open', 'hit', 'missed', 'incomplete'] as const

export function BetsScreen({ product }: { product: string }) {
  const [tab, setTab] = useAddressed('tab')
  const [stands, setStands] = useAddressed('stands')
  const [by, setBy] = useAddressed('by')
  const members = useMembers()
  const asked = useAsk<List>(`/bets?product=${product}${stands ? `&stands=${stands}` : ''}`, heard)
  const counts = asked.value?.counts ?? {}
  const shown = tab === 'record' ? 'record' : 'list'
  const people = [...new Set(asked.value?.items.map(whose))].flatMap((id) => members.find((x) => x.id === id) ?? [])
  return (
    <Screen
      title={m.bets_go()}
      note={asked.value && Object.values(counts).some(Boolean) && m.bets_screen_note({ due: counts.due ?? 0, running: counts.running ?? 0, open: counts.open ?? 0 })}
      actions={
        shown === 'list' && (
          <>
            {(people.length > 1 || by) && (
              <Select
                size="sm"
                label={m.bets_by()}
                value={by ?? 'all'}
                onChange={(v) => setBy(v === 'all' ? undefined : v)}
                options={[{ value: 'all', label: m.bets_everybody() }, ...people.map((x) => ({ value: x.id, label: x.name }))]}
              />
            )}
            <Select
              size="sm"
              label={m.bets_outcome()}
              value={stands ?? 'all'}
              onChange={(v) => setStands(v === 'all' ? undefined : v)}
              options={[{ value: 'all', label: m.bets_all() }, ...all.map((s) => ({ value: s as string, label: standsName[s](), hint: counts[s] ? String(counts[s]) : undefined }))]}
            />
          </>
        )
      }
    >
      <Tabs
        label={m.bets_go()}
        value={shown}
        onChange={(v) => setTab(v === 'record' ? v : undefined)}
        className="px-4"
        tabs={[
          { value: 'list', label: m.bets_list() },
          { value: 'record', label: m.bets_record() },
        ]}
      />
      <div className="quiet-scroll min-h-0 flex-1 overflow-auto" role="region" aria-label={shown === 'record' ? m.bets_record() : m.bets_list()} tabIndex={0}>
        {shown === 'record' ? <TrackRecord product={product} /> : <Shown asked={asked} by={by} product={product} filtered={Boolean(stands ?? by)} />}
      </div>
    </Screen>
  )
}

function Shown({ asked, by, product, filtered }: { asked: ReturnType<typeof useAsk<List>>; by?: string; product: string; filtered: boolean }) {
  const link = useLink()
  const list = asked.value
  if (!list && asked.status === 'error') return <ErrorState text={asked.error?.detail} onRetry={asked.retry} />
  if (!list)
    return (
      <div className="p-4">
        <SkeletonRows count={8} />
      </div>
    )
  const items = list.items.filter((b) => !by || whose(b) === by)
  if (items.length === 0)
    return filtered ? (
      <p className="p-4 text-13 text-text-muted">{m.bets_empty_filter()}</p>
    ) : (
      <EmptyState
        icon="flask-conical"
        title={m.bets_empty()}
        text={m.bets_empty_text()}
        action={
          <a {...link(screenAddress(product, 'roadmap'))} className="text-13 text-accent-text hover:underline">
            {m.bets_to_roadmap()}
          </a>
        }
      />
    )
  return (
    <>
      <table className="w-full border-collapse text-13">
        <thead className="sticky top-0 z-10 bg-bg">
          <tr className="border-b border-line text-left text-12 text-text-muted [&>th]:h-8 [&>th]:px-2 [&>th]:font-medium">
            <th className="pl-4!">{m.bets_feature()}</th>
            <th className="w-36">{m.bets_outcome()}</th>
            <th className="max-md:hidden">{m.bets_prediction()}</th>
            <th className="w-56 max-lg:hidden">{m.bets_picture()}</th>
            <th className="w-14 text-right max-sm:hidden">{m.bets_odds()}</th>
            <th className="w-24 max-sm:hidden">{m.bets_judged()}</th>
            <th className="w-12 max-md:hidden">{m.bets_by()}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((b) => (
            <Row key={b.feature} bet={b} />
          ))}
        </tbody>
      </table>
      {list.more && <p className="px-4 py-3 text-12 text-text-muted">{m.bets_more()}</p>}
    </>
  )
}

function Row({ bet: b }: { bet: Bet }) {
  const link = useLink()
  const today = useToday()
  return (
    <tr className="border-b border-line hover:bg-bg-hover [&>td]:px-2 [&>td]:py-1.5">
      <td className="max-w-96 pl-4! max-md:max-w-52">
        <a {...link(recordAddress(b.key))} className="flex min-w-0 items-center gap-2 hover:underline">
          <KindIcon kind="feature" size={14} />
          <span className="keyed shrink-0 text-text-faint max-sm:hidden">{b.key}</span>
          <span className="min-w-0 truncate">{b.title}</span>
        </a>
        {/* Where there is no room for columns: what it says, how sure one is and when it is judged. */}
        <span className="tabular block pl-5.5 text-12 text-text-muted md:hidden">
          {[
            b.hidden ? m.bets_hidden_metric() : b.name,
            b.low !== null && sayRange(b.low, b.high, b),
            b.odds !== null && m.bets_row_odds({ odds: percent(b.odds / 100) }),
            b.on && m.bets_row_on({ day: sayDay(b.on, today) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </td>
      <td>
        <Badge tone={standsLook[b.stands].tone} icon={standsLook[b.stands].icon}>
          {standsName[b.stands]()}
        </Badge>
      </td>
      <td className="max-w-80 max-md:hidden">
        <span className="block truncate">{b.hidden ? m.bets_hidden_metric() : b.name}</span>
        {b.low !== null && <span className="tabular block text-12 text-text-muted">{sayRange(b.low, b.high, b)}</span>}
      </td>
      <td className="max-lg:hidden">
        <BetRange bet={b} />
      </td>
      <td className="tabular text-right max-sm:hidden">{b.odds === null ? '–' : percent(b.odds / 100)}</td>
      <td className="tabular whitespace-nowrap text-text-muted max-sm:hidden">{b.on ? sayDay(b.on, today) : '–'}</td>
      <td className="max-md:hidden">
        <Owner id={whose(b)} />
      </td>
    </tr>
  )
}
