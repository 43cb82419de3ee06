/** What ECharts is told for a chart of ours. Pure, so that it can be tested without drawing. */
import type { EChartsCoreOption } from 'echarts/core'

import type { Tone } from '@/ui/styles'
import type { Palette } from '@/ui/theme'

import type { ChartData, Mark, Series } from './types'

type Part = Record<string, unknown>

const number = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 })
const write = (data: ChartData) => data.format ?? ((value: number) => number.format(value))

// Shapes as well as colours tell the points of two series apart.
const symbols = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'pin', 'arrow', 'emptyCircle']
const dashes: (string | number[])[] = ['solid', [6, 3], [2, 2], [8, 3, 2, 3]]

const toneColor = (tone: Tone, palette: Palette) => palette.color(tone === 'neutral' ? 'text-faint' : tone)
const colorOf = (s: Series, i: number, palette: Palette) => (s.tone ? toneColor(s.tone, palette) : palette.categories[i % palette.categories.length]!)

export function optionsOf(data: ChartData, palette: Palette, still: boolean): EChartsCoreOption {
  const rounds = data.type === 'pie' || data.type === 'funnel'
  return {
    animation: !still,
    animationDuration: 160,
    animationDurationUpdate: 160,
    backgroundColor: 'transparent',
    color: palette.categories,
    textStyle: { fontFamily: palette.font, fontSize: 12, color: palette.color('text-muted') },
    tooltip: tooltip(data, palette),
    legend: legend(data, palette),
    ...(rounds ? {} : axes(data, palette)),
    ...(data.type === 'heatmap' ? { visualMap: scale(data, palette) } : {}),
    series: rounds ? [round(data, palette)] : drawn(data, palette),
  }
}

function tooltip(data: ChartData, palette: Palette): Part {
  const single = ['pie', 'funnel', 'heatmap', 'scatter'].includes(data.type)
  return {
    trigger: single ? 'item' : 'axis',
    axisPointer: { type: data.type === 'bar' ? 'shadow' : 'line', lineStyle: { color: palette.color('line-strong') }, shadowStyle: { color: palette.color('line'), opacity: 0.5 } },
    backgroundColor: palette.color('bg-raised'),
    borderColor: palette.color('line-strong'),
    borderWidth: 1,
    padding: [6, 10],
    textStyle: { color: palette.color('text'), fontSize: 12, fontFamily: palette.font },
    extraCssText: 'box-shadow: var(--shadow-float); border-radius: 6px; font-variant-numeric: tabular-nums;',
    confine: true,
    // What is drawn comes from people's words: nothing of it may be read as HTML.
    renderMode: 'html',
    formatter: data.type === 'scatter' ? scatterTip(data) : data.type === 'heatmap' ? heatTip(data) : undefined,
    valueFormatter: (value: unknown) => (typeof value === 'number' ? write(data)(value) : '–'),
  }
}

