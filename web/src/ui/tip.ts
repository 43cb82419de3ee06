/**
 * Tooltips without a component for each: whoever carries data-tip is explained by
 * one box that follows the pointer and the focus. A list of a thousand buttons
 * costs a thousand attributes and nothing more. The box can be hovered, and Esc
 * puts it away.
 */
import { keyCaps } from './kbd'

const openAfter = 450
const closeAfter = 80

let box: HTMLDivElement | undefined
let shownFor: HTMLElement | undefined
let waitingFor: HTMLElement | undefined
let opening: ReturnType<typeof setTimeout> | undefined
let closing: ReturnType<typeof setTimeout> | undefined
let closedAt = 0
// Only who walks by Tab is told; a focus that returns from a closed menu is no question.
let walking = false

const carrier = (target: EventTarget | null) => (target instanceof Element ? target.closest<HTMLElement>('[data-tip]') : null) ?? undefined

function over(event: PointerEvent) {
  if (event.pointerType === 'touch') return
  if (box && event.target instanceof Node && box.contains(event.target)) return keep()
  const found = carrier(event.target)
  if (found === shownFor && found) return keep()
  if (found === waitingFor && found) return
  later(found)
}

function focused(event: FocusEvent) {
  const found = carrier(event.target)
  if (walking && found && event.target === found) show(found)
}

function keep() {
  clearTimeout(closing)
  closing = undefined
}

function later(found: HTMLElement | undefined) {
  clearTimeout(opening)
  waitingFor = found
  if (!found) {
    if (shownFor && !closing) closing = setTimeout(hide, closeAfter)
    return
  }
  // Whoever has just read one tip gets the next without waiting.
  const warm = shownFor !== undefined || Date.now() - closedAt < 300
  opening = setTimeout(() => show(found), warm ? 0 : openAfter)
}

function press() {
  walking = false
  hide()
}

function show(found: HTMLElement) {
  hide()
  const text = found.dataset.tip
  if (!text || !found.isConnected || found.getAttribute('aria-expanded') === 'true') return
  box ??= make()
  box.replaceChildren(text)
  for (const cap of found.dataset.tipKeys ? found.dataset.tipKeys.split(' ').flatMap((c) => keyCaps(c)) : []) {
    const key = document.createElement('kbd')
    key.className = 'inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm border border-line-strong px-1 font-sans'
    key.textContent = cap
    box.append(key)
  }
  box.hidden = false
  shownFor = found
  if (text !== found.getAttribute('aria-label')) found.setAttribute('aria-describedby', box.id)
  place(box, found.getBoundingClientRect())
}

function hide() {
  clearTimeout(opening)
  keep()
  waitingFor = undefined
  if (!shownFor) return
  if (shownFor.getAttribute('aria-describedby') === box?.id) shownFor.removeAttribute('aria-describedby')
  shownFor = undefined
  closedAt = Date.now()
  if (box) box.hidden = true
}

function make(): HTMLDivElement {
  const made = document.createElement('div')
  made.id = 'tip'
  made.role = 'tooltip'
  made.className =
    'fixed z-60 flex max-w-72 items-center gap-1.5 rounded bg-bg-raised px-2 py-1 text-12 text-text-muted shadow-float select-none'
  document.body.append(made)
  return made
}

/** Under the element, or over it where there is no room; never past the edge. */
function place(made: HTMLElement, at: DOMRect) {
  const { width, height } = made.getBoundingClientRect()
  const room = 6
  const below = at.bottom + room + height < window.innerHeight
  const left = Math.min(Math.max(at.left + at.width / 2 - width / 2, room), window.innerWidth - width - room)
  made.style.left = `${Math.max(room, left)}px`
  made.style.top = `${below ? at.bottom + room : Math.max(room, at.top - room - height)}px`
}

if (typeof document !== 'undefined' && !document.documentElement.dataset.tips) {
  document.documentElement.dataset.tips = 'on'
  document.addEventListener('pointerover', over, { passive: true })
  document.addEventListener('pointerleave', () => later(undefined))
  document.addEventListener('pointerdown', press, { passive: true, capture: true })
  document.addEventListener('focusin', focused)
  document.addEventListener('focusout', hide)
  document.addEventListener('scroll', hide, { passive: true, capture: true })
  document.addEventListener(
    'keydown',
    (event) => {
      walking = event.key === 'Tab'
      if (event.key === 'Escape') hide()
    },
    true,
  )
}
