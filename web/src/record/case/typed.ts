/** Amounts of a case as people type and paste them: "100k" is exact, "80k..120k" a range, "80k..100k..120k" a range with its likely value. */
import { minorOf, typed } from '@/lib/amount'

import { caseSorts, type Amount, type CaseSort } from './cases'

const ends = /\s*(?:\.\.+|…|–|\/)\s*/

/** What was typed, in minor units; null for nothing, undefined for what is no amount or no range. */
export function amountOf(text: string, currency: string): Amount | null | undefined {
  if (text.trim() === '') return null
  const parts = text.trim().split(ends).map((part) => minorOf(part.replaceAll(/[€$£¥%]|[A-Z]{3}/g, ''), currency))
  if (parts.length > 3 || parts.some((p) => p === undefined || p === null)) return undefined
  const said = parts as number[]
  const low = said[0]!
  const high = said.at(-1)!
  const likely = said.length === 3 ? said[1]! : Math.round((low + high) / 2)
  return low <= likely && likely <= high ? { low, likely, high } : undefined
}

/** An amount as one types it. */
export function amountTyped(a: Amount | null | undefined, currency: string): string {
  if (!a) return ''
  const said = (n: number) => typed(n, currency)
  return a.low === a.likely && a.likely === a.high ? said(a.likely) : `${said(a.low)}..${said(a.likely)}..${said(a.high)}`
}

export interface PastedLine {
  /** Empty where the table gives none: then it goes to the rows in their order. */
  sort?: CaseSort
  label?: string
  amounts: (Amount | null)[]
}

const words: Record<string, CaseSort> = { cost: 'cost', costs: 'cost', run: 'run', 'run cost': 'run', 'run costs': 'run', revenue: 'revenue', income: 'revenue', value: 'value' }

/**
 * Reads a table from a spreadsheet: amounts alone, or with what they are for in
 * front, and their sort beside that. A row of headings is left out. Amounts below
 * nothing under a name that has no sort are a cost. Undefined where a cell that
 * should be an amount is none; `at` then says which.
 */
export function tableOf(text: string, currency: string): { lines: PastedLine[] } | { at: string } {
  const rows = text.replaceAll('\r', '').replace(/\n+$/, '').split('\n').map((row) => row.split('\t').map((cell) => cell.trim()))
  const lines: PastedLine[] = []
  for (const [n, row] of rows.entries()) {
    const names: string[] = []
    const cells = [...row]
    while (cells.length && names.length < 2 && cells[0] !== '' && amountOf(cells[0]!, currency) === undefined) names.push(cells.shift()!)
    const amounts = cells.map((cell) => amountOf(cell, currency))
    const bad = amounts.findIndex((a) => a === undefined)
    if (bad >= 0) {
      if (n === 0 && rows.length > 1 && names.length) continue // headings
      return { at: cells[bad]! }
    }
    if (n === 0 && rows.length > 1 && amounts.every((a) => a === null)) continue
    const sort = names.map((name) => words[name.toLowerCase()]).find(Boolean)
    const label = names.find((name) => !words[name.toLowerCase()]) ?? (names.length ? names[0] : undefined)
    const falls = label !== undefined && !sort && amounts.some((a) => a && a.likely < 0)
    lines.push({
      sort: sort ?? (falls ? 'cost' : undefined),
      label,
      amounts: falls || sort === 'cost' || sort === 'run' ? (amounts as (Amount | null)[]).map((a) => (a && a.likely < 0 ? { low: -a.high, likely: -a.likely, high: -a.low } : a)) : (amounts as (Amount | null)[]),
    })
  }
  return { lines }
}

export const isCaseSort = (text: string | undefined): text is CaseSort => caseSorts.some((s) => s === text)
