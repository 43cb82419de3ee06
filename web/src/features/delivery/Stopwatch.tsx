import { useSyncExternalStore } from 'react'

import { m } from '@/locales/gen/messages.js'
import { IconButton } from '@/ui/button'
import { cx } from '@/ui/cx'

/** A stand-up takes a quarter of an hour at most. */
const BOX = 15 * 60

/** Counts the seconds since it was started; it goes on while one looks elsewhere. */
class Watch {
  private begun: number | undefined
  private timer: ReturnType<typeof setInterval> | undefined
  private readonly listeners = new Set<() => void>()

  on = (fn: () => void): (() => void) => {
    this.listeners.add(fn)
    return () => this.listeners.delete(fn)
  }

  seconds = (): number | undefined => (this.begun === undefined ? undefined : Math.floor((Date.now() - this.begun) / 1000))

  toggle = (): void => {
    this.begun = this.begun === undefined ? Date.now() : undefined
    clearInterval(this.timer)
    if (this.begun !== undefined) this.timer = setInterval(this.tell, 1000)
    this.tell()
  }

  private tell = (): void => {
    for (const fn of this.listeners) fn()
  }
}

const watch = new Watch()

export const clock = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

/** The time that is left of the stand-up's quarter of an hour, or how far it is over. */
export function Stopwatch() {
  const seconds = useSyncExternalStore(watch.on, watch.seconds)
  const over = seconds !== undefined && seconds > BOX
  const shown = seconds === undefined ? clock(BOX) : over ? `+${clock(seconds - BOX)}` : clock(BOX - seconds)
  return (
    <span className="inline-flex items-center gap-1">
      <IconButton icon={seconds === undefined ? 'play' : 'rotate-ccw'} label={seconds === undefined ? m.delivery_timer_start() : m.delivery_timer_stop()} onClick={watch.toggle} />
      <span role="timer" aria-label={m.delivery_timer()} className={cx('tabular text-16 font-semibold', seconds === undefined && 'text-text-faint', over && 'text-red-text')}>
        {shown}
      </span>
    </span>
  )
}
