/** A metric over time as the server tells it, and how it is drawn: its line, the line to its target, releases and changes of its definition. */
import type { Mark, Series } from '@/ui/chart'
import type { Point } from '@/record/screen/Trend'

export interface Line {
  from: string
  to: string
  start: number
  end: number
}

export interface Alert {
  id: string
  side: 'above' | 'below' | 'behind'
  bound: number
  crossedAt: string | null
  value: number | null
}

export interface MetricChart {
  metric: string
  points: Point[]
  more: boolean
  line: Line | null
  behind: number | null
  changes: { at: string; version: number; before: string }[]
  alerts: Alert[]
}

/** What the line to a target says for a moment; nothing before it begins, the target after its end. */
export function onLine(line: Line, at: string): number | null {
  const [from, to, now] = [line.from, line.to, at].map(Date.parse) as [number, number, number]
  if (now < from) return null
  if (now >= to) return line.end
  return line.start + ((line.end - line.start) * (now - from)) / (to - from)
}

export interface Event {
  day: string
  label: string
}

/** Upright lines at the first point on or after each event; several at one point share a line. */
export function marksOf(days: readonly string[], events: readonly Event[], tone: Mark['tone']): Mark[] {
  const at = new Map<string, string[]>()
  for (const e of [...events].sort((a, b) => a.day.localeCompare(b.day))) {
    const x = days.find((d) => d >= e.day)
    if (!x || e.day < days[0]!) continue
    at.set(x, [...(at.get(x) ?? []), e.label])
  }
  return [...at].map(([x, labels]) => ({ x, label: labels.join(', '), tone }))
}

/** The series: the metric, and beside it where it should be. */
export function seriesOf(points: readonly Point[], title: string, line: Line | null, lineName: string): Series[] {
  const own: Series = { name: title, values: points.map((p) => p.value) }
  if (!line) return [own]
  const should = points.map((p) => onLine(line, p.at))
  return should.every((v) => v === null) ? [own] : [own, { name: lineName, values: should, dashed: true, tone: 'neutral' }]
}
