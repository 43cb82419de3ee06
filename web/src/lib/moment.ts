/** Moments in full, as they stand in lists of things that do not change: dates of tokens, sessions, imports. */
const made = new Map<string, Intl.DateTimeFormat>()

function format(zone: string | undefined, time: boolean, locale?: string): Intl.DateTimeFormat {
  const key = `${zone} ${time} ${locale}`
  let f = made.get(key)
  if (!f) made.set(key, (f = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', ...(time && { timeStyle: 'short' }), timeZone: zone || undefined })))
  return f
}

/** The day of a moment in a zone, the device's own where none is given. */
export const sayDate = (at: string, zone?: string, locale?: string): string => format(zone, false, locale).format(Date.parse(at))

/** Day and time of a moment. */
export const sayMoment = (at: string, zone?: string, locale?: string): string => format(zone, true, locale).format(Date.parse(at))

/** The time zones there are, the device's own first. */
export function zones(): string[] {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  return [own, ...Intl.supportedValuesOf('timeZone').filter((z) => z !== own)]
}

/** What a browser says of itself, in two words: "Firefox on Linux". '' where nothing is known of it. */
export function sayAgent(agent: string): { browser: string; system: string } {
  const first = (of: readonly [RegExp, string][]) => of.find(([r]) => r.test(agent))?.[1] ?? ''
  return {
    browser: first([[/Edg\//, 'Edge'], [/OPR\//, 'Opera'], [/Firefox\//, 'Firefox'], [/Chrom(e|ium)\//, 'Chrome'], [/Safari\//, 'Safari'], [/curl\//, 'curl']]),
    system: first([[/iPhone|iPad/, 'iOS'], [/Android/, 'Android'], [/Windows/, 'Windows'], [/Mac OS X/, 'macOS'], [/Linux|X11/, 'Linux']]),
  }
}