const harmless = (text: string) => text.replaceAll(/[&<>"']/g, (c) => `&#${c.codePointAt(0)};`)

const scatterTip =
  ({ xLabel = 'x', yLabel = 'y', ...data }: ChartData) =>
  ({ name, value }: { name: string; value: [number, number] }) =>
    `<b>${harmless(name)}</b><br>${harmless(xLabel)} ${harmless((data.formatX ?? write(data))(value[0]))}<br>${harmless(yLabel)} ${write(data)(value[1])}`

const heatTip =
  (data: ChartData) =>
  ({ value }: { value: [number, number, number | null] }) =>
    `${harmless(data.series[value[1]]?.name ?? '')}, ${harmless(data.categories?.[value[0]] ?? '')}<br><b>${value[2] === null ? '–' : write(data)(value[2])}</b>`

function legend(data: ChartData, palette: Palette): Part {
  const shown = !['pie', 'funnel', 'heatmap'].includes(data.type) && data.series.length > 1
  return {
    show: shown,
    type: 'scroll',
    top: 0,
    left: 0,
    itemWidth: 14,
    itemHeight: 8,
    itemGap: 14,
    icon: data.type === 'line' || data.type === 'scatter' ? undefined : 'roundRect',
    textStyle: { color: palette.color('text-muted'), fontSize: 12 },
    inactiveColor: palette.color('line-strong'),
    pageIconColor: palette.color('text-muted'),
    pageTextStyle: { color: palette.color('text-muted') },
    data: data.series.map((s) => s.name),
  }
}

function axes(data: ChartData, palette: Palette): Part {
  const label = { color: palette.color('text-faint'), fontSize: 12, hideOverlap: true }
  const name = { nameTextStyle: { color: palette.color('text-faint'), fontSize: 12 }, nameGap: 28, nameLocation: 'middle' }
  const rule = { show: true, lineStyle: { color: palette.color('line'), width: 1 } }
  const amount: Part = { type: 'value', splitLine: rule, axisLabel: { ...label, formatter: write(data) }, axisLine: { show: false }, axisTick: { show: false }, ...name }
  const category: Part = {
    type: 'category',
    data: data.categories,
    boundaryGap: data.type === 'bar' || data.type === 'stacked' || data.type === 'heatmap',
    axisLine: { show: true, lineStyle: { color: palette.color('line-strong') } },
    axisTick: { show: false },
    axisLabel: { ...label, formatter: data.formatCategory },
    ...name,
  }
  const top = data.series.length > 1 && data.type !== 'heatmap' ? 32 : 12
  const grid = { left: 8, right: 16, top, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'all' }
  // Points on the edge are drawn whole.
  const room = ['6%', '6%']
  const along = { name: data.xLabel }
  const up = { name: data.yLabel, nameGap: 44 }
  const across = data.formatX ? { ...label, formatter: data.formatX } : amount.axisLabel
  if (data.type === 'scatter') return { grid, xAxis: { ...amount, ...along, axisLabel: across, boundaryGap: room }, yAxis: { ...amount, ...up, boundaryGap: room } }
  if (data.type === 'heatmap')
    return { grid: { ...grid, bottom: 36 }, xAxis: { ...category, ...along }, yAxis: { ...category, ...up, data: data.series.map((s) => s.name), inverse: true, axisLine: { show: false } } }
  if (data.horizontal) return { grid, xAxis: { ...amount, ...up, nameGap: 28 }, yAxis: { ...category, ...along, inverse: true } }
  return { grid, xAxis: { ...category, ...along }, yAxis: { ...amount, ...up } }
}

function extent(data: ChartData): [number, number] {
  const values = data.series.flatMap((s) => s.values ?? []).filter((v): v is number => v !== null)
  return [Math.min(0, ...values), Math.max(1, ...values)]
}

function scale(data: ChartData, palette: Palette): Part {
  const [min, max] = extent(data)
  return {
    min,
    max,
    orient: 'horizontal',
    left: 'center',
    bottom: 0,
    itemWidth: 10,
    itemHeight: 120,
    calculable: false,
    inRange: { color: palette.sequence },
    text: [write(data)(max), write(data)(min)],
    textStyle: { color: palette.color('text-faint'), fontSize: 12 },
  }
}

function round(data: ChartData, palette: Palette): Part {
  const values = data.series[0]?.values ?? []
  const parts = (data.categories ?? []).map((name, i) => ({ name, value: values[i] ?? 0 }))
  const border = { borderColor: palette.color('bg'), borderWidth: 2 }
  if (data.type === 'pie')
    return {
      type: 'pie',
      name: data.series[0]?.name,
      radius: ['52%', '78%'],
      center: ['50%', '50%'],
      data: parts,
      itemStyle: border,
      label: { color: palette.color('text-muted'), formatter: ({ name, percent }: { name: string; percent: number }) => `${name}  ${Math.round(percent)}%` },
      labelLine: { lineStyle: { color: palette.color('line-strong') } },
    }
  const first = parts[0]?.value || 1
  return {
    type: 'funnel',
    name: data.series[0]?.name,
    left: 8,
    right: '32%',
    top: 4,
    bottom: 4,
    sort: 'none',
    gap: 2,
    minSize: '4%',
    data: parts.map((p, i) => ({ ...p, itemStyle: { color: palette.sequence[Math.max(1, 5 - i)] } })),
    itemStyle: { borderWidth: 0 },
    label: {
      position: 'right',
      color: palette.color('text-muted'),
      formatter: ({ name, value }: { name: string; value: number }) => `${name}  ${write(data)(value)}  ${Math.round((value / first) * 100)}%`,
    },
    labelLine: { lineStyle: { color: palette.color('line-strong') } },
  }
}

function drawn(data: ChartData, palette: Palette): Part[] {
  const found = data.series.flatMap((s, i): Part[] => {
    const color = colorOf(s, i, palette)
    if (data.type === 'scatter') return [scatter(s, i, color, palette)]
    if (data.type === 'heatmap') return []
    if (data.type === 'bar' || data.type === 'stacked') return [bar(data, s, color, palette)]
    return [...band(s, color), line(data, s, i, color, palette)]
  })
  if (data.type === 'heatmap') found.push(heat(data, palette))
  if (found[0] && data.marks?.length) found[0].markLine = marks(data.marks, data.horizontal, palette)
  return found
}

function line(data: ChartData, s: Series, i: number, color: string, palette: Palette): Part {
  const many = (s.values?.length ?? 0) > 40
  return {
    type: 'line',
    name: s.name,
    data: s.values,
    color,
    symbol: symbols[i % symbols.length],
    symbolSize: 6,
    showSymbol: data.type === 'line' && !many && data.series.length > 1,
    lineStyle: { width: 2, color, type: s.dashed ? dashes[1] : 'solid' },
    itemStyle: { color, borderColor: palette.color('bg') },
    areaStyle: data.type === 'area' ? { color, opacity: data.series.length > 1 ? 0.85 : 0.16 } : undefined,
    stack: data.type === 'area' && data.series.length > 1 ? 'all' : undefined,
    step: s.stepped ? 'end' : undefined,
    sampling: many && !s.stepped ? 'lttb' : undefined,
    z: 3,
  }
}

/** Two lines that are not seen, with what lies between them shaded. */
function band(s: Series, color: string): Part[] {
  if (!s.low || !s.high) return []
  const unseen = { type: 'line', stack: `band ${s.name}`, symbol: 'none', silent: true, lineStyle: { opacity: 0 }, tooltip: { show: false }, stackStrategy: 'all' }
  const wide = s.high.map((high, i) => (high === null || s.low![i] == null ? null : high - s.low![i]!))
  return [
    { ...unseen, name: `${s.name} low`, data: s.low },
    { ...unseen, name: `${s.name} high`, data: wide, areaStyle: { color, opacity: 0.16 } },
  ]
}

function bar(data: ChartData, s: Series, color: string, palette: Palette): Part {
  return {
    type: 'bar',
    name: s.name,
    data: s.values,
    stack: data.type === 'stacked' ? 'all' : undefined,
    barMaxWidth: 36,
    barGap: '12%',
    itemStyle: {
      color,
      borderRadius: data.type === 'stacked' ? 0 : data.horizontal ? [0, 2, 2, 0] : [2, 2, 0, 0],
      // A hair of the ground parts what lies on each other, so that colour is not all that tells it apart.
      borderColor: data.type === 'stacked' ? palette.color('bg') : undefined,
      borderWidth: data.type === 'stacked' ? 1 : 0,
      decal: s.dashed ? { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 3], rotation: -Math.PI / 4, color: palette.color('bg') } : undefined,
    },
    // Under the pointer the tooltip and the shadow are enough.
    emphasis: { disabled: true },
  }
}

function scatter(s: Series, i: number, color: string, palette: Palette): Part {
  const points = s.points ?? []
  if (s.joined) return { type: 'line', name: s.name, data: points.map((p) => [p.x, p.y]), symbol: 'none', silent: true, smooth: 0.2, lineStyle: { width: 2, color }, itemStyle: { color }, z: 4 }
  const largest = Math.max(1, ...points.map((p) => p.size ?? 1))
  return {
    type: 'scatter',
    name: s.name,
    data: points.map((p) => ({ name: p.name, value: [p.x, p.y], id: p.id, symbolSize: p.size === undefined ? 10 : 8 + 20 * Math.sqrt(p.size / largest) })),
    symbol: symbols[i % symbols.length],
    itemStyle: { color, opacity: 0.85, borderColor: palette.color('bg'), borderWidth: 1 },
    emphasis: { scale: 1.2 },
    large: points.length > 2000,
  }
}

function heat(data: ChartData, palette: Palette): Part {
  const [min, max] = extent(data)
  const cells = data.series.flatMap((s, row) =>
    (s.values ?? []).map((value, column) => ({
      value: [column, row, value ?? '-'],
      // The ground's own colour on what is far from it, text on what is near.
      label: { color: value !== null && (value - min) / (max - min) > 0.55 ? palette.color('bg') : palette.color('text') },
    })),
  )
  return {
    type: 'heatmap',
    data: cells,
    label: { show: cells.length <= 240, fontSize: 12, formatter: ({ value }: { value: [number, number, unknown] }) => (typeof value[2] === 'number' ? write(data)(value[2]) : '') },
    itemStyle: { borderColor: palette.color('bg'), borderWidth: 2, borderRadius: 3 },
    emphasis: { itemStyle: { borderColor: palette.color('text') } },
  }
}

function marks(all: readonly Mark[], horizontal: boolean | undefined, palette: Palette): Part {
  return {
    symbol: 'none',
    silent: true,
    animation: false,
    data: all.map((mark) => {
      const color = toneColor(mark.tone ?? 'neutral', palette)
      const at = mark.y === undefined ? { [horizontal ? 'yAxis' : 'xAxis']: mark.x } : { [horizontal ? 'xAxis' : 'yAxis']: mark.y }
      return {
        ...at,
        lineStyle: { color, type: [4, 3], width: 1.5 },
        label: { formatter: mark.label, color: palette.color('text-muted'), position: mark.y === undefined ? 'end' : 'insideEndTop', fontSize: 12 },
      }
    }),
  }
}
