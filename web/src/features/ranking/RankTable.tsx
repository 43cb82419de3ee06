import { useState } from 'react'

import { useData } from '@/data/hooks'
import { rightTo } from '@/data/rights'
import { oddsOf } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { proposes } from '@/record/fields/editor-options'
import { recordAddress, useLink } from '@/record/screen/address'
import { cx } from '@/ui/cx'
import { KindIcon } from '@/ui/icon'
import { tip } from '@/ui/tooltip'

import { barOf, follows, sayRange, short, type Input, type Ranked, type Row } from './ranking'
import { RangeEditor } from './RangeEditor'

/** The ranking as a table: each input is changed where it is read. */
export function RankTable({ ranked, product }: { ranked: Ranked; product: string }) {
  const at = barOf(ranked.rows)
  if (ranked.rows.length === 0) return null
  return (
    <>
      <table className="w-full border-collapse text-13">
        <thead className="sticky top-0 z-10 bg-bg">
          <tr className="border-b border-line text-left text-12 text-text-muted [&>th]:h-8 [&>th]:px-2 [&>th]:py-1 [&>th]:align-bottom [&>th]:font-medium">
            <th className="w-12 pl-4! text-right">{m.ranking_place()}</th>
            <th>{m.bets_feature()}</th>
            {ranked.inputs.map((i) => (
              <th key={i.name} title={i.help || undefined} className="text-right max-lg:hidden">
                {i.label}
                <Unit of={i.unit} />
              </th>
            ))}
            <th className="w-56 max-md:hidden">
              {m.ranking_score()}
              <Unit of={ranked.unit} />
            </th>
            <th className="w-28">{m.ranking_chance({ top: ranked.top })}</th>
          </tr>
        </thead>
        <tbody>
          {ranked.rows.map((r) => (
            <Line key={r.feature} row={r} ranked={ranked} product={product} at={at} />
          ))}
        </tbody>
      </table>
      <p className="max-w-4xl px-4 py-3 text-12 text-text-muted">{ranked.rule}</p>
    </>
  )
}

/** In what the figures under it are counted. */
function Unit({ of }: { of: string }) {
  return of ? <span className="block font-normal text-text-faint">{of}</span> : null
}

/** Why a feature has no score: the inputs that it lacks, by their names. */
function lacks(row: Row, ranked: Ranked): string {
  const list = (row.missing ?? []).map((name) => ranked.inputs.find((i) => i.name === name)?.label ?? name)
  return list.length > 0 ? m.ranking_lacks({ list: list.join(', ') }) : m.ranking_unscored()
}

function Line({ row: r, ranked, product, at }: { row: Row; ranked: Ranked; product: string; at: (v: number) => number }) {
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
        {/* Where there is no room for columns, each input stands under its feature, and is changed there. */}
        <span className="tabular -mx-2 flex flex-wrap pl-5.5 text-12 text-text-muted lg:hidden">
          <span className="inline-flex min-h-8 items-center px-2 md:hidden">{r.score === null ? lacks(r, ranked) : m.ranking_score_said({ score: short(r.score), low: short(r.low ?? r.score), high: short(r.high ?? r.score) })}</span>
          {ranked.inputs.map((i) => (
            <Cell key={i.name} row={r} input={i} ranked={ranked} product={product} named />
          ))}
        </span>
      </td>
      {ranked.inputs.map((i) => (
        <td key={i.name} className="tabular p-0! text-right max-lg:hidden">
          <Cell row={r} input={i} ranked={ranked} product={product} />
        </td>
      ))}
      <td className="max-md:hidden">
        {r.score === null ? (
          <span className="text-12 text-text-muted">{lacks(r, ranked)}</span>
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
            <span className="tabular w-10 text-right">{oddsOf(r.chance)}</span>
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

interface CellProps {
  row: Row
  input: Input
  ranked: Ranked
  product: string
  /** With the input's name, where no column says it. */
  named?: boolean
}

/** An input of a feature, changed where it is read; what follows from something else is only read. */
export function Cell({ row: r, input, ranked, product, named }: CellProps) {
  const data = useData()
  const [open, setOpen] = useState(false)
  const range = r.ranges[input.name]
  const swing = r.swings?.find((s) => s.input === input.name)
  const moves = swing && swing.atLow !== swing.atHigh ? m.ranking_swing({ low: swing.atLow, high: swing.atHigh }) : undefined
  const right = rightTo(data, 'feature.score', product)
  const said = `${named ? `${input.label} ` : ''}${sayRange(range, input)}`
  if (follows(input) || right.may === 'no') return <span title={input.help} className={cx('inline-flex min-h-8 items-center px-2 whitespace-nowrap', !named && 'w-full justify-end')}>{said}</span>
  return (
    <>
      <button
        type="button"
        // Begins with what stands there, so that it answers to its words when spoken.
        aria-label={named ? `${said}, ${r.key}` : m.ranking_edit({ input: input.label, key: r.key, value: sayRange(range, input) })}
        {...tip([moves, proposes(right)].filter(Boolean).join(' · ') || undefined)}
        onClick={() => setOpen(true)}
        className={cx('min-h-8 rounded-sm px-2 whitespace-nowrap hover:bg-bg-selected', !named && 'w-full text-right', !range && 'text-text-faint')}
      >
        {said}
      </button>
      {open && <RangeEditor ranking={ranked.id} product={product} feature={{ id: r.feature, title: r.title }} input={input} range={range} onClose={() => setOpen(false)} />}
    </>
  )
}
