/** Where the words of a search stand in a text. */

export interface Piece {
  text: string
  hit: boolean
}

/** The words that a search asks for: quoted ones stay together, the last may be unfinished. */
export function wordsOf(q: string): string[] {
  const words = [...q.matchAll(/"([^"]+)"|[^\s"]+/gu)].map((found) => (found[1] ?? found[0]).trim())
  return words.filter((w) => w.length > 0).sort((a, b) => b.length - a.length)
}

/** The text in pieces, those that match marked; words match from their beginning, in any case. */
export function highlight(text: string, q: string): Piece[] {
  const words = wordsOf(q)
  if (words.length === 0 || !text) return text ? [{ text, hit: false }] : []
  const any = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.map(escape).join('|')})`, 'giu')
  const out: Piece[] = []
  let at = 0
  for (const found of text.matchAll(any)) {
    if (found.index > at) out.push({ text: text.slice(at, found.index), hit: false })
    out.push({ text: found[0], hit: true })
    at = found.index + found[0].length
  }
  if (at < text.length) out.push({ text: text.slice(at), hit: false })
  return out
}

const escape = (word: string) => word.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
