import { m } from '@/locales/gen/messages.js'

export const vacancyState = { draft: m.growth_is_draft, open: m.growth_is_open, filled: m.growth_is_filled, closed: m.growth_is_closed }
export const stateTone = { draft: 'neutral', open: 'blue', filled: 'green', closed: 'neutral' } as const
export const stageName = { talking: m.growth_talking, offered: m.growth_offered, hired: m.growth_hired, declined: m.growth_declined }
export const hireName: Record<string, () => string> = { 'strong-yes': m.growth_strong_yes, yes: m.growth_yes, no: m.growth_no, 'strong-no': m.growth_strong_no }
export const hireTone: Record<string, 'green' | 'red'> = { 'strong-yes': 'green', yes: 'green', no: 'red', 'strong-no': 'red' }
