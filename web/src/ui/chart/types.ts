/** What a chart is told. What it shows can always be read as a table too. */
import type { ReactNode } from 'react'

import type { Tone } from '@/ui/styles'

export type ChartType = 'line' | 'bar' | 'area' | 'stacked' | 'scatter' | 'funnel' | 'heatmap' | 'pie'

/** A point of a scatter plot. */
export interface Point {
  x: number
  y: number
  /** What it stands for. */
  name: string
  /** How large it is drawn, relative to the others. */
  size?: number
  id?: string
}

export interface Series {
  name: string
  /** One for each category; of a heatmap, the row of that name. */
  values?: readonly (number | null)[]
  /** Of a scatter plot. */
  points?: readonly Point[]
  /** The points of a scatter plot are joined by a line, and not drawn themselves. */
  joined?: boolean
  /** A tone where the series means a state; otherwise the palette gives the next colour. */
  tone?: Tone
  /** A forecast, or the period before. */
  dashed?: boolean
  /** A line that stays level until it steps. */
  stepped?: boolean
  /** A range around the line: odds, or a spread. */
  low?: readonly (number | null)[]
  high?: readonly (number | null)[]
}

/** A line across the chart: a target, a capacity, today. */
export interface Mark {
  label: string
  /** Across, at this value. */
  y?: number
  /** Upright, at this category. */
  x?: string
  tone?: Tone
}

/** What was pressed. */
export interface Picked {
  series: string
  category: string
  value: number | null
  index: number
  id?: string
}

export interface TableData {
  columns: readonly string[]
  rows: readonly (readonly (string | number | null)[])[]
}

export interface ChartData {
  type: ChartType
  categories?: readonly string[]
  series: readonly Series[]
  marks?: readonly Mark[]
  /** Names of the axes. */
  xLabel?: string
  yLabel?: string
  /** Bars that lie. */
  horizontal?: boolean
  /** Writes a value, with its unit. */
  format?: (value: number) => string
  /** Writes a value of the x axis of a scatter plot, where that is not a number of the same sort. */
  formatX?: (value: number) => string
  /** Writes a category, such as a day, on the axis. */
  formatCategory?: (category: string) => string
}

export interface ChartProps extends ChartData {
  /** What it shows; its name for screen readers and of its downloads. */
  label: string
  /** What it says, in a sentence. */
  summary?: string
  /** The same as numbers; made from the series if not given. */
  table?: TableData
  height?: number
  /** Every bar and point leads to what it was computed from. */
  onPick?: (picked: Picked) => void
  /** False hides the menu with the table and the downloads. */
  menu?: boolean
  /** Beside the menu, over the chart. */
  actions?: ReactNode
  className?: string
}
