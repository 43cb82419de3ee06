// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest'

import type { Field } from '@/record/fields/field'
import { fieldsOfAll } from '@/record/fields/fields'

import { chosenColumns, gridTemplate, keepWidth, MAX_WIDTH, MIN_WIDTH, movedColumn, printColumns, readWidths, widthOf } from './columns'

const fields = fieldsOfAll(['story', 'bug'])
const names = (columns: readonly Field[]) => columns.map((c) => c.name)

describe('columns', () => {
  it('are those that are named, in their order, and the usual ones where none are', () => {
    expect(names(chosenColumns(fields, 'key,title,owner,nonsense,estimate,owner'))).toEqual(['owner', 'estimate'])
    expect(names(chosenColumns(fields, undefined))).toContain('state')
    expect(chosenColumns(fields, ',')).toEqual([])
  })

  it('are put before others, or at the end', () => {
    const columns = chosenColumns(fields, 'state,owner,estimate')
    expect(printColumns(movedColumn(columns, 'estimate', 'state'))).toBe('estimate,state,owner')
    expect(printColumns(movedColumn(columns, 'state', undefined))).toBe('owner,estimate,state')
    expect(printColumns(movedColumn(columns, 'state', 'state'))).toBe('state,owner,estimate')
  })
})

describe('widths', () => {
  beforeEach(() => localStorage.clear())

  it('are kept for each field, within reason, and forgotten on demand', () => {
    const [state] = chosenColumns(fields, 'state') as [Field]
    const usual = widthOf(state, {})
    expect(widthOf(state, keepWidth('state', 5))).toBe(MIN_WIDTH)
    expect(widthOf(state, keepWidth('state', 5000))).toBe(MAX_WIDTH)
    keepWidth('owner', 200)
    expect(gridTemplate([state], keepWidth('state', 99.6))).toContain(' 100px')
    expect(readWidths()).toEqual({ state: 100, owner: 200 })
    expect(widthOf(state, keepWidth('state', undefined))).toBe(usual)
  })

  it('are the usual ones where what is kept cannot be read', () => {
    localStorage.setItem('throughline.widths', '{broken')
    expect(readWidths()).toEqual({})
  })
})
