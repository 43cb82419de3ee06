/**
 * The secret of a link that lets somebody in. It stands behind the #, which
 * browsers keep to themselves; where a mail program has moved it into the query
 * it still works.
 */
export function secretOf(at: { hash: string; search: string }): string {
  const behind = decodeURIComponent(at.hash.replace(/^#/, '')).trim()
  return behind.replace(/^token=/, '') || (new URLSearchParams(at.search).get('token') ?? '').trim()
}

/** An address of this client to go on to; whatever leads elsewhere is replaced by the start. */
export function inside(to: string | undefined): string {
  return to && /^\/(?![/\\])/.test(to) && !/^\/(signin|reset|join|setup)\b/.test(to) ? to : '/'
}
