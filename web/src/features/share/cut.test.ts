import { describe, expect, test } from 'vitest'

import { about, changed, type Choice, frameOf, musts, originsOf, whole } from './cut'

const cut: Choice = {
  title: 'Where we stand', intro: '', audience: 'executive', products: ['1'], query: '', form: 'timeline', fields: ['title', 'dates'], group: '', dates: 'quarter', laterDay: false, names: [], download: true,
}

describe('what a layout needs', () => {
  test.each([
    [cut, ['dates']],
    [{ ...cut, group: 'objective' }, ['dates', 'objective']],
    [{ ...cut, form: 'horizons' as const, group: 'objective' }, ['horizon']],
    [{ ...cut, form: 'table' as const, group: 'release' }, ['release']],
    [{ ...cut, form: 'table' as const }, []],
    [{ ...cut, form: 'table' as const, fields: ['title', 'odds', 'dates'] }, ['dates']],
  ])('%#', (choice, fields) => {
    expect(musts(choice)).toEqual(fields)
    expect(whole(choice).fields).toEqual([...new Set([...choice.fields, ...fields])])
  })
})

test('only what differs is sent', () => {
  expect(changed(cut, cut)).toEqual({})
  expect(changed(cut, { ...cut, fields: ['title', 'dates'] })).toEqual({})
  expect(changed(cut, { ...cut, title: 'Ours', fields: ['dates'] })).toEqual({ title: 'Ours', fields: ['dates'] })
})

test('sites are read one a line', () => {
  expect(originsOf(' https://a.example\n\nhttps://b.example ')).toEqual(['https://a.example', 'https://b.example'])
})

test('over several products each line says whose it is, until that is taken away', () => {
  expect(about(cut, ['1', '2'])).toEqual({ products: ['1', '2'], fields: ['title', 'dates', 'product'] })
  expect(about({ ...cut, products: ['1', '2'] }, ['1', '2', '3'])).toEqual({ products: ['1', '2', '3'] })
  expect(about({ ...cut, products: ['1', '2'] }, ['1'])).toEqual({ products: ['1'] })
  expect(changed(cut, { ...cut, products: ['1', '2'] })).toEqual({ products: ['1', '2'] })
})

test('a name that is not written yet is none', () => {
  expect(changed(cut, { ...cut, names: [{ record: 'a', name: ' ' }] })).toEqual({})
  expect(changed(cut, { ...cut, names: [{ record: 'a', name: ' ' }, { record: 'b', name: 'Faster' }] })).toEqual({ names: [{ record: 'b', name: 'Faster' }] })
  expect(changed({ ...cut, names: [{ record: 'b', name: 'Faster' }] }, cut)).toEqual({ names: [] })
})

test('a title says no more in a frame than it says', () => {
  expect(frameOf('https://x.example/share/1/frame', 'Ours "&" <theirs>')).toContain('title="Ours &quot;&amp;&quot; &lt;theirs>"')
})
