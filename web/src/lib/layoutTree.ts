/**
 * A tree as the rows of a table: what is open is followed by its children. What
 * stands under two parents has two rows, so that a row is named by its path.
 */

/** What is known of the children of a record. */
export interface Children {
  ids: readonly string[]
  /** They are being asked for. */
  loading: boolean
  /** There are more than have been asked for. */
  more: boolean
  /** They could not be had. */
  failed?: boolean
}

export type TreeRow =
  | { type: 'node'; path: string; id: string; depth: number; parent: string | undefined; place: number; size: number; open: boolean }
  | { type: 'loading' | 'more' | 'none' | 'failed'; path: string; depth: number; parent: string | undefined }

const SEPARATOR = '/'

export const pathOf = (parent: string | undefined, id: string): string => (parent === undefined ? id : parent + SEPARATOR + id)
export const idsOf = (path: string): string[] => path.split(SEPARATOR)
export const idOf = (path: string): string => path.slice(path.lastIndexOf(SEPARATOR) + 1)
export const parentOf = (path: string): string | undefined => {
  const at = path.lastIndexOf(SEPARATOR)
  return at < 0 ? undefined : path.slice(0, at)
}

/** The rows of a tree, top to bottom. A record that stands above itself is not opened again. */
export function rowsOf(roots: Children, childrenOf: (path: string) => Children | undefined, open: ReadonlySet<string>): TreeRow[] {
  const rows: TreeRow[] = []
  walk(rows, roots, undefined, 0, childrenOf, open)
  return rows
}

function walk(rows: TreeRow[], of: Children, parent: string | undefined, depth: number, childrenOf: (path: string) => Children | undefined, open: ReadonlySet<string>) {
  const above = parent === undefined ? [] : idsOf(parent)
  of.ids.forEach((id, i) => {
    const path = pathOf(parent, id)
    const isOpen = open.has(path) && !above.includes(id)
    rows.push({ type: 'node', path, id, depth, parent, place: i + 1, size: of.more ? -1 : of.ids.length, open: isOpen })
    if (!isOpen) return
    walk(rows, childrenOf(path) ?? { ids: [], loading: true, more: false }, path, depth + 1, childrenOf, open)
  })
  const last = of.failed ? 'failed' : of.loading ? 'loading' : of.more ? 'more' : of.ids.length === 0 && parent !== undefined ? 'none' : undefined
  if (last) rows.push({ type: last, path: pathOf(parent, `?${last}`), depth, parent })
}

/** Whether a row may be put under another: not under itself, not under what stands below it, not where it is. */
export function mayMove(path: string, under: string): boolean {
  const ids = idsOf(under)
  return !ids.includes(idOf(path)) && parentOf(path) !== under
}

/** Where a key leads from a row: another row, or a row to open or close. */
export function treeStep(rows: readonly TreeRow[], at: number, key: string): { to?: number; open?: string; close?: string } {
  const row = rows[at]
  if (!row) return rows.length > 0 ? { to: 0 } : {}
  switch (key) {
    case 'ArrowDown':
      return { to: Math.min(at + 1, rows.length - 1) }
    case 'ArrowUp':
      return { to: Math.max(at - 1, 0) }
    case 'Home':
      return { to: 0 }
    case 'End':
      return { to: rows.length - 1 }
    case 'ArrowRight':
      if (row.type !== 'node') return {}
      return row.open ? { to: Math.min(at + 1, rows.length - 1) } : { open: row.path }
    case 'ArrowLeft': {
      if (row.type === 'node' && row.open) return { close: row.path }
      const up = rows.findIndex((r) => r.path === row.parent)
      return up >= 0 ? { to: up } : {}
    }
    default:
      return {}
  }
}
