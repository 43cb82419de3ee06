import { describe, expect, it } from 'vitest'

import { canHold, childQuery, chosenLevels, possibleLevels, relationTo, rootQueries } from './levels'

const items = ['story', 'bug', 'task', 'spike'] as const

describe('what can stand under what', () => {
  it('follows from the fields that lead upwards', () => {
    expect(relationTo('story', 'feature')?.query).toBe('feature')
    expect(relationTo('feature', 'initiative')?.query).toBe('initiative')
    expect(relationTo('feature', 'objective')?.query).toBe('objective')
    expect(relationTo('objective', 'pillar')?.query).toBe('pillar')
    expect(relationTo('feature', 'opportunity')?.query).toBe('opportunity')
    expect(relationTo('task', 'story')?.query).toBe('parent')
    expect(relationTo('opportunity', 'opportunity')?.query).toBe('parent')
    expect(relationTo('feature', 'story')).toBeUndefined()
    expect(relationTo('story', 'objective')).toBeUndefined()
    expect(canHold('feature', ['story'])).toBe(true)
    expect(canHold('feature', ['objective'])).toBe(false)
  })

  it('offers what is above and below', () => {
    const all = possibleLevels(['feature'])
    expect(all).toEqual(expect.arrayContaining(['pillar', 'objective', 'initiative', 'feature', ...items]))
    expect(all).not.toContain('metric')
    expect(all.indexOf('objective')).toBeLessThan(all.indexOf('feature'))
  })

  it('shows what is below, or what the address says', () => {
    expect(chosenLevels(['feature'], undefined)).toEqual(['feature', ...items])
    expect(chosenLevels(['objective'], undefined)).toEqual(['objective', 'initiative', 'feature', ...items])
    expect(chosenLevels(['feature'], 'objective,initiative,nonsense')).toEqual(['objective', 'initiative', 'feature'])
    expect(chosenLevels([...items], undefined)).toEqual([...items])
  })
})

describe('questions', () => {
  it('ask for the top, with what the screen asks for', () => {
    expect(rootQueries('type:feature horizon:now sort:-updated', ['feature'], ['feature', ...items])).toEqual({ top: 'type:feature horizon:now sort:-updated', loose: undefined })
  })

  it('ask for what should stand under something and does not', () => {
    const { top, loose } = rootQueries('type:feature', ['feature'], ['objective', 'initiative', 'feature', ...items])
    expect(top).toBe('type:objective')
    expect(loose).toBe('(type:initiative no:objective) or (type:feature no:initiative no:objective)')
  })

  it('keep sub-tasks under their parents', () => {
    expect(rootQueries('type:story,bug,task,spike is:open', [...items], [...items]).top).toBe('type:story,bug,task,spike is:open no:parent')
    expect(childQuery('type:story,bug,task,spike is:open', [...items], [...items], { kind: 'story', key: 'X-1' })).toBe('type:story,bug,task,spike is:open parent:X-1')
  })

  it('leave to the nearer what is under both', () => {
    const levels = ['objective', 'initiative', 'feature', ...items] as const
    expect(childQuery('type:feature', ['feature'], [...levels], { kind: 'objective', key: 'X-2' })).toBe('(type:initiative objective:X-2) or (type:feature objective:X-2 no:initiative)')
    expect(childQuery('type:feature', ['feature'], ['objective', 'feature'], { kind: 'objective', key: 'X-2' })).toBe('type:feature objective:X-2')
    expect(childQuery('type:feature', ['feature'], [...levels], { kind: 'feature', key: 'X-3' })).toBe('type:story,bug,task,spike feature:X-3 no:parent')
  })

  it('ask nothing under what can hold nothing', () => {
    expect(childQuery('type:feature', ['feature'], ['feature'], { kind: 'feature', key: 'X-3' })).toBeUndefined()
  })

  it('keep a condition with alternatives together', () => {
    expect(rootQueries('type:feature (horizon:now or horizon:next)', ['feature'], ['feature']).top).toContain('(horizon:now or horizon:next)')
    expect(childQuery('type:feature (horizon:now or horizon:next)', ['feature'], ['objective', 'feature'], { kind: 'objective', key: 'X-2' })).toContain('(horizon:now or horizon:next)')
  })
})
