import { cx } from './cx'
import { shapeTone, type Tone } from './styles'

interface SparklineProps {
  values: readonly (number | null)[]
  /** What it shows and how it went: "Sign-ups, 12 weeks, up to 340". */
  label: string
  width?: number
  height?: number
  tone?: Tone
  /** A target, as a line across. */
  target?: number
  className?: string
}

/** A line the size of a word; gaps stay gaps. Plain SVG, for lists of many. */
export function Sparkline({ values, label, width = 72, height = 20, tone = 'accent', target, className }: SparklineProps) {
  const { d, end, y } = path(values, width, height, target)
  return (
    <svg role="img" aria-label={label} width={width} height={height} viewBox={`0 0 ${width} ${height}`} fill="none" className={cx('shrink-0 overflow-visible', shapeTone[tone], className)}>
      {target !== undefined && <path d={`M0 ${y(target)}H${width}`} className="stroke-line-strong" strokeDasharray="2 2" />}
      <path d={d} stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" strokeLinecap="round" />
      {end && <circle cx={end[0]} cy={end[1]} r="2" fill="currentColor" />}
    </svg>
  )
}

/** The drawing of values in a box; null parts the line. */
export function path(values: readonly (number | null)[], width: number, height: number, target?: number) {
  const known = values.filter((v): v is number => v !== null)
  const all = target === undefined ? known : [...known, target]
  const low = Math.min(...all)
  const high = Math.max(...all)
  const room = 2.5
  const x = (i: number) => Math.round((values.length < 2 ? width / 2 : room + (i / (values.length - 1)) * (width - 2 * room)) * 10) / 10
  const y = (v: number) => Math.round((high === low ? height / 2 : height - room - ((v - low) / (high - low)) * (height - 2 * room)) * 10) / 10
  let d = ''
  let pen = false
  let end: [number, number] | undefined
  for (const [i, v] of values.entries()) {
    if (v === null) {
      pen = false
      continue
    }
    end = [x(i), y(v)]
    d += `${pen ? 'L' : 'M'}${end[0]} ${end[1]}`
    pen = true
  }
  return { d, end, y }
}
