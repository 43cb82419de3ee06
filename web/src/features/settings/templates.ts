/** Templates and rules as they are edited: lists as lines. */
import { m } from '@/locales/gen/messages.js'

export const itemKinds = ['story', 'bug', 'task', 'spike'] as const
export type ItemKind = (typeof itemKinds)[number]

export interface Template {
  id: string
  name: string
  kind: ItemKind
  title: string
  body: string
  asA: string
  situation: string
  iWant: string
  soThat: string
  criteria: { id: string; text: string; met: boolean; scenario?: string }[]
  scenarios: string
  tags: string[]
  subtasks: string[]
}

export interface Recurrence {
  id: string
  template: string
  title: string
  every: number
  unit: 'day' | 'week' | 'month'
  onDay: number
  nextOn: string
  pausedAt: string | null
  last: string | null
}

export interface Draft extends Omit<Template, 'criteria' | 'subtasks'> {
  criteria: string
  subtasks: string
}

export const empty: Draft = { id: '', name: '', kind: 'story', title: '', body: '', asA: '', situation: '', iWant: '', soThat: '', criteria: '', scenarios: '', tags: [], subtasks: '' }

export const draftOf = (t: Template): Draft => ({ ...t, criteria: t.criteria.map((c) => c.text).join('\n'), subtasks: t.subtasks.join('\n') })

const linesOf = (text: string): string[] => text.split('\n').map((l) => l.trim()).filter(Boolean)

/** What is sent of a draft. */
export function bodyOf(d: Draft): object {
  const { id, name, kind, title, body, asA, situation, iWant, soThat, scenarios, tags } = d
  return { ...(id && { id }), name, kind, title, body, asA, situation, iWant, soThat, scenarios, tags, criteria: linesOf(d.criteria).map((text) => ({ text })), subtasks: linesOf(d.subtasks) }
}

/** Monday to Sunday, as the language calls them. */
export function weekdays(): string[] {
  const name = new Intl.DateTimeFormat(undefined, { weekday: 'long', timeZone: 'UTC' })
  return Array.from({ length: 7 }, (_, i) => name.format(new Date(Date.UTC(2024, 0, 1 + i))))
}

/** "every 2 weeks on Monday". */
export function sayRhythm(r: Pick<Recurrence, 'every' | 'unit' | 'onDay'>): string {
  switch (r.unit) {
    case 'day':
      return m.story_rhythm_day({ count: r.every })
    case 'week':
      return m.story_rhythm_week({ count: r.every, day: weekdays()[r.onDay - 1] ?? '' })
    default:
      return m.story_rhythm_month({ count: r.every, day: r.onDay })
  }
}

/** "Nov 23, 2026". */
export const sayDay = (day: string): string => new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(day))
