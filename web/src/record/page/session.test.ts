import { describe, expect, it } from 'vitest'

import { record } from '@/record/views/common/world.testing'

import { type Finding, insightOf } from './session'

const finding: Finding = { id: 'f', text: 'Nobody finds the rate', severity: 'serious', task: 't', record: '' }
const session = (outcomes: string[]) => record('LEND-9', 'testsession', { tasks: [{ id: 't', text: 'Find the rate', outcomes }], findings: [finding], participants: [] })

describe('an insight from a finding', () => {
  it('begins with what was seen, and where', () => {
    const draft = insightOf(session(['failed', 'done', '']), finding)
    expect(draft.title).toBe('Nobody finds the rate')
    expect(draft.body).toContain('> Nobody finds the rate')
    expect(draft.body).toContain('LEND-9, Find the rate: 1/2')
  })

  it('is the surer the more people it happened to', () => {
    expect(insightOf(session(['failed']), finding).confidence).toBe('low')
    expect(insightOf(session(['failed', 'helped', 'done']), finding).confidence).toBe('medium')
    expect(insightOf(session(['failed', 'helped', 'failed', 'done', 'failed']), finding).confidence).toBe('high')
    expect(insightOf(session(['done', 'done', 'done', 'done', 'failed']), finding).confidence).toBe('low')
    expect(insightOf(session(['failed', 'failed', 'failed', 'failed', 'failed']), { ...finding, task: '' }).confidence).toBe('low')
  })
})
