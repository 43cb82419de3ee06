import { useState } from 'react'

import { percent } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { recordAddress, useLink } from '@/record/screen/address'
import { cx } from '@/ui/cx'
import { KindIcon } from '@/ui/icon'

import { barOf, sayRange, short, type Input, type Ranked, type Row } from './ranking'
import { RangeEditor } from './RangeEditor'

/** The ranking as a table: each input is changed where it is read. */
export function RankTable({ ranked }: { ranked: Ranked }) {
  const at = barOf(ranked.rows)
  if (ranked.rows.length === 0) return null
  return (
    <>
      <table className="w-full border-collapse text-13">
        <thead className="sticky top-0 z-10 bg-bg">
          <tr className="border-b border-line text-left text-12 text-text-muted [&>th]:h-8 [&>th]:px-2 [&>th]:font-medium">
            <th className="w-12 pl-4! text-right">{m.ranking_place()}</th>
            <th>{m.bets_feature()}</th>
            {ranked.inputs.map((i) => (
              <th key={i.name} title={[i.help, i.unit].filter(Boolean).join(' ')} className="text-right max-lg:hidden">
                {i.label}
              </th>
            ))}
            <th className="w-56 max-md:hidden">{m.ranking_score()}</th>
            <th className="w-28">{m.ranking_chance({ top: ranked.top })}</th>
          </tr>
        </thead>
        <tbody>
          {ranked.rows.map((r) => (
            <Line key={r.feature} row={r} ranked={ranked} at={at} />
          ))}
        </tbody>
      </table>
      <p className="max-w-4xl px-4 py-3 text-12 text-text-muted">{ranked.rule}</p>
    </>
  )
}

function Line({ row: r, ranked, at }: { row: Row; ranked: Ranked; at: (v: number) => number }) {
  const link = useLink()
  const unsure = ranked.undecided?.includes(r.feature)
  return (
    <tr data-feature={r.key} className={cx('border-b border-line hover:bg-bg-hover [&>td]:px-2 [&>td]:py-1', r.place === ranked.top && 'border-b-2 border-b-accent')}>
      <td className="tabular pl-4! text-right font-medium" title={r.place > 0 ? m.ranking_places({ from: r.placeLow, to: r.placeHigh }) : undefined}>
        {r.place || '–'}
      </td>
      <td className="max-w-80 min-w-40">
        <a {...link(recordAddress(r.key))} className="flex min-w-0 items-center gap-2 hover:underline">
          <KindIcon kind="feature" size={14} />
          <span className="keyed shrink-0 text-text-faint max-sm:hidden">{r.key}</span>
          <span className="min-w-0 truncate">{r.title}</span>
        </a>
        {(r.reading || unsure || r.factor !== null) && (
          <span className="block pl-5.5 text-12 text-text-muted">{[r.reading, unsure && m.ranking_unsure(), r.factor !== null && m.ranking_factor({ factor: short(r.factor) })].filter(Boolean).join(' · ')}</span>
        )}
      </td>
      {ranked.inputs.map((i) => (
        <Cell key={i.name} row={r} input={i} ranked={ranked} />
      ))}
      <td className="max-md:hidden">
        {r.score === null ? (
          <span className="text-text-faint" title={r.missing?.join(', ')}>
            {m.ranking_unscored()}
          </span>
        ) : (
          <span className="grid grid-cols-[4rem_minmax(0,1fr)] items-center gap-2" title={m.ranking_between({ low: short(r.low), high: short(r.high) })}>
            <span className="tabular text-right font-medium">{short(r.score)}</span>
            <ErrorBar row={r} at={at} />
          </span>
        )}
      </td>
      <td>
        {r.place > 0 && (
          <span className="flex items-center gap-2">
            <span className="tabular w-10 text-right">{percent(r.chance)}</span>
            <span aria-hidden className="h-2 w-12 overflow-hidden rounded-sm bg-bg-hover">
              <span className={cx('block h-full', unsure ? 'bg-amber' : 'bg-accent')} style={{ width: `${r.chance * 100}%` }} />
            </span>
          </span>
        )}
      </td>
    </tr>
  )
}

function ErrorBar({ row: r, at }: { row: Row; at: (v: number) => number }) {
  return (
    <svg aria-hidden viewBox="0 0 100 12" preserveAspectRatio="none" className="h-4 w-full">
      <rect x={0} y={3} height={6} width={at(r.score!)} className="fill-accent/30" />
      {r.low !== null && r.high !== null && <line x1={at(r.low)} x2={at(r.high)} y1={6} y2={6} vectorEffect="non-scaling-stroke" strokeWidth={1.5} className="stroke-text" />}
    </svg>
  )
}

function Cell({ row: r, input, ranked }: { row: Row; input: Input; ranked: Ranked }) {
  const [open, setOpen] = useState(false)
  const range = r.ranges[input.name]
  const swing = r.swings?.find((s) => s.input === input.name)
  const moves = swing && swing.atLow !== swing.atHigh ? m.ranking_swing({ low: swing.atLow, high: swing.atHigh }) : undefined
  return (
    <td className="tabular p-0! text-right max-lg:hidden">
      <button
        type="button"
        aria-label={m.ranking_edit({ input: input.label, key: r.key, value: sayRange(range, input) })}
        title={moves}
        onClick={() => setOpen(true)}
        className={cx('min-h-8 w-full px-2 text-right whitespace-nowrap hover:bg-bg-selected', !range && 'text-text-faint')}
      >
        {sayRange(range, input)}
      </button>
      {open && <RangeEditor ranking={ranked.id} feature={{ id: r.feature, title: r.title }} input={input} range={range} onClose={() => setOpen(false)} />}
    </td>
  )
}
