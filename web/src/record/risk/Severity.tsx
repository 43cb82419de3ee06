import { m } from '@/locales/gen/messages.js'
import { Badge } from '@/ui/badge'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import { Sparkline } from '@/ui/sparkline'
import { shapeTone } from '@/ui/styles'
import { tip } from '@/ui/tooltip'

import { levelOfSeverity } from './matrix'
import { levelNames, toneOf, trendLook, trendNames, type Standing } from './register'

/** Likelihood by impact, in the colour of the heat map and in words. */
export function Severity({ value }: { value: number | null }) {
  if (value === null) return <Badge>{m.risks_unrated()}</Badge>
  return (
    <Badge tone={toneOf(value)}>
      {value} <span className="sr-only">{levelNames[levelOfSeverity(value)]()}</span>
    </Badge>
  )
}

/** Where a severity went: its course as a line, and the direction in a shape and a word. */
export function Trend({ of, line = true }: { of: Pick<Standing, 'trend' | 'course' | 'before' | 'severity' | 'key'>; line?: boolean }) {
  const look = trendLook[of.trend]
  const said = of.trend === 'level' || of.trend === 'new' || of.before === null ? trendNames[of.trend]() : m.risks_from_to({ trend: trendNames[of.trend](), from: of.before, to: of.severity ?? 0 })
  return (
    <span className="flex shrink-0 items-center gap-1.5" {...tip(said)}>
      {line && of.course.filter((n) => n !== null).length > 1 && <Sparkline values={of.course} label={m.risks_course({ key: of.key })} width={56} height={16} tone={look.tone} />}
      <Icon name={look.icon} size={14} label={said} className={cx('shrink-0', shapeTone[look.tone])} />
    </span>
  )
}
