/**
 * Numbers with what they are counted in, as people read them: 57.1 %, 21.3 hours,
 * EUR 1,200. Currencies go by their code, so that none is taken for another.
 */
const numbers = new Map<string, Intl.NumberFormat>()

function format(options: Intl.NumberFormatOptions, locale?: string): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  let f = numbers.get(key)
  if (!f) numbers.set(key, (f = new Intl.NumberFormat(locale, options)))
  return f
}

/** A plain number, with as many digits as it needs and no more. */
export function number(value: number, locale?: string): string {
  const digits = Math.abs(value) >= 1000 ? 0 : 2
  return format({ maximumFractionDigits: digits }, locale).format(value)
}

/** A number with its unit. */
export function measure(value: number | null | undefined, unit = '', locale?: string): string {
  if (value === null || value === undefined) return '–'
  if (/^[A-Z]{3}$/.test(unit)) return format({ style: 'currency', currency: unit, currencyDisplay: 'code', maximumFractionDigits: Math.abs(value) >= 100 ? 0 : 2 }, locale).format(value)
  return unit ? `${number(value, locale)}\u00a0${unit}` : number(value, locale)
}

/** A share of 0 to 1 in percent. */
export function percent(share: number | null | undefined, locale?: string): string {
  return share === null || share === undefined ? '–' : format({ style: 'percent', maximumFractionDigits: 0 }, locale).format(share)
}

/** Money in minor units of its currency. */
export function money(minor: number | null | undefined, currency: string, locale?: string): string {
  if (minor === null || minor === undefined) return '–'
  if (!/^[A-Z]{3}$/.test(currency)) return number(minor / 100, locale)
  const f = format({ style: 'currency', currency, maximumFractionDigits: 0 }, locale)
  const digits = format({ style: 'currency', currency }, locale).resolvedOptions().maximumFractionDigits ?? 2
  return f.format(minor / 10 ** digits)
}

/** A change with its sign: +3, −1.5. */
export function change(value: number, locale?: string): string {
  return format({ maximumFractionDigits: 2, signDisplay: 'exceptZero' }, locale).format(value)
}
