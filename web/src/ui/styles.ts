/**
 * The looks that several parts share: what floats, what is listed in it, and what
 * holds a value. Tokens only.
 */

/** A layer over the page: menu, popover, list. Grows from what opened it. */
export const popup =
  'rounded bg-bg-raised text-text shadow-float outline-none origin-(--transform-origin) ' +
  'transition-[opacity,scale] duration-[120ms] ease-out ' +
  'data-starting-style:opacity-0 data-starting-style:scale-[0.98] data-ending-style:opacity-0'

/** Positions a popup; above the page and above dialogs that opened it. */
export const positioner = 'z-50 outline-none'

/** One line of a menu or list. */
export const item =
  'flex min-h-7 cursor-default select-none items-center gap-2 rounded-sm px-2 py-1 text-13 outline-none ' +
  'data-highlighted:bg-bg-hover data-disabled:text-text-disabled'

/** The heading over some lines of a menu or list. */
export const itemHeading = 'px-2 pt-2 pb-1 text-12 font-medium text-text-faint select-none'

/** A box that holds a value and can be typed in or opened. */
export const control =
  'rounded border border-line-control bg-bg-raised text-text transition-[border-color] ' +
  'hover:border-text-faint focus-within:border-focus ' +
  'has-[[aria-invalid=true]]:border-red aria-invalid:border-red ' +
  'has-[input:disabled]:bg-bg-sunken has-[input:disabled]:text-text-disabled data-disabled:bg-bg-sunken data-disabled:text-text-disabled'

/** The focus ring of a box whose inner element has the focus. */
export const ringWithin = 'focus-within:outline-2 focus-within:outline-offset-0 focus-within:outline-focus'

export type Tone = 'neutral' | 'accent' | 'green' | 'amber' | 'red' | 'blue' | 'violet'

/** Text on a soft ground. */
export const softTone: Record<Tone, string> = {
  neutral: 'bg-bg-hover text-text-muted',
  accent: 'bg-accent-soft text-accent-text',
  green: 'bg-green-soft text-green-text',
  amber: 'bg-amber-soft text-amber-text',
  red: 'bg-red-soft text-red-text',
  blue: 'bg-blue-soft text-blue-text',
  violet: 'bg-violet-soft text-violet-text',
}

/** A shape or icon in the tone. */
export const shapeTone: Record<Tone, string> = {
  neutral: 'text-text-faint',
  accent: 'text-accent',
  green: 'text-green',
  amber: 'text-amber',
  red: 'text-red',
  blue: 'text-blue',
  violet: 'text-violet',
}
