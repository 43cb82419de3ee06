import { expect, test } from 'vitest'

import { emptyField, fieldDraft, fieldFlaws, heldBy, lostKinds, lostOptions, moveOption, proposeName, relabel } from './fieldForm'

const full = { ...emptyField(['story']), label: 'Area', name: 'area' }

test('a name follows the label until it is typed', () => {
  expect(proposeName('2nd Área – Größe')).toBe('ndareagroe')
  const d = relabel(emptyField(['story']), 'Customer impact')
  expect(d.name).toBe('customerimpact')
  expect(relabel({ ...d, name: 'impact', named: true }, 'Impact on customers').name).toBe('impact')
})

test('what is missing or cannot be is said before it is sent', () => {
  expect(fieldFlaws(full)).toEqual([])
  expect(fieldFlaws(emptyField([]))).toEqual(['label', 'name', 'kinds'])
  expect(fieldFlaws({ ...full, name: '9lives' })).toEqual(['name'])
  expect(fieldFlaws({ ...full, type: 'choice', options: ['', ' '] })).toEqual(['options'])
  expect(fieldFlaws({ ...full, type: 'multi', options: ['North', 'north '] })).toEqual(['optionTwice'])
  expect(fieldFlaws({ ...full, type: 'text', options: ['a<b'] })).toEqual([])
})

test.each(['5" pipe', "it's", 'a\\b', '<b>', 'R&D'])('an option cannot be %s', (option) => {
  expect(fieldFlaws({ ...full, type: 'choice', options: ['fine', option] })).toEqual(['optionForm'])
})

test('options move by one place and stay in the list', () => {
  expect(moveOption(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
  expect(moveOption(['a', 'b', 'c'], 2, 3)).toEqual(['a', 'b', 'c'])
  expect(moveOption(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c'])
})

test('what would be lost is named, with the query that finds its records', () => {
  const was = { id: '1', product: null, name: 'area', label: 'Area', type: 'choice' as const, kinds: ['story', 'bug'], options: ['pay', 'lend'], doc: '' }
  const d = { ...fieldDraft(was), options: ['lend '], kinds: ['story'] }
  expect(lostOptions(was.options, d.options)).toEqual(['pay'])
  expect(lostKinds(was.kinds, d.kinds)).toEqual(['bug'])
  expect(heldBy('area', was.kinds, 'pay')).toBe('type:story,bug area="pay"')
  expect(heldBy('area', ['story'])).toBe('type:story has:area')
})
