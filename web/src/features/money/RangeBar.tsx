interface RangeBarProps {
  low: number
  mid: number
  high: number
  /** Ends of the scale, which all bars of a table share. */
  from: number
  to: number
  label: string
}

/** A range on a scale that shows where nothing is. */
export function RangeBar({ low, mid, high, from, to, label }: RangeBarProps) {
  const at = (n: number) => `${((n - from) / (to - from || 1)) * 100}%`
  return (
    <span role="img" aria-label={label} className="relative block h-4 min-w-40">
      <span className="absolute inset-x-0 top-1/2 h-px bg-line" />
      <span className="absolute inset-y-0 w-px bg-line-strong" style={{ left: at(0) }} />
      <span className="absolute top-1 h-2 rounded-sm bg-accent/40" style={{ left: at(low), width: `${((high - low) / (to - from || 1)) * 100}%` }} />
      <span className="absolute top-0.5 h-3 w-0.5 bg-accent" style={{ left: at(mid) }} />
    </span>
  )
}
