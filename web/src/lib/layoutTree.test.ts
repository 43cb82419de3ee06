import { describe, expect, it } from 'vitest'

import { type Children, idOf, idsOf, mayMove, parentOf, rowsOf, treeStep } from './layoutTree'

const of = (...ids: string[]): Children => ({ ids, loading: false, more: false })

const world: Record<string, Children> = { o: of('i', 'f3'), i: of('f1', 'f2'), f1: of('s1'), f2: of(), f3: of('s1') }
const tree = (open: string[], roots = of('o')) => rowsOf(roots, (path) => world[idOf(path)], new Set(open))

describe('rows of a tree', () => {
  it('follow what is open, depth first', () => {
    expect(tree([]).map((r) => r.path)).toEqual(['o'])
    expect(tree(['o', 'o/i', 'o/i/f1']).map((r) => [r.path, r.depth])).toEqual([['o', 0], ['o/i', 1], ['o/i/f1', 2], ['o/i/f1/s1', 3], ['o/i/f2', 2], ['o/f3', 1]])
  })

  it('do not show what is open under something closed', () => {
    expect(tree(['o/i/f1']).map((r) => r.path)).toEqual(['o'])
  })

  it('count places among sisters', () => {
    const rows = tree(['o', 'o/i'])
    expect(rows.map((r) => (r.type === 'node' ? `${r.place}/${r.size}` : ''))).toEqual(['1/1', '1/2', '1/2', '2/2', '2/2'])
  })

  it('show one that has two parents twice, with its own path each time', () => {
    const rows = tree(['o', 'o/i', 'o/i/f1', 'o/f3'])
    expect(rows.filter((r) => r.type === 'node' && r.id === 's1').map((r) => r.path)).toEqual(['o/i/f1/s1', 'o/f3/s1'])
    expect(new Set(rows.map((r) => r.path)).size).toBe(rows.length)
  })

  it('say where children are awaited, failed, cut off or absent', () => {
    const at = (c: Children | undefined) => rowsOf(of('a'), () => c, new Set(['a'])).map((r) => r.type)
    expect(at(undefined)).toEqual(['node', 'loading'])
    expect(at({ ids: ['b'], loading: true, more: false })).toEqual(['node', 'node', 'loading'])
    expect(at({ ids: ['b'], loading: false, more: true })).toEqual(['node', 'node', 'more'])
    expect(at({ ids: [], loading: false, more: false, failed: true })).toEqual(['node', 'failed'])
    expect(at(of())).toEqual(['node', 'none'])
    expect(rowsOf(of(), () => undefined, new Set())).toEqual([])
  })

  it('end where a record stands above itself', () => {
    const ring: Record<string, Children> = { a: of('b'), b: of('a') }
    const rows = rowsOf(of('a'), (p) => ring[idOf(p)], new Set(['a', 'a/b', 'a/b/a', 'a/b/a/b']))
    expect(rows.map((r) => r.path)).toEqual(['a', 'a/b', 'a/b/a'])
    expect(rows.at(-1)).toMatchObject({ open: false })
  })
})

describe('moving', () => {
  it('is refused into itself, below itself and to where it is', () => {
    expect(mayMove('o/i', 'o/f3')).toBe(true)
    expect(mayMove('o/i', 'o/i')).toBe(false)
    expect(mayMove('o/i', 'o/i/f1')).toBe(false)
    expect(mayMove('o/i', 'o')).toBe(false)
    expect(mayMove('o/i/f1', 'o')).toBe(true)
  })

  it('reads paths', () => {
    expect(idsOf('a/b/c')).toEqual(['a', 'b', 'c'])
    expect([idOf('a/b'), idOf('a'), parentOf('a/b'), parentOf('a')]).toEqual(['b', 'a', 'a', undefined])
  })
})

describe('keys in a tree', () => {
  const rows = tree(['o', 'o/i'])
  const step = (at: number, key: string) => treeStep(rows, at, key)

  it('go up and down and to the ends', () => {
    expect([step(0, 'ArrowDown'), step(4, 'ArrowDown'), step(0, 'ArrowUp'), step(2, 'End'), step(2, 'Home')]).toEqual([{ to: 1 }, { to: 4 }, { to: 0 }, { to: 4 }, { to: 0 }])
  })

  it('open to the right and close to the left, then go to the child or the parent', () => {
    expect(step(2, 'ArrowRight')).toEqual({ open: 'o/i/f1' })
    expect(step(1, 'ArrowRight')).toEqual({ to: 2 })
    expect(step(1, 'ArrowLeft')).toEqual({ close: 'o/i' })
    expect(step(2, 'ArrowLeft')).toEqual({ to: 1 })
    expect(treeStep(tree([]), 0, 'ArrowLeft')).toEqual({})
    expect(step(99, 'ArrowDown')).toEqual({ to: 0 })
    expect(step(1, 'x')).toEqual({})
  })
})
