import { describe, expect, test } from 'vitest'

import { guard, sameMeaning } from './guard'
import { read } from './read'
import { write } from './write'

const kept: Record<string, string> = {
  'nothing': '',
  'paragraphs': 'One thing.\n\nAnother thing.',
  'a soft break': 'one line\nand the next',
  'hard breaks of both kinds': 'one  \ntwo\\\nthree',
  'headings': '# One\n\n## Two\n\nSetext\n======\n\ntext',
  'marks that nest and touch': 'a **b *c* d** *e* ***f*** ~~g~~ `h` **i**j',
  'marks that cross words': 'un*frigging*believable and __bold__ and _it_',
  'an escaped list': '\\- not a list\n\n1\\. nor this\n\n\\# nor a heading\n\n\\> nor a quote',
  'escaped signs': 'a \\*star\\* and \\_line\\_ and \\`tick\\` and \\[x\\](y) and \\\\',
  'names with underscores': 'snake_case_name and _this_ and 2 * 3 * 4',
  'lists in lists': '- a\n  - b\n    - c\n- d\n\n1. one\n2. two\n   1. deeper',
  'a list from another number': '7. seven\n8. eight',
  'two lists that touch': '- a\n- b\n\n* c\n* d',
  'items of several parts': '1. first\n\n   more of it\n\n   ```js\n   code()\n   ```\n2. second\n\n   > quoted',
  'an item that begins with code': '- ```\n  x\n  ```\n- y',
  'tasks': '- [ ] open\n- [x] **met**\n  - [ ] inner\n',
  'quotes': '> one\n> two\n>\n> > deeper\n>\n> - list',
  'code with fences inside': '````md\n```js\nx\n```\n````\n\n    indented\n\n``a ` b``',
  'a table': '| a | b |\n|:--|--:|\n| `x\\|y` | **c**<br>d |\n| | e |',
  'a table cell with a pipe': '| a |\n|---|\n| one \\| two |',
  'links': '[a](https://a.example "T") <https://b.example/x_y> https://c.example/x_y_z, me@d.example [e](</a b>) [f](/g_(h))',
  'images': '![alt *text*](/api/v1/attachments/01/content "t") ![](x.png)',
  'a rule': 'a\n\n---\n\nb',
  'entities': 'R&D &amp; &lt;b&gt; &quot;x&quot; a&nbsp;b &#8364;',
  'comparison signs': 'a < b > c, 3<4, p -> q => r',
  'keys and mentions': 'See LEND-12 and @ana, @tom_b; #tag',
  'emoji and other scripts': '👍🏽 größer 日本語 **太字**',
  'brackets': 'a [note] b, [ ] c, f(x)[0], [WIP]: d',
  'a line of dashes in text': 'a\n\\---\nb',
  'a plus at the start': '\\+ 3 %',
  'windows line ends': 'a\r\nb\r\n\r\n- c\r\n- d',
}

describe('what can be held as a document', () => {
  test.each(Object.entries(kept))('%s', (_name, text) => {
    const guarded = guard(text)
    expect(guarded).toHaveProperty('doc')
    const again = write(read(text))
    expect(sameMeaning(text, again)).toBe(true)
    // Writing what was written changes nothing more.
    expect(write(read(again))).toBe(again)
  })
})

const strange: Record<string, [string, string]> = {
  'raw HTML blocks': ['<details>\n<summary>More</summary>\ntext\n</details>', 'html'],
  'raw HTML in a line': ['a <kbd>K</kbd> b', 'html'],
  'a comment': ['a\n\n<!-- hidden -->\n\nb', 'html'],
  'footnotes': ['It is so.[^1]\n\n[^1]: Says who.', 'footnote'],
  'a footnote without its note': ['It is so.[^1]', 'footnote'],
  'link definitions': ['[a][1]\n\n[1]: https://a.example', 'reference'],
  'a definition that nothing uses': ['a\n\n[spare]: https://a.example', 'reference'],
  'entities without a sign of ours': ['&copy; 2026', 'entity'],
  'tasks among other items': ['- [ ] a\n- b', 'mixed'],
  'numbered tasks': ['1. [ ] a\n2. [x] b', 'mixed'],
}

describe('what is edited as it is', () => {
  test.each(Object.entries(strange))('%s', (_name, [text, why]) => {
    expect(guard(text)).toEqual({ strange: why })
  })
})

describe('what is typed is written so that it reads the same', () => {
  const text = (t: string) => ({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: t }] }] })
  test.each(['*not em*', '# not a heading', '- not a list', '1. not one', '> no quote', '<b>no tag</b>', '&amp;', '[no](link)', '`no code`', '~~kept~~', '![no](image)', 'a\\*b', '| a |\n|---|', '--- ', '===', '[x] no task', '    indented', '~~~', '[^1]', '[a]: b'])('%s', (t) => {
    const written = write(text(t))
    expect(read(written)).toEqual(text(t.trim()))
  })

  test('names, sums and tags need no backslash', () => {
    for (const t of ['snake_case', '2 * 3', 'R&D', '[WIP] a', '~5 days', 'C:\\dir', '#tag', 'a < b', '-5 %', '@tom_b']) expect(write(text(t))).toBe(t)
  })

  test('space at the edge of a mark goes outside of it', () => {
    const doc = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'a' }, { type: 'text', text: ' b ', marks: [{ type: 'bold' }] }, { type: 'text', text: 'c' }] }] }
    expect(write(doc)).toBe('a **b** c')
  })

  test('marks that cross are written nested', () => {
    const b = { type: 'bold' }
    const i = { type: 'italic' }
    const doc = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'a ', marks: [b] }, { type: 'text', text: 'b', marks: [b, i] }, { type: 'text', text: ' c', marks: [i] }] }] }
    expect(guard(write(doc))).toHaveProperty('doc')
    expect(write(doc)).toBe('**a *b*** *c*')
  })
})

test('texts that differ are told apart', () => {
  expect(sameMeaning('a\n\nb', 'a b')).toBe(false)
  expect(sameMeaning('- a', '1. a')).toBe(false)
  expect(sameMeaning('- [ ] a', '- [x] a')).toBe(false)
  expect(sameMeaning('**a**', '*a*')).toBe(false)
  expect(sameMeaning('* a\n* b', '- a\n- b')).toBe(true)
})
