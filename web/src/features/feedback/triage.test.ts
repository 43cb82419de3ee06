import { describe, expect, it } from 'vitest'

import { boxQuery, quoted, titleFrom } from './triage'

describe('the feedback inbox', () => {
  it('asks for what a tab shows, with the words typed', () => {
    expect(boxQuery('unheard', '')).toBe('type:feedback category:todo sort:-saidon,-created')
    expect(boxQuery('all', ' late "fee ')).toBe('type:feedback text:"late  fee" sort:-saidon,-created')
  })

  it('quotes the words with who said them', () => {
    expect(quoted('One.\n\nTwo.', 'Ida, Nordlicht')).toBe('> One.\n>\n> Two.\n>\n> — Ida, Nordlicht')
    expect(quoted('One.', '')).toBe('> One.')
  })

  it('makes a first title of the first sentence', () => {
    expect(titleFrom('The codes saved me. Printed and in the drawer.')).toBe('The codes saved me')
    expect(titleFrom('Why so slow? I waited.')).toBe('Why so slow?')
    expect(titleFrom('word '.repeat(60), 40)).toBe('word word word word word word word word…')
    expect(titleFrom('1.5 percent is too much')).toBe('1.5 percent is too much')
  })
})
