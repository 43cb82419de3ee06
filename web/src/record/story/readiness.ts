/** What the server says of an item's definitions. */

export interface Held {
  id: string
  text: string
  rule: string
  held: boolean
  what: string
  by: string
}

export interface Examined {
  mode: 'advise' | 'enforce'
  checks: Held[]
}

export interface InvestOne {
  letter: string
  name: string
  holds: boolean | null
  reason: string
  remedy: string
}

export interface Asked {
  id: string
  question: string
  answer: string
  createdAt: string
  createdBy: string | null
  answeredAt: string | null
  answeredBy: string | null
  record: string
  key: string
  title: string
  hours: number
}

/** The kinds whose change may change what is asked here. */
export const heard = ['story', 'bug', 'task', 'spike', 'link', 'tick', 'checklist', 'question']

/** How long something has waited, in words of one unit. */
export function unitOf(hours: number): { unit: 'hours' | 'days'; count: number } {
  return hours < 48 ? { unit: 'hours', count: Math.max(1, Math.round(hours)) } : { unit: 'days', count: Math.round(hours / 24) }
}
