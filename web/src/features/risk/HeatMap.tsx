import { useMemo } from 'react'

import { useList } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { useRecords } from '@/record/screen/records'
import { useAddressed } from '@/record/screen/shown'
import { cx } from '@/ui/cx'

import { cellOf, cellQuery, matrixOf, steps, type Cell, type Level } from './matrix'

const fills: Record<Level, string> = { low: 'bg-green-soft text-green-text', medium: 'bg-amber-soft text-amber-text', high: 'bg-red-soft text-red-text' }
const levels: Record<Level, () => string> = { low: m.screens_risk_low, medium: m.screens_risk_medium, high: m.screens_risk_high }

/** The open risks by likelihood and impact; a cell shows its risks in the list below. */
export function HeatMap({ product }: { product: string }) {
  const list = useList({ q: 'type:risk is:open', product, limit: 200 })
  const risks = useRecords(list.ids)
  const [q, setQ] = useAddressed('q')
  const { rows, unrated } = useMemo(() => matrixOf(risks.map((r) => ({ likelihood: r.likelihood as number | null, impact: r.impact as number | null }))), [risks])
  const at = cellOf(q?.replace(' is:open', ''))
  if (list.status !== 'ready' || risks.length === 0) return null
  const pick = (c: Cell) => setQ(at?.likelihood === c.likelihood && at.impact === c.impact ? undefined : `${cellQuery(c)} is:open`)
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-6 gap-y-2 border-b px-4 py-2">
      <table aria-label={m.screens_risk_map()} className="border-separate border-spacing-0.5 text-12">
        <tbody>
          {rows.map((row, i) => (
            <tr key={row[0]!.likelihood}>
              {i === 0 && (
                <th rowSpan={5} scope="rowgroup" className="w-5 font-medium text-text-muted [writing-mode:sideways-lr]">
                  {m.screens_risk_likelihood()}
                </th>
              )}
              <th scope="row" className="tabular w-4 pr-1 text-right font-normal text-text-faint">
                {row[0]!.likelihood}
              </th>
              {row.map((c) => (
                <td key={c.impact} className="p-0">
                  <button
                    type="button"
                    disabled={c.count === 0}
                    aria-pressed={at?.likelihood === c.likelihood && at.impact === c.impact}
                    aria-label={m.screens_risk_cell({ count: c.count, likelihood: c.likelihood, impact: c.impact, level: levels[c.level]() })}
                    onClick={() => pick(c)}
                    className={cx('tabular grid h-6 w-12 place-items-center rounded-sm font-semibold aria-pressed:ring-2 aria-pressed:ring-accent', fills[c.level], c.count === 0 && 'opacity-55')}
                  >
                    {c.count || ''}
                  </button>
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <td colSpan={2} />
            {steps.map((s) => (
              <td key={s} className="tabular text-center text-text-faint">
                {s}
              </td>
            ))}
          </tr>
          <tr>
            <td colSpan={2} />
            <td colSpan={5} className="text-center font-medium text-text-muted">
              {m.screens_risk_impact()}
            </td>
          </tr>
        </tbody>
      </table>
      <ul className="flex gap-x-4 gap-y-1 text-text-muted sm:flex-col">
        {(['high', 'medium', 'low'] as const).map((l) => (
          <li key={l} className="flex items-center gap-2">
            <span aria-hidden className={cx('size-3 rounded-sm', fills[l])} />
            {levels[l]()} <span className="tabular font-medium text-text">{rows.flat().reduce((n, c) => n + (c.level === l ? c.count : 0), 0)}</span>
          </li>
        ))}
        {unrated > 0 && <li>{m.screens_risk_unrated({ count: unrated })}</li>}
      </ul>
    </div>
  )
}
