/** Carrying something from the tray onto the axis with the pointer; Esc takes it back. */
import { dayOf } from '@/lib/scale'
import { proposes } from '@/record/fields/editor'

import { type Controller, GHOST } from './controller'
import { placement } from './dates'
import { swallowClick } from './pull'

/** What is less is a press. */
const SLIP = 4

export function startCarry(e: PointerEvent, control: Controller, id: string, place: (id: string, day: number) => void): void {
  const record = control.record(id)
  if (e.button !== 0 || !record) return
  const { viewport, ghosts } = control
  const target = e.currentTarget as HTMLElement
  let on = false
  let day: number | undefined

  const move = (m: PointerEvent) => {
    if (!on && Math.hypot(m.clientX - e.clientX, m.clientY - e.clientY) < SLIP) return
    if (!on) target.setPointerCapture?.(e.pointerId)
    on = true
    const rect = viewport.box?.getBoundingClientRect()
    const inside = rect && viewport.onAxis(m.clientX) && m.clientY > rect.top && m.clientY < rect.bottom
    day = inside ? Math.floor(viewport.dayAt(m.clientX)) : undefined
    const put = day === undefined ? undefined : placement(record, control.dates, dayOf(day))
    const top = (viewport.box?.scrollTop ?? 0) + m.clientY - (rect?.top ?? 0) - 11
    ghosts.set(GHOST, put && { span: put.span, top, hint: proposes(control.right(record, put.field)) })
  }
  const stop = () => {
    window.removeEventListener('pointermove', move)
    window.removeEventListener('pointerup', drop)
    window.removeEventListener('pointercancel', stop)
    window.removeEventListener('keydown', key, true)
    ghosts.set(GHOST, undefined)
    if (on) swallowClick()
  }
  const drop = () => {
    stop()
    if (on && day !== undefined) place(id, day)
  }
  const key = (k: KeyboardEvent) => {
    if (k.key !== 'Escape') return
    k.preventDefault()
    k.stopPropagation()
    stop()
  }
  window.addEventListener('pointermove', move)
  window.addEventListener('pointerup', drop)
  window.addEventListener('pointercancel', stop)
  window.addEventListener('keydown', key, true)
}
