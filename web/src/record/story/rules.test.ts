import { describe, expect, it } from 'vitest'

import { lacksOf, missingName } from './rules'

const lacking = (key: string, ...rules: string[]) => ({ id: key.toLowerCase(), key, missing: rules.map((rule) => ({ rule, what: `No ${rule}.` })) })

describe('what items lack', () => {
  it('is named in a word, or in the team’s own', () => {
    expect(missingName({ rule: 'estimate', what: 'It has no estimate.' })).toBe('estimate')
    expect(missingName({ rule: 'design', what: 'Not ticked: The design is drawn.' })).toBe('Not ticked: The design is drawn')
  })

  it('comes with those that lack it, the most frequent first', () => {
    expect(lacksOf([lacking('A'), lacking('B', 'estimate'), lacking('C', 'criteria', 'estimate')])).toEqual([
      { rule: 'estimate', name: 'estimate', keys: ['B', 'C'] },
      { rule: 'criteria', name: 'criteria', keys: ['C'] },
    ])
  })
})
