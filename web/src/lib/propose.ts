/** Short names made from long ones: a product's key, a workspace's name for addresses. */

/** Letters as ASCII: accents go, what has no letter in ASCII becomes a blank. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .trim()
}

/**
 * The key that a product's title suggests: the initials of several words, else
 * the first letters of the one. '' where the title has nothing to take.
 */
export function proposeKey(title: string): string {
  const words = plain(title).toUpperCase().split(' ').filter(Boolean)
  const initials = words.map((w) => w[0]).join('')
  const from = words.length > 1 ? initials : (words[0] ?? '').slice(0, 4)
  const key = from.replace(/^[^A-Z]+/, '').slice(0, 10)
  if (key.length >= 2) return key
  const whole = words.join('').replace(/^[^A-Z]+/, '').slice(0, 4)
  return whole.length >= 2 ? whole : ''
}

/** What is typed for a key, as far as a key can hold it. */
export function asKey(typed: string): string {
  return plain(typed).toUpperCase().replace(/ /g, '').replace(/^[^A-Z]+/, '').slice(0, 10)
}

/** The short name for addresses that a workspace's name suggests. */
export function proposeSlug(name: string): string {
  const slug = plain(name).toLowerCase().replace(/ /g, '-').slice(0, 40).replace(/-+$/, '')
  return slug.length >= 2 ? slug : ''
}

/** What is typed for a short name, as far as one can hold it. */
export function asSlug(typed: string): string {
  return typed
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 40)
}
