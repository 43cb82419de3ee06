/**
 * Completion while one writes: @ for people, # or the beginning of a key for
 * records, / for parts of a document. Mentions and keys are plain text, so that
 * they mean the same in every tool that reads the description.
 */
import { Extension, type Editor } from '@tiptap/core'
import { PluginKey } from '@tiptap/pm/state'
import { Suggestion, type SuggestionMatch, type SuggestionOptions, type SuggestionProps } from '@tiptap/suggestion'

import type { Item } from './item'

interface Offer {
  items: readonly Item[]
  index: number
  rect: (() => DOMRect | null) | null
  pick: (item: Item) => void
}

/** What is offered now; the list beside the cursor shows it. */
export class Offers {
  now: Offer | undefined
  private listeners = new Set<() => void>()
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
  readonly get = (): Offer | undefined => this.now

  show(now: Offer | undefined): void {
    this.now = now
    for (const l of this.listeners) l()
  }

  move(by: number): void {
    if (this.now && this.now.items.length > 0) this.show({ ...this.now, index: (this.now.index + by + this.now.items.length) % this.now.items.length })
  }
}

export type Source = (query: string, editor: Editor) => Item[] | Promise<Item[]>

export interface Sources {
  people: Source
  records: Source
  parts: Source
}

/** A key or a # before the cursor, at the start of a word. */
export function recordBefore(text: string): { start: number; query: string } | undefined {
  const found = /(?:^|[\s([])(#[\p{L}\p{N}_-]*|[A-Z][A-Z0-9]{1,9}-\d*)$/u.exec(text)
  return found ? { start: text.length - found[1]!.length, query: found[1]!.replace(/^#/, '') } : undefined
}

const matchRecord: SuggestionOptions['findSuggestionMatch'] = ({ $position }): SuggestionMatch => {
  const text = $position.nodeBefore?.isText ? ($position.nodeBefore.text ?? '') : ''
  const found = recordBefore(text)
  if (!found) return null
  const from = $position.pos - text.length + found.start
  return { range: { from, to: $position.pos }, query: found.query, text: text.slice(found.start) }
}

export function suggestions(offers: Offers, sources: Sources): Extension {
  const plugin = (editor: Editor, name: string, source: Source, more: Partial<SuggestionOptions<Item, Item>>) =>
    Suggestion<Item, Item>({
      editor,
      pluginKey: new PluginKey(name),
      items: async ({ query }) => source(query, editor),
      command: ({ range, props }) => props.run(editor, range),
      allow: ({ state, range }) => !state.doc.resolve(range.from).parent.type.spec.code && !state.doc.rangeHasMark(range.from, range.to, state.schema.marks.code!),
      render: () => shownIn(offers),
      ...more,
    })
  return Extension.create({
    name: 'suggestions',
    addProseMirrorPlugins() {
      return [
        plugin(this.editor, 'people', sources.people, { char: '@', allowedPrefixes: [' ', '(', '['] }),
        plugin(this.editor, 'records', sources.records, { char: '#', findSuggestionMatch: matchRecord, debounce: 120 }),
        plugin(this.editor, 'parts', sources.parts, { char: '/', startOfLine: true }),
      ]
    },
  })
}

function shownIn(offers: Offers): ReturnType<NonNullable<SuggestionOptions<Item, Item>['render']>> {
  const update = (props: SuggestionProps<Item, Item>) => offers.show({ items: props.items, index: 0, rect: props.clientRect ?? null, pick: props.command })
  return {
    onStart: update,
    onUpdate: update,
    onExit: () => offers.show(undefined),
    onKeyDown: ({ event }) => {
      const now = offers.now
      if (!now || now.items.length === 0) return false
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') offers.move(event.key === 'ArrowDown' ? 1 : -1)
      else if (event.key === 'Enter' || event.key === 'Tab') now.pick(now.items[now.index]!)
      else return false
      return true
    },
  }
}
