/** The one place that knows ECharts. Loaded when the first chart is drawn. */
import { BarChart, FunnelChart, HeatmapChart, LineChart, PieChart, ScatterChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, LegendScrollComponent, MarkLineComponent, TooltipComponent, VisualMapContinuousComponent } from 'echarts/components'
import { type EChartsCoreOption, init, use } from 'echarts/core'
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers'

use([
  AriaComponent,
  BarChart,
  CanvasRenderer,
  FunnelChart,
  GridComponent,
  HeatmapChart,
  LegendComponent,
  LegendScrollComponent,
  LineChart,
  MarkLineComponent,
  PieChart,
  SVGRenderer,
  ScatterChart,
  TooltipComponent,
  VisualMapContinuousComponent,
])

export interface Drawing {
  update: (option: EChartsCoreOption) => void
  dispose: () => void
}

export interface Press {
  seriesName?: string
  name?: string
  dataIndex?: number
  value?: unknown
  data?: unknown
}

/** Draws into the element and keeps to its size. */
export function draw(element: HTMLElement, option: EChartsCoreOption, onPress: (press: Press) => void): Drawing {
  const chart = init(element, undefined, { renderer: 'canvas' })
  chart.setOption(option)
  chart.on('click', (press) => onPress(press as Press))
  const size = new ResizeObserver(() => chart.resize())
  size.observe(element)
  return {
    update: (next) => chart.setOption(next, { notMerge: true }),
    dispose: () => {
      size.disconnect()
      chart.dispose()
    },
  }
}

/** The chart as a picture, drawn anew without moving parts. */
export async function picture(option: EChartsCoreOption, format: 'png' | 'svg', { width, height, ground }: { width: number; height: number; ground: string }): Promise<Blob> {
  const place = document.createElement('div')
  place.style.cssText = `width:${width}px;height:${height}px`
  const chart = init(place, undefined, { renderer: format === 'svg' ? 'svg' : 'canvas', width, height })
  try {
    chart.setOption({ ...option, animation: false, backgroundColor: ground })
    if (format === 'svg') return new Blob([chart.renderToSVGString()], { type: 'image/svg+xml' })
    const address = chart.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: ground })
    return await (await fetch(address)).blob()
  } finally {
    chart.dispose()
  }
}
