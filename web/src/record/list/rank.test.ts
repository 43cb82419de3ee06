import { describe, expect, it } from 'vitest'

import { dropAt, stepTo, toPosition, type Ranking } from './rank'

const order = [...'abcdef']
const of = (ids: string) => new Set(ids)
/** The order that the answer makes. */
const apply = (r: Ranking | undefined) => {
  if (!r) return order.join('')
  const rest = order.filter((id) => !r.ids.includes(id))
  const at = r.to.after ? rest.indexOf(r.to.after) + 1 : rest.indexOf(r.to.before!)
  return rest.toSpliced(at, 0, ...r.ids).join('')
}

describe('ranking', () => {
  it.each([
    ['a', 3, 'bcadef'],
    ['f', 0, 'fabcde'],
    ['ac', 6, 'bdefac'],
    ['ce', 4, 'abdcef'],
    ['bc', 2, 'abcdef'],
    ['c', 3, 'abcdef'],
  ])('%s dropped before row %i gives %s', (ids, index, then) => {
    expect(apply(dropAt(order, of(ids), index))).toBe(then)
  })

  it('changes nothing where nothing would move', () => {
    expect(dropAt(order, of('c'), 2)).toBeUndefined()
    expect(dropAt(order, of('c'), 3)).toBeUndefined()
    expect(dropAt(order, of('abcdef'), 3)).toBeUndefined()
    expect(dropAt(order, of('x'), 3)).toBeUndefined()
  })

  it.each([
    ['c', 'up', 'acbdef'],
    ['c', 'down', 'abdcef'],
    ['ce', 'up', 'acebdf'],
    ['ce', 'down', 'abdfce'],
    ['a', 'up', 'abcdef'],
    ['f', 'down', 'abcdef'],
    ['cf', 'top', 'cfabde'],
    ['ab', 'bottom', 'cdefab'],
  ] as const)('%s moved %s gives %s', (ids, step, then) => {
    expect(apply(stepTo(order, of(ids), step))).toBe(then)
  })
})

it.each([
  ['f', 1, 'fabcde'],
  ['a', 3, 'bcadef'],
  ['ce', 2, 'acebdf'],
  ['b', 99, 'acdefb'],
  ['b', 2, 'abcdef'],
])('%s to position %i gives %s', (ids, position, then) => {
  expect(apply(toPosition(order, of(ids), position))).toBe(then)
})
