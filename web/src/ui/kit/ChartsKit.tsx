import { Chart, type ChartProps, Sparkline } from '../chart'
import { toast } from '../toast'
import { Part, Sample } from './Sample'

const weeks = ['W36', 'W37', 'W38', 'W39', 'W40', 'W41', 'W42', 'W43']
const wave = (base: number, by: number, at: number) => weeks.map((_, i) => Math.round(base + by * Math.sin(i / 1.4 + at) + i * 2))

const charts: ChartProps[] = [
  { type: 'line', label: 'Sign-ups', summary: 'Sign-ups rose from 31 to 52 a week.', categories: weeks, series: [{ name: 'This period', values: wave(34, 8, 0) }, { name: 'Before', values: wave(28, 6, 1), dashed: true, tone: 'neutral' }], marks: [{ label: 'Target', y: 45, tone: 'green' }] },
  { type: 'line', label: 'Forecast', summary: 'Done between week 41 and 43, with odds of 80 %.', categories: weeks, series: [{ name: 'Stories done', values: wave(20, 3, 0), low: wave(14, 3, 0), high: wave(28, 3, 0) }] },
  { type: 'area', label: 'Flow of work', summary: 'What is under way stayed level.', categories: weeks, series: [{ name: 'Done', values: wave(10, 2, 0) }, { name: 'In progress', values: wave(8, 3, 1) }, { name: 'Ready', values: wave(14, 4, 2) }] },
  { type: 'bar', label: 'Feedback by account', summary: 'Three accounts sent most.', categories: ['Nordbank', 'Vela', 'Corva', 'Ostra'], series: [{ name: 'This quarter', values: [42, 31, 18, 7] }, { name: 'Last quarter', values: [22, 34, 12, 9] }] },
  { type: 'stacked', label: 'Stories by kind', summary: 'All eight colours of the palette.', categories: weeks, series: ['Story', 'Bug', 'Task', 'Spike', 'Risk', 'Insight', 'Metric', 'Verdict'].map((name, i) => ({ name, values: wave(6 + i, 2, i) })) },
  {
    type: 'scatter',
    label: 'Value against effort',
    summary: 'Two bets give much for little.',
    xLabel: 'Effort',
    yLabel: 'Value',
    series: [
      { name: 'Now', points: [{ name: 'Repay early', x: 3, y: 8 }, { name: 'Schedule', x: 5, y: 6 }] },
      { name: 'Next', points: [{ name: 'Joint loans', x: 8, y: 7 }, { name: 'Export', x: 2, y: 3 }] },
    ],
  },
  { type: 'funnel', label: 'From visit to loan', summary: 'Most are lost at the form.', categories: ['Visit', 'Form', 'Offer', 'Loan'], series: [{ name: 'People', values: [1200, 480, 310, 190] }] },
  { type: 'heatmap', label: 'Retention', summary: 'Half come back in the second week.', categories: ['W1', 'W2', 'W3', 'W4', 'W5'], series: ['Sept', 'Oct', 'Nov'].map((name, i) => ({ name, values: [100, 52 - i * 4, 40 - i * 3, 33, i === 2 ? null : 30] })) },
  { type: 'pie', label: 'Where feedback comes from', summary: 'Two thirds come by mail.', categories: ['Mail', 'Call', 'Form'], series: [{ name: 'Feedback', values: [66, 22, 12] }] },
  { type: 'bar', label: 'Nothing yet', categories: [], series: [{ name: 'None', values: [] }] },
]

export function ChartsKit() {
  return (
    <Part id="charts" title="Charts">
      <Sample name="Sparkline">
        <Sparkline values={[3, 4, 4, 6, 5, 8, 9]} label="Sign-ups, up to 9" />
        <Sparkline values={[9, 7, null, 6, 4]} label="Defects, down to 4, with a gap" tone="red" target={5} />
        <Sparkline values={[5, 5, 5]} label="Level" tone="neutral" />
        <Sparkline values={[]} label="Nothing yet" />
      </Sample>
      <div className="grid gap-x-8 gap-y-10 py-6 md:grid-cols-2">
        {charts.map((chart) => (
          <div key={chart.label} className="min-w-0">
            <h3 className="text-13 font-semibold">{chart.label}</h3>
            <Chart {...chart} onPick={(picked) => toast({ text: `${picked.category} ${picked.series}: ${picked.value ?? 'none'}` })} />
          </div>
        ))}
      </div>
    </Part>
  )
}
