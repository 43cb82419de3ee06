import type { Basis, Line, Sort } from './answers'
import { sorts } from './answers'

/** A row of the sheet: what it is for, with an amount by month. */
export interface SheetRow {
  about?: string
  basis?: Basis
  sort: Sort
  label: string
  currency: string
  amounts: Record<string, number>
}

/**
 * The rows of a sheet of one basis. What has lines of another basis has a row
 * as well, so that what was planned can be filled in where it was paid.
 */
export function sheetOf(lines: readonly Line[], fresh: readonly SheetRow[], basis: Basis, currency: string): SheetRow[] {
  const rows = new Map<string, SheetRow>()
  const rowOf = (sort: Sort, label: string, in_: string) => {
    const name = `${sort} ${label}`
    let row = rows.get(name)
    if (!row) rows.set(name, (row = { sort, label, currency: in_ || currency, amounts: {} }))
    return row
  }
  for (const l of lines) {
    const row = rowOf(l.sort, l.label, l.currency)
    if (l.basis === basis) row.amounts[l.month] = l.amount
  }
  for (const f of fresh) rowOf(f.sort, f.label, f.currency)
  return [...rows.values()].toSorted((a, b) => sorts.indexOf(a.sort) - sorts.indexOf(b.sort) || a.label.localeCompare(b.label))
}

export const hasAmounts = (row: SheetRow): boolean => Object.keys(row.amounts).length > 0
