/**
 * What of a form is not as it was when it was opened. Only that is sent: what
 * somebody else wrote meanwhile in another field stays.
 */
export function changed<T extends object>(now: T, was: { readonly [K in keyof T]?: unknown }): Partial<T> {
  return Object.fromEntries(Object.entries(now).filter(([name, value]) => JSON.stringify(value ?? null) !== JSON.stringify(was[name as keyof T] ?? null))) as Partial<T>
}
