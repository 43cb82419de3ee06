/**
 * The day of a moment in a zone, for lists with thousands of them: the formatter
 * of a zone is made once, and what was worked out lately is kept.
 */
const formats = new Map<string, Intl.DateTimeFormat>()
const known = new Map<string, string>()
const MOST = 20_000

function format(zone: string): Intl.DateTimeFormat {
  let f = formats.get(zone)
  // Sweden writes its days as we keep them: 2026-11-22.
  if (!f) formats.set(zone, (f = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })))
  return f
}

export function dayAt(at: string, zone: string): string {
  const key = `${zone} ${at}`
  let day = known.get(key)
  if (day === undefined) {
    if (known.size >= MOST) known.clear()
    known.set(key, (day = format(zone).format(Date.parse(at))))
  }
  return day
}

let last: { zone: string; until: number; day: string } | undefined

/** Today in a zone; worked out again after half a minute. */
export function todayAt(zone: string, now: number = Date.now()): string {
  if (!last || last.zone !== zone || now >= last.until || now < last.until - 30_000) last = { zone, until: now + 30_000, day: format(zone).format(now) }
  return last.day
}
