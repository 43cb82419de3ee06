import { expect, test } from 'vitest'

import { keywordLook, linesOf } from './gherkin'

test('lines are told apart by their English keywords', () => {
  const text = ['@slow', 'Feature: Pay', '  Background:', '    Given a loan', '  Scenario Outline: Pays <sum>', '    When it pays', '    And more', '    Then done', '    * also', '    """', '    When in a text', '    """', '  Examples:', '    | sum |', '# said', '', 'Givenness is no step'].join('\n')
  expect(linesOf(text).map((l) => l.sort)).toEqual(['tag', 'feature', 'background', 'given', 'outline', 'when', 'and', 'then', '*', 'doc', 'doc', 'doc', 'examples', 'table', 'comment', 'blank', 'text'])
})

test('a keyword ends where its word or colon does, blanks before it counted', () => {
  expect(linesOf('    Given a loan')[0]!.keyword).toBe(9)
  expect(linesOf('Scenario: a')[0]!.keyword).toBe(9)
})

test('what happens and what comes of it have colours of their own', () => {
  expect(new Set(['scenario', 'given', 'when', 'then'].map(keywordLook)).size).toBe(4)
})
