/** How the order hangs on what is not known exactly: each input at its ends, all others as they are likely. */
import { m } from '@/locales/gen/messages.js'
import { recordAddress, useLink } from '@/record/screen/address'
import { Badge } from '@/ui/badge'
import { KindIcon } from '@/ui/icon'

import { Cell } from './RankTable'
import { short, swingsOf, type Ranked } from './ranking'

export function Sensitivity({ ranked, product }: { ranked: Ranked; product: string }) {
  const link = useLink()
  const swings = swingsOf(ranked)
  if (swings.length === 0) return <p className="px-4 py-3 text-13 text-text-muted">{m.ranking_swings_none()}</p>
  const most = Math.max(...swings.flatMap((s) => [s.swing.least, s.swing.largest]), 1e-9)
  const least = Math.min(0, ...swings.flatMap((s) => [s.swing.least, s.swing.largest]))
  const at = (v: number) => (100 * (v - least)) / (most - least)
  return (
    <>
      <p className="max-w-4xl px-4 pb-3 text-13 text-text-muted">{m.ranking_swings_how({ top: ranked.top })}</p>
      <table className="w-full border-collapse text-13">
        <thead className="sticky top-0 z-10 bg-bg">
          <tr className="border-b border-line text-left text-12 text-text-muted [&>th]:h-8 [&>th]:px-2 [&>th]:font-medium">
            <th className="pl-4!">{m.bets_feature()}</th>
            <th className="max-md:hidden">{m.ranking_input()}</th>
            <th className="text-right max-md:hidden">{m.ranking_estimate()}</th>
            <th className="text-right">{m.ranking_swing_places()}</th>
            <th className="w-72 max-md:hidden">{m.ranking_swing_scores()}</th>
          </tr>
        </thead>
        <tbody>
          {swings.map(({ row: r, swing: s, input, crosses }) => {
            const ends = [s.least, s.largest].toSorted((a, b) => a - b)
            return (
              <tr key={`${r.feature} ${s.input}`} className="border-b border-line hover:bg-bg-hover [&>td]:px-2 [&>td]:py-1">
                <td className="max-w-80 pl-4!">
                  <a {...link(recordAddress(r.key))} className="flex min-w-0 items-center gap-2 hover:underline">
                    <KindIcon kind="feature" size={14} />
                    <span className="keyed shrink-0 text-text-faint max-sm:hidden">{r.key}</span>
                    <span className="min-w-0 truncate">{r.title}</span>
                  </a>
                  {/* Where there is no room for columns, the estimate stands under its feature. */}
                  <span className="tabular -mx-2 flex pl-5.5 text-12 text-text-muted md:hidden">
                    <Cell row={r} input={input} ranked={ranked} product={product} named />
                  </span>
                </td>
                <td className="max-md:hidden">{input.label}</td>
                <td className="tabular p-0! text-right max-md:hidden">
                  <Cell row={r} input={input} ranked={ranked} product={product} />
                </td>
                <td className="tabular text-right whitespace-nowrap">
                  {crosses && (
                    <Badge tone="amber" className="mr-2">
                      {m.ranking_crosses()}
                    </Badge>
                  )}
                  {m.ranking_from_to({ from: s.atLow, to: s.atHigh })}
                </td>
                <td className="max-md:hidden">
                  <span className="grid grid-cols-[7rem_minmax(0,1fr)] items-center gap-2">
                    <span className="tabular text-right">{m.ranking_from_to({ from: short(s.least), to: short(s.largest) })}</span>
                    <svg aria-hidden viewBox="0 0 100 12" preserveAspectRatio="none" className="h-4 w-full">
                      <line x1={0} x2={100} y1={6} y2={6} vectorEffect="non-scaling-stroke" className="stroke-line" strokeWidth={1} />
                      <rect x={at(ends[0]!)} width={Math.max(0.8, at(ends[1]!) - at(ends[0]!))} y={2} height={8} className={crosses ? 'fill-amber' : 'fill-accent/40'} />
                      {r.score !== null && <line x1={at(r.score)} x2={at(r.score)} y1={0} y2={12} vectorEffect="non-scaling-stroke" className="stroke-text" strokeWidth={1.5} />}
                    </svg>
                  </span>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </>
  )
}
