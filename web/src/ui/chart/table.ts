/** A chart as numbers: for screen readers, for whoever prefers them, and for a file. */
import type { ChartData, TableData } from './types'

export function tableOf({ type, categories = [], series, xLabel, yLabel }: ChartData, nameColumn: string): TableData {
  if (type === 'scatter')
    return {
      columns: [nameColumn, xLabel ?? 'x', yLabel ?? 'y'],
      rows: series.flatMap((s) => (s.points ?? []).map((p) => [p.name, p.x, p.y])),
    }
  const columns = [xLabel ?? nameColumn]
  for (const s of series) {
    columns.push(s.name)
    if (s.low && s.high) columns.push(`${s.name} ↓`, `${s.name} ↑`)
  }
  const rows = categories.map((category, i) => [
    category,
    ...series.flatMap((s) => {
      const value = s.values?.[i] ?? null
      return s.low && s.high ? [value, s.low[i] ?? null, s.high[i] ?? null] : [value]
    }),
  ])
  return { columns, rows }
}

/** As spreadsheets read it; a cell that would be taken for a formula is defused. */
export function csvOf({ columns, rows }: TableData): string {
  const cell = (value: string | number | null) => {
    if (value === null) return ''
    if (typeof value === 'number') return String(value)
    const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  return [columns, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n'
}

/** A name for a file: "Flow of work, last 30 days" is flow-of-work-last-30-days. */
export const fileName = (label: string): string =>
  label
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '') || 'chart'
