import { act, render, waitFor } from '@testing-library/react'
import type { Editor } from '@tiptap/core'
import { expect, test, vi } from 'vitest'

import RichEditor, { type EditorProps } from './RichEditor'

vi.setConfig({ testTimeout: 20_000 })

// Where nothing is laid out, nothing has a place.
const nowhere = new DOMRect(0, 0, 0, 0)
Object.assign(Range.prototype, { getClientRects: () => [nowhere], getBoundingClientRect: () => nowhere })

const none = () => []

/** The editor over a text, and the texts that it told. */
async function editing(start: string, more: Partial<EditorProps> = {}) {
  const texts: string[] = []
  const view = render(<RichEditor label="Description" start={start} onText={(t) => texts.push(t)} onEnd={() => undefined} placeholder="Write" people={none} records={none} titleOf={() => undefined} isPerson={() => false} {...more} />)
  const box = await waitFor(() => {
    const found = view.container.querySelector<HTMLElement & { editor?: Editor }>('.ProseMirror')
    expect(found?.editor).toBeTruthy()
    return found!
  })
  return { view, texts, editor: box.editor!, run: (what: (e: Editor) => void) => act(async () => what(box.editor!)) }
}

test('opening a text tells nothing, however it was written', async () => {
  const { texts, run } = await editing('* a\n* b\n\nSetext\n======')
  await run((e) => e.commands.focus('end'))
  expect(texts.filter((t) => t !== '* a\n* b\n\nSetext\n======')).toEqual([])
})

test('what is written is told as Markdown, and taken out again it is the text that was given', async () => {
  const given = '* a\n* b\n\nend'
  const { texts, run, view } = await editing(given)
  await run((e) => e.commands.insertContentAt(e.state.doc.content.size - 1, ' and more'))
  expect(texts.at(-1)).toBe('- a\n- b\n\nend and more')
  view.rerender(<RichEditor label="Description" start={given} onText={(t) => texts.push(t)} onEnd={() => undefined} placeholder="Write" people={none} records={none} titleOf={() => undefined} isPerson={() => false} />)
  await run((e) => e.commands.undo())
  expect(texts.at(-1)).toBe(given)
})

test('everything taken out is an empty text', async () => {
  const { texts, run } = await editing('')
  await run((e) => e.commands.insertContent('words'))
  await run((e) => e.chain().selectAll().deleteSelection().run())
  expect(texts).toEqual(['words', ''])
})

test('a box at the start of an item makes tasks of the list', async () => {
  const { texts, run } = await editing('- buy')
  await run((e) => {
    e.commands.focus(3)
    // As typed: the space after the box is what the rule waits for.
    e.view.dispatch(e.state.tr.insertText('[ ]', 3))
    const at = e.state.selection.from
    e.view.someProp('handleTextInput', (f) => f(e.view, at, at, ' ', () => e.state.tr.insertText(' ', at)))
  })
  expect(texts.at(-1)).toBe('- [ ] buy')
})

test('what a document cannot hold is edited as it is, and it says so', async () => {
  const texts: string[] = []
  const view = render(<RichEditor label="Description" start={'a <kbd>K</kbd>'} onText={(t) => texts.push(t)} onEnd={() => undefined} placeholder="Write" people={none} records={none} titleOf={() => undefined} isPerson={() => false} />)
  expect((view.getByLabelText('Description') as HTMLTextAreaElement).value).toBe('a <kbd>K</kbd>')
  expect(view.getByText(/This text has HTML in it/)).toBeTruthy()
})
