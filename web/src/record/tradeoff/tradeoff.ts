/** Trade-offs: a choice that one of the two jobs puts to the other, with its price either way. */
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'

export interface Choice {
  id: string
  title: string
  gain: string
  price: string
}

export type Job = 'manager' | 'owner'

/** What there is to choose from. */
export const choicesOf = (record: Rec): Choice[] => (Array.isArray(record.options) ? (record.options as Choice[]) : [])

/** Of whom it is asked. */
export const askedOf = (record: Rec): Job => (record.asked === 'manager' ? 'manager' : 'owner')

export const jobName = (job: Job): string => (job === 'manager' ? m.bridge_of_manager() : m.bridge_of_owner())

/** Waits for its answer. */
export const isOpen = (record: Rec): boolean => record.category === 'todo' && !record.archivedAt

/** The decision that answering it takes. */
export const answering = (record: Rec): string => `tradeoff.answer:${askedOf(record)}`

/** What is sent: two options at least, each with a name; lines left empty are none. */
export function filled(options: readonly Omit<Choice, 'id'>[]): Omit<Choice, 'id'>[] | undefined {
  const said = options.map((o) => ({ title: o.title.trim(), gain: o.gain.trim(), price: o.price.trim() })).filter((o) => o.title || o.gain || o.price)
  return said.length >= 2 && said.every((o) => o.title) ? said : undefined
}
