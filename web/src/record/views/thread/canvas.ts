/** The part of the drawing that is in sight: moved by dragging the ground, scrolling or keys, and zoomed about the pointer. */
import type { Place } from '@/lib/layoutGraph'

export const ZOOM_MIN = 0.4
export const ZOOM_MAX = 1.5
const STEP = 1.2

export const zoomIn = (zoom: number, by: 1 | -1): number => within(by > 0 ? zoom * STEP : zoom / STEP)
export const within = (zoom: number): number => Math.round(Math.min(ZOOM_MAX, Math.max(ZOOM_MIN, zoom)) * 100) / 100

export class Canvas {
  private box: HTMLElement | undefined
  /** The place of the drawing that is to stay where it is on the screen while it is zoomed. */
  private held: { x: number; y: number; left: number; top: number } | undefined
  onZoom: (by: 1 | -1) => void = () => {}
  zoom = 1

  attach = (box: HTMLElement | null): (() => void) | undefined => {
    if (!box) return undefined
    this.box = box
    box.addEventListener('wheel', this.wheel, { passive: false })
    box.addEventListener('pointerdown', this.grab)
    return () => {
      box.removeEventListener('wheel', this.wheel)
      box.removeEventListener('pointerdown', this.grab)
      this.box = undefined
    }
  }

  private wheel = (e: WheelEvent): void => {
    if (!e.ctrlKey && !e.metaKey) return
    e.preventDefault()
    this.hold(e.clientX, e.clientY)
    this.onZoom(e.deltaY < 0 ? 1 : -1)
  }

  /** Notes what is under a place of the screen, or in the middle. */
  hold(clientX?: number, clientY?: number): void {
    const rect = this.box?.getBoundingClientRect()
    if (!rect || !this.box) return
    const left = clientX === undefined ? rect.width / 2 : clientX - rect.left
    const top = clientY === undefined ? rect.height / 2 : clientY - rect.top
    this.held = { x: (this.box.scrollLeft + left) / this.zoom, y: (this.box.scrollTop + top) / this.zoom, left, top }
  }

  /** The drawing has been drawn at a zoom: what was held is where it was. */
  settle(zoom: number): void {
    this.zoom = zoom
    const { box, held } = this
    this.held = undefined
    if (box && held) box.scrollTo(held.x * zoom - held.left, held.y * zoom - held.top)
  }

  /** Puts a card into the middle. */
  center(place: Place, head: number): void {
    const box = this.box
    if (!box) return
    const x = (place.x + place.width / 2) * this.zoom - box.clientWidth / 2
    const y = (place.y + place.height / 2 + head) * this.zoom - box.clientHeight / 2
    box.scrollTo(x, y)
  }

  /** The zoom at which all of a size is in sight. */
  fitting(width: number, height: number): number {
    if (!this.box || width <= 0 || height <= 0) return 1
    return within(Math.min(1, this.box.clientWidth / width, this.box.clientHeight / height))
  }

  /** The ground is dragged; cards keep their presses. */
  private grab = (e: PointerEvent): void => {
    const box = this.box
    if (!box || e.button !== 0 || e.pointerType === 'touch' || (e.target as Element).closest('button,a')) return
    const from = { x: e.clientX + box.scrollLeft, y: e.clientY + box.scrollTop }
    const move = (m: PointerEvent) => box.scrollTo(from.x - m.clientX, from.y - m.clientY)
    const stop = () => {
      box.style.cursor = ''
      window.removeEventListener('pointermove', move)
      window.removeEventListener('pointerup', stop)
      window.removeEventListener('pointercancel', stop)
    }
    box.style.cursor = 'grabbing'
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerup', stop)
    window.addEventListener('pointercancel', stop)
  }
}
