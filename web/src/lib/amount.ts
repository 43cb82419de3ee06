/** Amounts as people type them: 1,200.50 is 120050 cents, and of yen, which have none, 1200. */

/** How many digits of a currency stand for its minor units. */
export function minorDigits(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) return 2
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
}

/** Minor units as one types them; nothing for nothing. */
export function typed(minor: number | null | undefined, currency: string): string {
  if (minor === null || minor === undefined) return ''
  const digits = minorDigits(currency)
  const sign = minor < 0 ? '-' : ''
  const all = String(Math.abs(minor)).padStart(digits + 1, '0')
  const whole = digits ? all.slice(0, -digits) : all
  const rest = digits ? all.slice(-digits) : ''
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')
  return sign + grouped + (/[1-9]/.test(rest) ? `.${rest}` : '')
}

/** What was typed in minor units; null for nothing, undefined for what is no amount. "5k" is 5,000, "2m" two million. */
export function minorOf(text: string, currency: string): number | null | undefined {
  const said = text.replaceAll(/[\s,'’]/g, '').replace('−', '-')
  if (said === '') return null
  const found = /^(-?)(\d*)(?:\.(\d*))?([km]?)$/i.exec(said)
  if (!found || !(found[2] || found[3])) return undefined
  const digits = minorDigits(currency) + ({ k: 3, m: 6 }[found[4]!.toLowerCase()] ?? 0)
  const fraction = found[3] ?? ''
  if (/[1-9]/.test(fraction.slice(digits))) return undefined
  const minor = Number(found[2] + fraction.slice(0, digits).padEnd(digits, '0'))
  return Number.isSafeInteger(minor) ? (found[1] ? -minor : minor) : undefined
}
