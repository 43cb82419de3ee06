import { m } from '@/locales/gen/messages.js'

import { cx } from './cx'
import { softTone, type Tone } from './styles'
import { tip } from './tooltip'

const tones: Tone[] = ['accent', 'blue', 'violet', 'green', 'amber', 'red']

/** The same person has the same colour everywhere. */
export function toneOf(id: string): Tone {
  let sum = 0
  for (const c of id) sum = (sum * 31 + c.codePointAt(0)!) >>> 0
  return tones[sum % tones.length]!
}

/** "Ana Ribeiro" is AR; one word gives one letter. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const letters = words.length > 1 ? [words[0]!, words.at(-1)!] : words
  return letters.map((w) => [...w][0]!.toLocaleUpperCase()).join('') || '?'
}

interface AvatarProps {
  name: string
  /** Gives the colour; the name does where there is none. */
  id?: string
  size?: number
  /** The name stands beside it: decoration only, no tooltip. */
  plain?: boolean
  className?: string
}

export function Avatar({ name, id, size = 20, plain, className }: AvatarProps) {
  return (
    <span
      {...(plain ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name, ...tip(name) })}
      className={cx('inline-grid shrink-0 select-none place-items-center rounded-full font-semibold tracking-tight', softTone[toneOf(id ?? name)], className)}
      style={{ width: size, height: size, fontSize: Math.max(8, Math.round(size * 0.42)), lineHeight: 1 }}
    >
      {initials(name)}
    </span>
  )
}

interface AvatarStackProps {
  people: readonly { id: string; name: string }[]
  max?: number
  size?: number
  className?: string
}

export function AvatarStack({ people, max = 4, size = 20, className }: AvatarStackProps) {
  const shown = people.length > max ? people.slice(0, max - 1) : people
  const rest = people.slice(shown.length)
  if (people.length === 0) return null
  return (
    <span role="group" aria-label={m.ui_count_people({ count: people.length })} className={cx('inline-flex items-center gap-0.5', className)}>
      {shown.map((person) => (
        <Avatar key={person.id} name={person.name} id={person.id} size={size} />
      ))}
      {rest.length > 0 && (
        <span
          role="img"
          aria-label={rest.map((p) => p.name).join(', ')}
          {...tip(rest.map((p) => p.name).join(', '))}
          className="inline-grid place-items-center rounded-full bg-bg-hover px-0.5 font-semibold text-text-muted tabular"
          style={{ minWidth: size, height: size, fontSize: Math.max(8, Math.round(size * 0.42)), lineHeight: 1 }}
        >
          +{rest.length}
        </span>
      )}
    </span>
  )
}
