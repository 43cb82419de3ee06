/** What differs between two texts, word by word. */

export interface Part {
  text: string
  is: 'same' | 'added' | 'removed'
}

/** Above this many comparisons the middle is shown as replaced as a whole. */
const limit = 2_000_000

export function diffWords(before: string, after: string): Part[] {
  const a = split(before)
  const b = split(after)
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  const out: Part[] = []
  add(out, 'same', a.slice(0, start))
  middle(out, a.slice(start, a.length - end), b.slice(start, b.length - end))
  add(out, 'same', a.slice(a.length - end))
  return out
}

/** Words, the space between them, and signs, each on its own. */
const split = (text: string): string[] => text.match(/[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu) ?? []

function add(out: Part[], is: Part['is'], words: string[]): void {
  if (words.length === 0) return
  const last = out.at(-1)
  if (last?.is === is) last.text += words.join('')
  else out.push({ is, text: words.join('') })
}

function middle(out: Part[], a: string[], b: string[]): void {
  if (a.length * b.length > limit) {
    add(out, 'removed', a)
    add(out, 'added', b)
    return
  }
  const longest = table(a, b)
  const width = b.length + 1
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      add(out, 'same', [a[i]!])
      i++
      j++
    } else if (longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!) add(out, 'removed', [a[i++]!])
    else add(out, 'added', [b[j++]!])
  }
  add(out, 'removed', a.slice(i))
  add(out, 'added', b.slice(j))
}

/** Lengths of the longest common run of words from each pair of places on. */
function table(a: string[], b: string[]): Uint32Array {
  const width = b.length + 1
  const t = new Uint32Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) t[i * width + j] = a[i] === b[j] ? t[(i + 1) * width + j + 1]! + 1 : Math.max(t[(i + 1) * width + j]!, t[i * width + j + 1]!)
  return t
}
