/** The head of the days of the week, the number over a day's records, and a record, in px. */
const HEAD = 25
const NUMBER = 28
const CHIP = 24

/** How many records fit in a day, by the height that the calendar has. */
export class Room {
  private height = 0
  private listeners = new Set<() => void>()

  on = (fn: () => void): (() => void) => {
    this.listeners.add(fn)
    return () => this.listeners.delete(fn)
  }

  attach = (element: HTMLElement | null): (() => void) | undefined => {
    if (!element) return undefined
    const measure = () => {
      this.height = element.clientHeight
      Array.from(this.listeners).forEach((fn) => fn())
    }
    const resized = new ResizeObserver(measure)
    resized.observe(element)
    measure()
    return () => resized.disconnect()
  }

  rows(weeks: number): number {
    return Math.max(1, Math.floor(((this.height - HEAD) / weeks - NUMBER) / CHIP))
  }
}
