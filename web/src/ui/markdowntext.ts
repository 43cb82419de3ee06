/** What of a Markdown text is more than text: keys, handles, and addresses one may follow. */

export interface RefInText {
  type: 'key' | 'handle'
  name: string
  text: string
}

const refs = /(?<![\p{L}\p{N}_/@.-])(?:([A-Z][A-Z0-9]{1,9}-\d{1,9})(?![\p{L}\p{N}_-])|@([a-z0-9](?:[a-z0-9._-]*[a-z0-9])?))/gu

/** "see LEND-12, @ana" in parts, in their order. */
export function splitRefs(text: string): (string | RefInText)[] {
  const parts: (string | RefInText)[] = []
  let end = 0
  for (const found of text.matchAll(refs)) {
    if (found.index > end) parts.push(text.slice(end, found.index))
    parts.push(found[1] ? { type: 'key', name: found[1], text: found[0] } : { type: 'handle', name: found[2]!, text: found[0] })
    end = found.index + found[0].length
  }
  if (end < text.length) parts.push(text.slice(end))
  return parts
}

/** The address if a browser may go there, or fetch from there; else undefined. */
export function safeAddress(address: string, use: 'link' | 'image'): string | undefined {
  // Browsers skip control characters within a scheme, so they must not hide one.
  const plain = [...address].filter((c) => c > ' ' && c !== '\u007F').join('')
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(plain)?.[1]?.toLowerCase()
  if (!scheme) return plain === '' ? undefined : plain
  const allowed = use === 'image' ? ['http', 'https'] : ['http', 'https', 'mailto', 'tel']
  return allowed.includes(scheme) ? plain : undefined
}
