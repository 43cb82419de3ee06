import { fireEvent, render, screen } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'

import { Markdown } from './markdown'
import { safeAddress, splitRefs } from './markdowntext'

describe('Markdown', () => {
  it('leaves HTML as text', () => {
    const { container } = render(<Markdown text={'<img src=x onerror="alert(1)">\n\nand <b onclick="alert(2)">bold</b>\n\n<script>alert(3)</script>'} />)
    expect(container.querySelector('img, b, script, [onclick], [onerror]')).toBeNull()
    expect(container.textContent).toContain('<script>alert(3)</script>')
  })

  it.each(['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'java\tscript:alert(1)', 'data:text/html,x', 'vbscript:x', '&#106;avascript:alert(1)'])('makes no link of %s', (address) => {
    render(<Markdown text={`[press](<${address}>)`} />)
    const link = screen.queryByRole('link')
    expect(link === null || !/^(javascript|data|vbscript):/i.test((link as HTMLAnchorElement).href)).toBe(true)
  })

  it('opens what is elsewhere in a window of its own, without a trace', () => {
    render(<Markdown text="[out](https://lendwell.example) and [in](/r/LEND-1)" />)
    const out = screen.getByRole('link', { name: 'out' })
    expect(out.getAttribute('target')).toBe('_blank')
    expect(out.getAttribute('rel')).toContain('noreferrer')
    expect(screen.getByRole('link', { name: 'in' }).hasAttribute('target')).toBe(false)
  })

  it('puts its headings below those of the page', () => {
    render(<Markdown text={'# One\n\n## Two'} />)
    expect(screen.getByRole('heading', { name: 'One', level: 2 })).toBeTruthy()
    expect(screen.getByRole('heading', { name: 'Two', level: 3 })).toBeTruthy()
  })

  it('gives keys and handles to whoever draws them, but not in code and links', () => {
    const { container } = render(
      <Markdown text={'see LEND-12 and @ana, `LEND-13`, [LEND-14](https://x.example)'} refs={(ref) => <mark>{`${ref.type}:${ref.name}`}</mark>} />,
    )
    expect([...container.querySelectorAll('mark')].map((el) => el.textContent)).toEqual(['key:LEND-12', 'handle:ana'])
  })

  it('says which task was ticked, counted through the whole text', () => {
    const task = vi.fn()
    render(<Markdown text={'- [ ] one\n  - [x] within\n\ntext\n\n- [ ] two'} onTask={task} />)
    const boxes = screen.getAllByRole<HTMLInputElement>('checkbox')
    expect(boxes.map((b) => b.checked)).toEqual([false, true, false])
    fireEvent.click(boxes[2]!)
    expect(task).toHaveBeenCalledWith(2, true)
  })

  it('draws tables with heads', () => {
    render(<Markdown text={'| case | fee |\n|:--|--:|\n| early | 0 |'} />)
    expect(screen.getAllByRole('columnheader').map((h) => h.textContent)).toEqual(['case', 'fee'])
    expect(screen.getByRole('cell', { name: 'early' })).toBeTruthy()
  })
})

describe('keys and handles in a text', () => {
  const found = (text: string) => splitRefs(text).filter((p) => typeof p !== 'string').map((p) => (p as { text: string }).text)
  it('finds them', () => expect(found('LEND-12, (LEND-3) and @ana.')).toEqual(['LEND-12', 'LEND-3', '@ana']))
  it('keeps the text whole', () => expect(splitRefs('a LEND-1 b').map((p) => (typeof p === 'string' ? p : p.text)).join('')).toBe('a LEND-1 b'))
  it('is not taken in by addresses and words', () => expect(found('ana@lendwell.example /r/LEND-12 XLEND-12-b COVID19 a-1')).toEqual([]))
})

describe('addresses one may follow', () => {
  it.each(['https://x.example/a', 'mailto:a@x.example', '/r/LEND-1', '#part', 'notes.md'])('follows %s', (a) => expect(safeAddress(a, 'link')).toBe(a))
  it.each(['javascript:x', ' javascript:x', 'java\nscript:x', 'data:x', 'file:///etc', ''])('does not follow %j', (a) => expect(safeAddress(a, 'link')).toBeUndefined())
  it('fetches pictures from the web only', () => expect(safeAddress('mailto:a@x.example', 'image')).toBeUndefined())
})
