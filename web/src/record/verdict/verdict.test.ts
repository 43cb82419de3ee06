import { describe, expect, it } from 'vitest'

import { firstReason, resultsOf, standing, turned, type Criterion } from './verdict'

const criteria: Criterion[] = [
  { id: '1', text: 'It saves', met: false },
  { id: '2', text: 'It loads', met: true },
]

describe('a verdict', () => {
  it('accepts only what was looked at, criterion by criterion', () => {
    expect(standing(criteria, {})).toMatchObject({ acceptable: false, open: 2 })
    expect(standing(criteria, { 1: { met: true } })).toMatchObject({ acceptable: false, open: 1 })
    expect(standing(criteria, { 1: { met: true }, 2: { met: true } })).toEqual({ acceptable: true, open: 0, failed: [] })
    expect(standing([], {})).toMatchObject({ acceptable: true })
  })

  it('turns from unseen to held to broken and back', () => {
    const once = turned({}, '1')
    expect(once['1']?.met).toBe(true)
    const twice = turned(once, '1')
    expect(twice['1']?.met).toBe(false)
    expect(turned(twice, '1')['1']?.met).toBeUndefined()
  })

  it('sends what was found, with what shows it', () => {
    expect(resultsOf(criteria, { 2: { met: false, evidence: ' It hangs ' } })).toEqual([{ criterion: '2', met: false, evidence: 'It hangs' }])
  })

  it('begins the reason with what does not hold', () => {
    expect(firstReason(criteria, { 1: { met: false }, 2: { met: false, evidence: 'It hangs' } })).toBe('It saves\nIt loads: It hangs')
    expect(firstReason(criteria, { 1: { met: true } })).toBe('')
  })
})
