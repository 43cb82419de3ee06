/** How good our bets are: hits, ranges that held, and how well the odds were said, by person and by team. */
import { useAsk, useMe, useMember } from '@/data/hooks'
import { number, percent } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { screenAddress, useLink } from '@/record/screen/address'
import { Part } from '@/record/screen/Screen'
import { Owner } from '@/record/screen/Line'
import { SkeletonRows } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'

interface Share {
  of: number
  count: number
  share: number | null
  low: number | null
  high: number | null
}

interface Track {
  member: string | null
  product: string | null
  settled: number
  late: number
  hits: Share
  coverage: Share
  forecasts: number
  said: number | null
  brier: number | null
  brierBase: number | null
  factor: number | null
  steps: { from: number; to: number; said: number; came: Share }[]
}

interface Records {
  people: Track[]
  teams: Track[]
  all: Track
  rule: string
}

export function TrackRecord({ product }: { product: string }) {
  const asked = useAsk<Records>(`/bets/record?product=${product}`, ['feature'])
  const r = asked.value
  if (!r && asked.status === 'error') return <ErrorState text={asked.error?.detail} onRetry={asked.retry} />
  if (!r)
    return (
      <div className="p-4">
        <SkeletonRows count={4} />
      </div>
    )
  if (r.all.settled + r.all.late === 0) return <EmptyState icon="flask-conical" title={m.bets_track_empty()} text={m.bets_track_empty_text()} />
  return (
    <div className="flex flex-col gap-6 p-4">
      <Table title={m.bets_people()} tracks={r.people} product={product} />
      <Table title={m.bets_teams()} tracks={r.teams} product={product} />
      <Steps track={r.all} />
      <p className="max-w-3xl text-12 text-text-muted">{r.rule}</p>
    </div>
  )
}

/** The bets of a line, those that stand so alone if it is said. */
function betsOf(t: Track, here: string, products: readonly { id: string; key: string }[], stands?: string): string {
  const product = products.find((p) => p.id === t.product)?.key ?? here
  return screenAddress(product, 'bets', { by: t.member ?? undefined, stands })
}

function Table({ title, tracks, product }: { title: string; tracks: readonly Track[]; product: string }) {
  const link = useLink()
  const { products } = useMe()
  return (
    <Part title={title}>
      <table className="w-full max-w-4xl border-collapse text-13">
        <thead>
          <tr className="border-b border-line text-left text-12 text-text-muted [&>th]:h-8 [&>th]:px-2 [&>th]:font-medium [&>th+th]:text-right">
            <th>{m.bets_who()}</th>
            <th>{m.bets_settled()}</th>
            <th>{m.bets_hits()}</th>
            <th title={m.bets_coverage_help()}>{m.bets_coverage()}</th>
            <th title={m.bets_brier_help()} className="max-md:hidden">
              {m.bets_brier()}
            </th>
            <th title={m.bets_factor_help()} className="max-sm:hidden">
              {m.bets_factor()}
            </th>
          </tr>
        </thead>
        <tbody>
          {tracks.map((t) => (
            <tr key={t.member ?? t.product} className="tabular border-b border-line [&>td]:px-2 [&>td]:py-1.5 [&>td+td]:text-right">
              <td>
                <Who track={t} />
                {t.late > 0 && <span className="block text-12 text-text-muted">{m.bets_late({ count: t.late })}</span>}
              </td>
              <td>
                <a {...link(betsOf(t, product, products))} className="hover:underline">
                  {t.settled}
                </a>
              </td>
              <td>
                <a {...link(betsOf(t, product, products, 'hit'))} className="hover:underline">
                  <Portion share={t.hits} />
                </a>
              </td>
              <td>
                <Portion share={t.coverage} />
              </td>
              <td className="max-md:hidden">
                {t.brier === null ? '–' : number(t.brier)}
                {t.brierBase !== null && <span className="ml-1 text-12 text-text-muted">{m.bets_base({ base: number(t.brierBase) })}</span>}
              </td>
              <td className="max-sm:hidden">{t.factor === null ? '–' : percent(Math.min(1, 0.8 * t.factor))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  )
}

function Who({ track: t }: { track: Track }) {
  const person = useMember(t.member ?? undefined)
  const product = useMe().products.find((p) => p.id === t.product)
  if (!t.member) return <span>{product?.title ?? '–'}</span>
  return (
    <span className="flex items-center gap-2">
      <Owner id={t.member} />
      {person?.name ?? m.record_nobody()}
    </span>
  )
}

function Portion({ share: s }: { share: Share }) {
  if (s.share === null) return <>–</>
  return (
    <>
      <span className="block">{m.bets_share({ share: percent(s.share), count: s.count, of: s.of })}</span>
      <span className="block text-12 text-text-muted">{m.bets_between({ low: percent(s.low), high: percent(s.high) })}</span>
    </>
  )
}

/** What was said with some odds, and how often it came: on the line, both are the same. */
function Steps({ track: t }: { track: Track }) {
  if (t.steps.length === 0) return null
  return (
    <Part title={m.bets_said_came()}>
      <ul className="flex max-w-2xl flex-col gap-2 py-1">
        {t.steps.map((s) => (
          <li key={s.from} className="grid grid-cols-[minmax(0,18rem)_minmax(0,1fr)] items-center gap-3 text-13 max-sm:grid-cols-1">
            <span className="tabular">{m.bets_step({ from: s.from, to: s.to, said: percent(s.said), came: percent(s.came.share), count: s.came.count, of: s.came.of })}</span>
            <span aria-hidden className="relative h-3 rounded-sm bg-bg-hover">
              <span className="absolute inset-y-0 left-0 rounded-sm bg-accent/40" style={{ width: `${(s.came.share ?? 0) * 100}%` }} />
              <span className="absolute inset-y-0 w-0.5 bg-text" style={{ left: `${s.said * 100}%` }} />
            </span>
          </li>
        ))}
      </ul>
    </Part>
  )
}
