import { fireEvent, render, screen, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'

import { Chart, Sparkline } from './chart'
import { optionsOf } from './chart/options'
import { csvOf, fileName, tableOf } from './chart/table'
import type { ChartData, ChartType } from './chart/types'
import { path } from './sparkline'
import type { Palette } from './theme'

// The drawing needs a canvas, which is not here; what is around it is tested.
vi.mock('./chart/ChartCanvas', () => ({ default: () => <div data-testid="drawing" /> }))

const palette: Palette = { categories: ['#1', '#2'], sequence: ['#a', '#b', '#c', '#d', '#e', '#f'], color: (token) => token, font: 'Inter' }
const data: ChartData = { type: 'line', categories: ['W1', 'W2'], series: [{ name: 'Now', values: [3, null] }, { name: 'Odds', values: [2, 4], low: [1, 3], high: [5, 6] }] }

describe('a chart', () => {
  it('is named, and has its numbers for whoever cannot see it', async () => {
    render(<Chart label="Sign-ups" summary="They rose." {...data} />)
    expect(await screen.findByTestId('drawing')).toBeTruthy()
    expect(screen.getByRole('figure', { name: 'Sign-ups' })).toBeTruthy()
    const table = screen.getByRole('table', { name: 'Sign-ups' })
    expect(within(table).getAllByRole('row')).toHaveLength(3)
    expect(within(table).getByRole('rowheader', { name: 'W2' })).toBeTruthy()
    expect(within(table).getByText('none')).toBeTruthy()
  })

  it('is shown as a table when asked', async () => {
    render(<Chart label="Sign-ups" {...data} />)
    fireEvent.click(screen.getByRole('button', { name: /Sign-ups/ }))
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Show as table' }))
    expect(await screen.findByRole('region', { name: 'Sign-ups' })).toBeTruthy()
    expect(screen.queryByTestId('drawing')).toBeNull()
  })

  it('says that there is nothing yet', () => {
    render(<Chart label="Empty" type="bar" categories={[]} series={[]} />)
    expect(screen.getByText('Nothing to draw yet.')).toBeTruthy()
    expect(screen.queryByRole('button')).toBeNull()
  })
})

describe('the numbers of a chart', () => {
  it('has a column for each series and both ends of a range', () => {
    expect(tableOf(data, 'Name')).toEqual({ columns: ['Name', 'Now', 'Odds', 'Odds ↓', 'Odds ↑'], rows: [['W1', 3, 2, 1, 5], ['W2', null, 4, 3, 6]] })
  })
  it('lists the points of a scatter plot', () => {
    const table = tableOf({ type: 'scatter', xLabel: 'Effort', yLabel: 'Value', series: [{ name: 'a', points: [{ x: 1, y: 2, name: 'Repay' }] }] }, 'Name')
    expect(table).toEqual({ columns: ['Name', 'Effort', 'Value'], rows: [['Repay', 1, 2]] })
  })
  it('is quoted for a file, and can be no formula', () => {
    expect(csvOf({ columns: ['a,b', 'c'], rows: [['say "x"', -1], ['=1+1', null]] })).toBe('"a,b",c\r\n"say ""x""",-1\r\n\'=1+1,\r\n')
  })
  it('names a file after the chart', () => {
    expect(fileName('Flow of work, last 30 days')).toBe('flow-of-work-last-30-days')
    expect(fileName('!')).toBe('chart')
  })
})

describe('what is drawn', () => {
  type Drawn = { type: string; stack?: string; data: unknown[]; markLine?: { data: object[] }; lineStyle?: { type?: unknown }; symbol?: string }
  const series = (d: ChartData) => optionsOf(d, palette, false).series as Drawn[]

  it('draws a range as two unseen lines and one seen', () => {
    expect(series({ ...data, series: [data.series[1]!] }).map((s) => [s.data, s.stack !== undefined])).toEqual([[[1, 3], true], [[4, 3], true], [[2, 4], false]])
  })
  it('tells series apart by shape as well as by colour', () => {
    const shapes = series({ ...data, series: [{ name: 'a', values: [1] }, { name: 'b', values: [2] }] }).map((s) => s.symbol)
    expect(new Set(shapes).size).toBe(2)
  })
  it('draws a forecast with dashes', () => expect(series({ ...data, series: [{ name: 'a', values: [1], dashed: true }] })[0]!.lineStyle!.type).not.toBe('solid'))
  it.each<[ChartType, boolean]>([['bar', false], ['stacked', true]])('stacks %s: %s', (type, stacked) => expect(Boolean(series({ ...data, type })[0]!.stack)).toBe(stacked))
  it('puts marks across and upright', () => {
    expect(series({ ...data, marks: [{ label: 'Target', y: 4 }, { label: 'Today', x: 'W2' }] })[0]!.markLine!.data).toMatchObject([{ yAxis: 4 }, { xAxis: 'W2' }])
  })
  it('stands still for whoever wants that', () => expect(optionsOf(data, palette, true).animation).toBe(false))
  it('lets nobody write HTML into the tooltip', () => {
    const tip = (optionsOf({ type: 'scatter', series: [] }, palette, true).tooltip as { formatter: (p: object) => string }).formatter
    expect(tip({ name: '<img onerror=x>', value: [1, 2] })).not.toContain('<img')
  })
})

describe('a sparkline', () => {
  it('is named', () => {
    render(<Sparkline values={[1, 2]} label="Up to 2" />)
    expect(screen.getByRole('img', { name: 'Up to 2' })).toBeTruthy()
  })
  it('keeps gaps', () => expect(path([1, 2, null, 3], 70, 20).d.match(/M/g)).toHaveLength(2))
  it('lies level when nothing changes, and is nothing when there is nothing', () => {
    expect(path([5, 5], 70, 20).d).toBe('M2.5 10L67.5 10')
    expect(path([], 70, 20).d).toBe('')
  })
})
