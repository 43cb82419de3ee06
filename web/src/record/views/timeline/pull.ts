/** Pulling a bar with the pointer: whole days, along with the axis when the edge is reached, Esc takes it back. */
import { type Grip, pulled, sameSpan, snap, type Span } from '@/lib/scaleSpan'

import type { Viewport } from './viewport'

interface Pull {
  viewport: Viewport
  grip: Grip
  span: Span
  onDraft: (span: Span | undefined) => void
  /** The span at which it was let go; not called when nothing came of it. */
  onDone: (span: Span) => void
}

/** How near to the edge the axis begins to move, in px. */
const EDGE = 36
/** What is less is a press, and no pull. */
const SLIP = 3

export function startPull(e: PointerEvent, { viewport, grip, span, onDraft, onDone }: Pull): void {
  if (e.button !== 0 || !viewport.scale) return
  const { perDay } = viewport.scale
  const from = viewport.dayAt(e.clientX)
  const target = e.currentTarget as HTMLElement
  let x = e.clientX
  let on = false
  let draft = span
  let frame = 0

  const draw = () => {
    const next = pulled(span, grip, snap((viewport.dayAt(x) - from) * perDay, perDay))
    if (sameSpan(next, draft)) return
    draft = next
    onDraft(next)
  }
  const creep = () => {
    const rect = viewport.box?.getBoundingClientRect()
    const by = rect ? Math.min(0, x - rect.left - viewport.gutter - EDGE) + Math.max(0, x - rect.right + EDGE) : 0
    if (by !== 0) {
      viewport.box!.scrollLeft += by / 3
      draw()
    }
    frame = requestAnimationFrame(creep)
  }
  const move = (m: PointerEvent) => {
    x = m.clientX
    if (!on) {
      if (Math.abs(x - e.clientX) < SLIP) return
      on = true
      // Held, the pointer keeps its shape and the page its text.
      target.setPointerCapture?.(e.pointerId)
      frame = requestAnimationFrame(creep)
    }
    draw()
  }
  const stop = () => {
    cancelAnimationFrame(frame)
    window.removeEventListener('pointermove', move)
    window.removeEventListener('pointerup', drop)
    window.removeEventListener('pointercancel', cancel)
    window.removeEventListener('keydown', key, true)
  }
  const cancel = () => {
    stop()
    if (on) swallowClick()
    onDraft(undefined)
  }
  const drop = () => {
    stop()
    if (!on) return
    swallowClick()
    if (!sameSpan(draft, span)) onDone(draft)
    onDraft(undefined)
  }
  const key = (k: KeyboardEvent) => {
    if (k.key !== 'Escape') return
    k.preventDefault()
    k.stopPropagation()
    cancel()
  }
  window.addEventListener('pointermove', move)
  window.addEventListener('pointerup', drop)
  window.addEventListener('pointercancel', cancel)
  window.addEventListener('keydown', key, true)
}

/** The click that ends a pull opens nothing. */
export function swallowClick(): void {
  const swallow = (c: MouseEvent) => c.stopPropagation()
  window.addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => window.removeEventListener('click', swallow, true), 0)
}
