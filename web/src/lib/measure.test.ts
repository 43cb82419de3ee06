import { describe, expect, it } from 'vitest'

import { change, changeIn, measure, money, moneyChange, number, oddsOf, percent, percentChange } from './measure'

describe('numbers as people read them', () => {
  it('have their unit', () => {
    expect(measure(57.1, '%', 'en')).toBe('57.1%')
    expect(measure(21.333, 'hours', 'en')).toBe('21.33\u00a0hours')
    expect(measure(12, '', 'en')).toBe('12')
    expect(measure(null, '%', 'en')).toBe('–')
  })

  it('drop digits that say nothing', () => {
    expect(number(12345.678, 'en')).toBe('12,346')
    expect(number(0.5, 'en')).toBe('0.5')
  })

  it('name the currency', () => {
    expect(measure(1200, 'EUR', 'en')).toBe('€1,200')
    expect(money(123456, 'EUR', 'en')).toBe('€1,235')
    expect(money(1234, 'JPY', 'en')).toBe('¥1,234')
    expect(money(123456, '', 'en')).toBe('1,235')
    expect(money(null, 'EUR')).toBe('–')
  })

  it('take no measure for money because it has three letters', () => {
    expect(measure(3600, 'MAU', 'en')).toBe('3,600\u00a0MAU')
    expect(changeIn(12, 'NPS', 'en')).toBe('+12\u00a0NPS')
  })

  it('give a change its unit', () => {
    expect(changeIn(0.14, '%', 'en')).toBe('+0.14%')
    expect(changeIn(-60.65, 'minutes', 'en')).toBe('-60.65\u00a0minutes')
    expect(changeIn(1200, 'EUR', 'en')).toBe('+€1,200')
    expect(changeIn(0.5, '', 'en')).toBe('+0.5')
  })

  it('say shares and changes', () => {
    expect(percent(0.8881, 'en')).toBe('89%')
    expect(percent(undefined, 'en')).toBe('–')
    expect(change(3, 'en')).toBe('+3')
    expect(change(-1.5, 'en')).toBe('-1.5')
    expect(change(0, 'en')).toBe('0')
    expect(moneyChange(726_200, 'EUR', 'en')).toBe('+€7,262')
    expect(moneyChange(-30, 'EUR', 'en')).toBe('€0')
    expect(percentChange(-0.052, 'en')).toBe('-5%')
    expect(percent(0.249, 'en', 1)).toBe('24.9%')
  })

  it('give no sign to what rounds to nothing', () => {
    expect(percent(-0.004, 'en')).toBe('0%')
    expect(percent(-0.4, 'en')).toBe('-40%')
    expect(money(-30, 'EUR', 'en')).toBe('€0')
    expect(number(-0.001, 'en')).toBe('0')
    expect(measure(-0.001, 'EUR', 'en')).toBe('€0.00')
    expect(change(-0.001, 'en')).toBe('0')
  })
})

it.each([
  [0.847, '85%'],
  [0.9949, '99%'],
  [0.9951, '>99%'],
  [0.005, '1%'],
  [0.0049, '<1%'],
  [1, '>99%'],
  [0, '<1%'],
  [null, '–'],
])('odds of %s read %s', (share, said) => {
  expect(oddsOf(share, 'en')).toBe(said)
})
