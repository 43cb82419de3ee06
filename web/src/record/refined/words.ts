/** What is said of sizes and votes. */
import { number } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'

/** The number that a value to vote with stands for; undefined for what is no size. */
export function sizeOf(value: string): number | undefined {
  if (value === '½') return 0.5
  const n = Number(value)
  return value.trim() !== '' && Number.isFinite(n) && n >= 0 ? n : undefined
}

/** A size as people write it. */
export const saySize = (n: number): string => (n === 0.5 ? '½' : number(n))

export const cardName = (value: string): string => (value === 'coffee' ? m.poker_coffee() : value === '?' ? m.poker_unsure() : m.poker_card({ value }))

/** What stands on the card. */
export const cardFace = (value: string): string => (value === 'coffee' ? '☕' : value)
