import { parse, print, printNode, type Node } from '@/lib/query'
import { chipsOf, withChips } from '@/lib/query-edit'

const partsOf = (q: string): Node[] | undefined => {
  const { query } = parse(q)
  return query && chipsOf(query)
}

/** Whether a query has a condition, each of its parts. */
export function isOn(q: string, condition: string): boolean {
  const has = new Set(partsOf(q)?.map(printNode))
  return partsOf(condition)?.every((n) => has.has(printNode(n))) ?? false
}

/** The query with a condition, or without it where it had it. A query that cannot be read is replaced. */
export function turned(q: string, condition: string): string {
  const { query } = parse(q)
  const wanted = partsOf(condition)
  if (!query || !wanted) return condition
  const texts = new Set(wanted.map(printNode))
  const rest = chipsOf(query).filter((n) => !texts.has(printNode(n)))
  return print(withChips(query, isOn(q, condition) ? rest : [...rest, ...wanted]))
}
