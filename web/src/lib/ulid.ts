/** Ids that sort by time: 26 characters of Crockford's base 32, in lower case. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

export function ulid(now = Date.now(), random: (bytes: Uint8Array<ArrayBuffer>) => void = fill): string {
  const bytes = new Uint8Array(16)
  random(bytes)
  let time = ''
  for (let n = now, i = 0; i < 10; i++, n = Math.floor(n / 32)) time = alphabet[n % 32] + time
  let rest = ''
  for (let i = 0; i < 16; i++) rest += alphabet[bytes[i]! & 31]
  return time + rest
}

function fill(bytes: Uint8Array<ArrayBuffer>): void {
  crypto.getRandomValues(bytes)
}
