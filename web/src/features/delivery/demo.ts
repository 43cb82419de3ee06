/** In which order a review shows what was done. */
interface Shown {
  id: string
  category: string
  doneAt?: unknown
}

/** What is done or accepted: first as it was put in order, then as it is ranked. */
export function demoOrder<R extends Shown>(items: readonly R[], order: readonly string[] | undefined): R[] {
  const shown = items.filter((i) => i.category === 'done' || (i.category === 'closed' && i.doneAt))
  const place = (i: R) => {
    const at = order?.indexOf(i.id) ?? -1
    return at < 0 ? Infinity : at
  }
  return shown.map((i, n) => ({ i, n })).sort((a, b) => (place(a.i) === place(b.i) ? a.n - b.n : place(a.i) - place(b.i))).map((x) => x.i)
}

/** A list in which one entry stands at another place. */
export function moved(ids: readonly string[], id: string, to: number): string[] {
  const rest = ids.filter((x) => x !== id)
  return [...rest.slice(0, to), id, ...rest.slice(to)]
}
