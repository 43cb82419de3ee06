import { cx } from './cx'
import type { Tone } from './styles'

const fill: Record<Tone, string> = {
  neutral: 'bg-text-faint',
  accent: 'bg-accent',
  green: 'bg-green',
  amber: 'bg-amber',
  red: 'bg-red',
  blue: 'bg-blue',
  violet: 'bg-violet',
}

const stroke: Record<Tone, string> = {
  neutral: 'text-text-faint',
  accent: 'text-accent',
  green: 'text-green',
  amber: 'text-amber',
  red: 'text-red',
  blue: 'text-blue',
  violet: 'text-violet',
}

const within = (value: number) => Math.min(1, Math.max(0, Number.isFinite(value) ? value : 0))
const percent = (value: number) => Math.round(within(value) * 100)

interface ProgressProps {
  /** 0 to 1. */
  value: number
  /** What progresses. */
  label: string
  /** What it says instead of the percentage: "3 of 7 stories". */
  text?: string
  tone?: Tone
  className?: string
}

export function Progress({ value, label, text, tone = 'accent', className }: ProgressProps) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent(value)}
      aria-valuetext={text}
      className={cx('h-1.5 w-full overflow-hidden rounded-full bg-bg-hover', className)}
    >
      <div className={cx('h-full rounded-full transition-[width]', fill[tone])} style={{ width: `${percent(value)}%` }} />
    </div>
  )
}

export function Ring({ value, size = 16, label, text, tone = 'accent', className }: Omit<ProgressProps, 'label'> & { size?: number; label?: string }) {
  const width = Math.max(2, size / 8)
  const radius = (size - width) / 2
  const round = 2 * Math.PI * radius
  const named = label
    ? { role: 'progressbar', 'aria-label': label, 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-valuenow': percent(value), 'aria-valuetext': text }
    : { 'aria-hidden': true }
  return (
    <svg width={size} height={size} viewBox={`0 0 ${size} ${size}`} fill="none" className={cx('shrink-0 -rotate-90', stroke[tone], className)} {...named}>
      <circle cx={size / 2} cy={size / 2} r={radius} strokeWidth={width} className="stroke-line-strong" />
      <circle
        cx={size / 2}
        cy={size / 2}
        r={radius}
        strokeWidth={width}
        stroke="currentColor"
        strokeLinecap={value > 0 ? 'round' : undefined}
        strokeDasharray={`${within(value) * round} ${round}`}
      />
    </svg>
  )
}

/** Something is under way. With a label it is announced; without, its neighbour says it. */
export function Spinner({ size = 16, label, className }: { size?: number; label?: string; className?: string }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      className={cx('shrink-0 animate-spin', className)}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      <circle cx="8" cy="8" r="6.25" stroke="currentColor" strokeOpacity="0.25" strokeWidth="1.5" />
      <path d="M14.25 8A6.25 6.25 0 0 0 8 1.75" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
    </svg>
  )
}
