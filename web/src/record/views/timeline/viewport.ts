import { useSyncExternalStore } from 'react'

import type { Scale } from '@/lib/scale'

/** The step in px at which what is drawn of the axis is drawn anew. */
const STEP = 256
const GUTTER = 'throughline.timeline.gutter'
export const GUTTER_MIN = 96
export const GUTTER_MAX = 560

/**
 * The part of the axis that is in sight. The day at its left edge stays there
 * when the axis grows or is zoomed; who draws by place hears of scrolling in
 * steps, and never the rows.
 */
export class Viewport {
  scale: Scale | undefined
  box: HTMLElement | undefined
  gutter: number
  /** How many pixels of the axis are left of what is in sight, and how many are in sight. */
  left = 0
  width = 920
  private leftDay: number | undefined
  private listeners = new Set<() => void>()
  private resting: ReturnType<typeof setTimeout> | undefined
  private wheeled = 0
  /** Told of the first day in sight when scrolling rests. */
  onRest: (day: number) => void = () => {}
  onZoom: (by: 1 | -1, clientX?: number) => void = () => {}

  constructor() {
    const kept = Number(localStorage.getItem(GUTTER))
    this.gutter = kept >= GUTTER_MIN && kept <= GUTTER_MAX ? kept : 0
  }

  on = (fn: () => void): (() => void) => {
    this.listeners.add(fn)
    return () => this.listeners.delete(fn)
  }

  private tell = (): void => {
    Array.from(this.listeners).forEach((fn) => fn())
  }

  /** For the ref of the box that scrolls. */
  attach = (box: HTMLElement | null): (() => void) | undefined => {
    if (!box) return undefined
    this.box = box
    if (!this.gutter) this.gutter = box.clientWidth < 640 ? 128 : 280
    box.style.setProperty('--gutter', `${this.gutter}px`)
    this.measure()
    const resized = new ResizeObserver(this.resized)
    resized.observe(box)
    box.addEventListener('scroll', this.scrolled, { passive: true })
    box.addEventListener('wheel', this.wheel, { passive: false })
    return () => {
      resized.disconnect()
      clearTimeout(this.resting)
      box.removeEventListener('scroll', this.scrolled)
      box.removeEventListener('wheel', this.wheel)
      this.box = undefined
    }
  }

  /** Reads where it stands; read once for all, because asking the page lays it out. */
  private measure(): boolean {
    const [left, width] = [this.box?.scrollLeft ?? 0, Math.max(0, (this.box?.clientWidth ?? 1200) - this.gutter)]
    if (left === this.left && width === this.width) return false
    this.left = left
    this.width = width
    return true
  }

  private resized = (): void => {
    if (this.measure()) this.tell()
  }

  private scrolled = (): void => {
    // Most scrolling is up and down, and nothing to the axis.
    if (!this.box || !this.scale || !this.measure()) return
    this.leftDay = this.scale.from + this.left / this.scale.perDay
    this.tell()
    clearTimeout(this.resting)
    this.resting = setTimeout(() => this.leftDay !== undefined && this.onRest(Math.round(this.leftDay)), 400)
  }

  private wheel = (e: WheelEvent): void => {
    if (!e.ctrlKey && !e.metaKey) return
    e.preventDefault()
    this.wheeled += e.deltaY
    if (Math.abs(this.wheeled) < 30) return
    this.onZoom(this.wheeled < 0 ? 1 : -1, e.clientX)
    this.wheeled = 0
  }

  /** The axis has been drawn: shows the same days of it as before. */
  settle(scale: Scale, otherwise: number): void {
    this.scale = scale
    this.leftDay ??= otherwise
    if (this.box) this.box.scrollLeft = (this.leftDay - scale.from) * scale.perDay
    this.measure()
    this.tell()
  }

  /** The day, with its part, under a place of the screen. */
  dayAt(clientX: number): number {
    const scale = this.scale!
    const offset = clientX - (this.box?.getBoundingClientRect().left ?? 0) - this.gutter
    return scale.from + (this.left + offset) / scale.perDay
  }

  /** Whether a place of the screen is on the axis, and not on the titles. */
  onAxis(clientX: number): boolean {
    const rect = this.box?.getBoundingClientRect()
    return !!rect && clientX >= rect.left + this.gutter && clientX <= rect.right
  }

  /** Where the axis will begin once it is drawn with other steps, so that the day under a place stays there. */
  keep(clientX: number | undefined, perDay: number): void {
    if (!this.scale) return
    const rect = this.box?.getBoundingClientRect()
    const x = clientX ?? (rect?.left ?? 0) + this.gutter + this.width / 2
    const offset = x - (rect?.left ?? 0) - this.gutter
    this.leftDay = this.dayAt(x) - offset / perDay
  }

  /** Puts a day at a part of the width: 0 the left edge, 1 the right. */
  show(day: number, at = 0.25): void {
    if (!this.scale) return
    this.leftDay = day - (at * this.width) / this.scale.perDay
    this.settle(this.scale, day)
  }

  /** The address names another day. */
  goTo(day: number): void {
    this.leftDay = day
  }

  /** Moves just so far that days are in sight. */
  reveal(first: number, last: number): void {
    if (!this.scale) return
    const [a, b] = [this.scale.x(first), this.scale.x(last + 1)]
    if (b > this.left + 24 && a < this.left + this.width - 24) return
    this.show(first, 0.3)
  }

  resize(gutter: number): void {
    this.gutter = Math.round(Math.min(GUTTER_MAX, Math.max(GUTTER_MIN, gutter)))
    localStorage.setItem(GUTTER, String(this.gutter))
    this.box?.style.setProperty('--gutter', `${this.gutter}px`)
    this.measure()
    this.tell()
  }
}

/** The part of the axis that should be drawn: from and to in px, in steps. */
export function useWindow(viewport: Viewport): { left: number; right: number } {
  const key = useSyncExternalStore(viewport.on, () => `${Math.floor(viewport.left / STEP)} ${Math.ceil(viewport.width / STEP)}`)
  const [at, wide] = key.split(' ').map(Number) as [number, number]
  return { left: (at - 1) * STEP, right: (at + wide + 2) * STEP }
}

/** On which side of what is in sight a stretch of the axis lies. */
export function useSide(viewport: Viewport, x1: number, x2: number): 'left' | 'right' | 'in' {
  return useSyncExternalStore(viewport.on, () => {
    if (x2 < viewport.left + 4) return 'left'
    return x1 > viewport.left + viewport.width - 4 ? 'right' : 'in'
  })
}
