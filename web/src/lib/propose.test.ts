import { describe, expect, test } from 'vitest'

import { asKey, asSlug, proposeKey, proposeSlug } from './propose'

describe('a product’s key', () => {
  test.each([
    ['Lendwell', 'LEND'],
    ['Lendwell Pay', 'LP'],
    ['Test Drive', 'TD'],
    ['Überweisung', 'UBER'],
    // The initials would begin with a digit, and one letter is too short.
    ['3D Viewer', 'DVIE'],
    ['Q', ''],
    ['产品', ''],
  ])('%s', (title, key) => expect(proposeKey(title)).toBe(key))

  test('what is typed becomes capitals, a letter first, ten at most', () => {
    expect(asKey('lend well')).toBe('LENDWELL')
    expect(asKey('2fa')).toBe('FA')
    expect(asKey('abcdefghijklmn')).toBe('ABCDEFGHIJ')
  })
})

describe('a workspace’s short name', () => {
  test.each([
    ['Acme Robotics GmbH', 'acme-robotics-gmbh'],
    ['  Café & Söhne ', 'cafe-sohne'],
    ['!', ''],
  ])('%s', (name, slug) => expect(proposeSlug(name)).toBe(slug))

  test('typing a dash at the end is possible', () => {
    expect(asSlug('acme-')).toBe('acme-')
    expect(asSlug('Acme Robotics')).toBe('acme-robotics')
  })
})
