/**
 * Charts: a drawing for the eye, a table for everybody else, and both as files.
 * The drawing is loaded only when a chart is shown; this file is small.
 */
import { lazy, type ReactNode, Suspense, useCallback, useId, useMemo, useRef, useState } from 'react'

import { m } from '@/locales/gen/messages.js'

import { IconButton } from './button'
import type { TakePicture } from './chart/ChartCanvas'
import { csvOf, fileName, tableOf } from './chart/table'
import type { ChartProps, TableData } from './chart/types'
import { cx } from './cx'
import { give } from './give'
import { Menu } from './menu'
import { Skeleton } from './skeleton'

export type { ChartProps, ChartType, Mark, Picked, Point, Series, TableData } from './chart/types'
export { Sparkline } from './sparkline'

// A drawing that cannot be loaded must not take the screen with it: the numbers stand in.
const ChartCanvas = lazy(() => import('./chart/ChartCanvas').catch(() => ({ default: ({ instead }: { instead: ReactNode }) => instead })))

export function Chart({ label, summary, table, height = 240, onPick, menu = true, actions, className, ...given }: ChartProps) {
  const [asTable, setAsTable] = useState(false)
  const camera = useRef<TakePicture>(undefined)
  const onCamera = useCallback((take: TakePicture) => void (camera.current = take), [])
  const id = useId()
  const { type, categories, series, marks, xLabel, yLabel, horizontal, format, formatX, formatCategory } = given
  const data = useMemo(
    () => ({ type, categories, series, marks, xLabel, yLabel, horizontal, format, formatX, formatCategory }),
    [type, categories, series, marks, xLabel, yLabel, horizontal, format, formatX, formatCategory],
  )
  const numbers = table ?? tableOf(data, m.ui_chart_name())
  const empty = numbers.rows.length === 0
  const take = async (kind: 'png' | 'svg') => {
    const blob = await camera.current?.(kind)
    if (blob) give(`${fileName(label)}.${kind}`, blob)
  }
  return (
    <figure aria-label={label} aria-describedby={summary ? id : undefined} className={cx('relative min-w-0', className)}>
      {(summary || actions || (menu && !empty)) && (
        <div className="mb-2 flex items-start gap-2">
          <figcaption id={id} className="min-w-0 grow pt-1 text-12 text-text-muted">
            {summary}
          </figcaption>
          {actions}
          {menu && !empty && (
            <Menu
              align="end"
              trigger={<IconButton size="sm" icon="ellipsis" label={`${label}: ${m.ui_chart_download()}`} />}
              items={[
                { label: asTable ? m.ui_chart_hide_table() : m.ui_chart_show_table(), icon: asTable ? 'chart-line' : 'table', onSelect: () => setAsTable(!asTable) },
                'separator',
                { label: m.ui_chart_as_csv(), icon: 'download', onSelect: () => give(`${fileName(label)}.csv`, new Blob([csvOf(numbers)], { type: 'text/csv' })) },
                { label: m.ui_chart_as_png(), icon: 'image', disabled: asTable, onSelect: () => void take('png') },
                { label: m.ui_chart_as_svg(), icon: 'image', disabled: asTable, onSelect: () => void take('svg') },
              ]}
            />
          )}
        </div>
      )}
      {empty ? (
        <p className="grid place-items-center text-13 text-text-faint" style={{ height }}>
          {m.ui_chart_empty()}
        </p>
      ) : asTable ? (
        <Numbers label={label} table={numbers} format={format} height={height} />
      ) : (
        <>
          <Suspense fallback={<Skeleton height={height} />}>
            <ChartCanvas
              data={data}
              height={height}
              onPick={onPick}
              onCamera={onCamera}
              instead={<Numbers label={label} table={numbers} format={format} height={height} note={m.ui_chart_failed()} />}
            />
          </Suspense>
          <Numbers label={label} table={numbers} format={format} unseen />
        </>
      )}
    </figure>
  )
}

function Numbers({ label, table, format, height, unseen, note }: { label: string; table: TableData; format?: (value: number) => string; height?: number; unseen?: boolean; note?: string }) {
  const show = (value: string | number | null) => (value === null ? m.ui_chart_no_value() : typeof value === 'number' ? (format ?? String)(value) : value)
  return (
    <div
      className={unseen ? 'sr-only' : 'overflow-auto rounded border border-line quiet-scroll'}
      style={unseen ? undefined : { maxHeight: height }}
      {...(unseen ? {} : { role: 'region', tabIndex: 0, 'aria-label': label })}
    >
      {note && <p className="px-3 py-2 text-12 text-text-muted">{note}</p>}
      <table className="w-full border-collapse text-12 tabular">
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr>
            {table.columns.map((column, i) => (
              <th key={column} scope="col" className={cx('sticky top-0 border-b border-line bg-bg-sunken px-3 py-1.5 font-medium', i === 0 ? 'text-left' : 'text-right')}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, r) => (
            <tr key={r} className="border-b border-line last:border-b-0">
              {row.map((value, i) =>
                i === 0 ? (
                  <th key={i} scope="row" className="px-3 py-1 text-left font-normal">
                    {show(value)}
                  </th>
                ) : (
                  <td key={i} className={cx('px-3 py-1', typeof value === 'number' ? 'text-right' : value === null ? 'text-right text-text-faint' : '')}>
                    {show(value)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
