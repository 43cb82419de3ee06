/**
 * Numbers with what they are counted in, as people read them: 57.1%, 21.3 hours,
 * €1,200. What rounds to nothing has no sign: nobody reads a loss out of −0%.
 */
const numbers = new Map<string, Intl.NumberFormat>()

function format(options: Intl.NumberFormatOptions, locale?: string): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  let f = numbers.get(key)
  if (!f) numbers.set(key, (f = new Intl.NumberFormat(locale, { signDisplay: 'negative', ...options })))
  return f
}

/** A plain number, with as many digits as it needs and no more. */
export function number(value: number, locale?: string): string {
  const digits = Math.abs(value) >= 1000 ? 0 : 2
  return format({ maximumFractionDigits: digits }, locale).format(value)
}

/** A number as it is written, and its unit: 85%, 12 days. */
export function withUnit(number: string, unit: string | undefined): string {
  if (!unit) return number
  return unit === '%' ? `${number}%` : `${number}\u00a0${unit}`
}

/** Three capitals are a currency where they are one: a unit such as MAU is not. */
const isCurrency = (unit: string): boolean => /^[A-Z]{3}$/.test(unit) && currencies().has(unit)
let known: ReadonlySet<string> | undefined
const currencies = () => (known ??= new Set(Intl.supportedValuesOf('currency')))

/** A number with its unit. */
export function measure(value: number | null | undefined, unit = '', locale?: string): string {
  if (value === null || value === undefined) return '–'
  if (isCurrency(unit)) return format({ style: 'currency', currency: unit, maximumFractionDigits: Math.abs(value) >= 100 ? 0 : 2 }, locale).format(value)
  return withUnit(number(value, locale), unit)
}

/** A change with its sign and its unit: +0.14%, -60 minutes. */
export function changeIn(value: number, unit: string, locale?: string): string {
  return isCurrency(unit) ? `${value > 0 ? '+' : ''}${measure(value, unit, locale)}` : withUnit(change(value, locale), unit)
}

/** A share of 0 to 1 in percent, whole or with so many digits. */
export function percent(share: number | null | undefined, locale?: string, digits = 0): string {
  return share === null || share === undefined ? '–' : format({ style: 'percent', maximumFractionDigits: digits }, locale).format(share)
}

/** How likely something is, 0 to 1. A forecast knows nothing for certain, however often it was played through. */
export function oddsOf(share: number | null | undefined, locale?: string): string {
  if (share === null || share === undefined) return '–'
  if (share < 0.005) return `<${percent(0.01, locale)}`
  if (share > 0.995) return `>${percent(0.99, locale)}`
  return percent(share, locale)
}

/** Money in minor units of its currency. */
export function money(minor: number | null | undefined, currency: string, locale?: string, signDisplay: 'negative' | 'exceptZero' = 'negative'): string {
  if (minor === null || minor === undefined) return '–'
  if (!/^[A-Z]{3}$/.test(currency)) return number(minor / 100, locale)
  const f = format({ style: 'currency', currency, maximumFractionDigits: 0, signDisplay }, locale)
  const digits = format({ style: 'currency', currency }, locale).resolvedOptions().maximumFractionDigits ?? 2
  return f.format(minor / 10 ** digits)
}

/** Money with its sign: +€7,262. */
export const moneyChange = (minor: number, currency: string, locale?: string): string => money(minor, currency, locale, 'exceptZero')

/** A share with its sign: +5%. */
export const percentChange = (share: number, locale?: string): string => format({ style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' }, locale).format(share)

/** A change with its sign: +3, −1.5. */
export function change(value: number, locale?: string): string {
  return format({ maximumFractionDigits: 2, signDisplay: 'exceptZero' }, locale).format(value)
}
