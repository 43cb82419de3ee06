import { memo } from 'react'

import { numberOf } from '@/lib/scale'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { standingOf } from '@/record/promise/promise'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import { tip } from '@/ui/tooltip'

import type { Line } from './plan'
import { useWhole, type Whole } from './view'

/** The promises that hang on a line, each with what it says. */
export function promisesSaid({ promised, today }: Whole, line: Line) {
  return (promised.get(line.id) ?? []).map((p) => ({
    promise: p,
    text: m.promise_mark({ what: p.title, whom: p.toContact?.title ?? p.toAccount?.title ?? sayDay(p.dueOn, today), how: `${m.promise_for({ day: sayDay(p.dueOn, today) })}, ${standingOf(p).text}` }),
  }))
}

/** The days for which a line's outcome was promised, as marks that are not the plan's own. */
export const PromiseMarks = memo(function PromiseMarks({ line }: { line: Line }) {
  const whole = useWhole()
  const { scale, open } = whole
  return promisesSaid(whole, line).map(({ promise: p, text }) => (
    <button
      key={p.id}
      type="button"
      tabIndex={-1}
      data-promise={p.key}
      aria-label={text}
      {...tip(text)}
      onClick={() => open(p.key)}
      className={cx('absolute top-0 z-10 grid h-8 w-4 place-items-center border-r-2', p.atRisk ? 'border-red text-red' : 'border-blue text-blue')}
      style={{ left: scale.x(numberOf(p.dueOn) + 1) - 16 }}
    >
      <Icon name="handshake" size={12} />
    </button>
  ))
})
