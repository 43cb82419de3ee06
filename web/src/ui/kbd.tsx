import { Fragment } from 'react'

import { m } from '@/locales/gen/messages.js'

import { cx } from './cx'

const apple = typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.platform)

/** The caps of "mod+shift+k", as this machine's keyboard names them. */
export function keyCaps(keys: string, onApple = apple): string[] {
  const names: Record<string, string> = {
    mod: onApple ? '⌘' : m.ui_key_ctrl(),
    ctrl: onApple ? '⌃' : m.ui_key_ctrl(),
    alt: onApple ? '⌥' : m.ui_key_alt(),
    shift: onApple ? '⇧' : m.ui_key_shift(),
    enter: onApple ? '↵' : m.ui_key_enter(),
    escape: m.ui_key_esc(),
    esc: m.ui_key_esc(),
    space: m.ui_key_space(),
    tab: m.ui_key_tab(),
    backspace: onApple ? '⌫' : m.ui_key_backspace(),
    delete: m.ui_key_delete(),
    up: '↑',
    down: '↓',
    left: '←',
    right: '→',
    arrowup: '↑',
    arrowdown: '↓',
    arrowleft: '←',
    arrowright: '→',
  }
  return keys.split('+').map((key, i, all) => {
    if (key === '') return i === all.length - 1 ? '+' : ''
    return names[key.toLowerCase()] ?? (key.length === 1 ? key.toUpperCase() : key)
  }).filter(Boolean)
}

/** Keys in the manner of "mod+k", or one after the other: "g b". Bare on a coloured ground. */
export function Kbd({ keys, bare, className }: { keys: string; bare?: boolean; className?: string }) {
  return (
    <kbd className={cx('inline-flex shrink-0 items-center gap-0.5 font-sans text-12', !bare && 'text-text-faint', className)}>
      {keys.split(' ').map((chord, i) => (
        <Fragment key={`${chord}-${i}`}>
          {i > 0 && <span className="px-0.5">{m.ui_key_then()}</span>}
          {keyCaps(chord).map((cap) => (
            <span
              key={cap}
              className={cx(
                'inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm border px-1 tabular',
                bare ? 'border-current/40' : 'border-line bg-bg-sunken text-text-muted',
              )}
            >
              {cap}
            </span>
          ))}
        </Fragment>
      ))}
    </kbd>
  )
}
