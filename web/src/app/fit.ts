/** How well a command fits what was typed: its name first, then the further words it is known by, then letters in their order. */
import { defaultFilter } from 'cmdk'

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()

/** Whether a word of a text begins so. */
const begins = (text: string, part: string) => text.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(part))

/** From 1, the name itself, down to 0, not at all; what has no words of its own is compared by its letters. */
export function fit(value: string, typed: string, words: string[] = []): number {
  const wanted = fold(typed)
  const name = fold(words[0] ?? '')
  const letters = defaultFilter(value, typed, words)
  if (!wanted || !name) return letters
  const parts = wanted.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
  const all = `${name} ${fold(words.slice(1).join(' '))}`
  if (name === wanted) return 1
  if (name.startsWith(wanted)) return 0.9
  if (parts.every((p) => begins(name, p))) return 0.8
  if (parts.every((p) => begins(all, p))) return 0.7
  return letters * 0.5
}
