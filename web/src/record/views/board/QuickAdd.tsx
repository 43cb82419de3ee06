import { useState, type KeyboardEvent } from 'react'

import { m } from '@/locales/gen/messages.js'
import { Icon } from '@/ui/icon'
import { cx } from '@/ui/cx'

interface Props {
  /** The cell, for the key that opens it. */
  cell: string
  quiet: boolean
  onAdd: (title: string) => void
}

/** A card by its title, at the end of a column; Enter makes it and goes on to the next. */
export function QuickAdd({ cell, quiet, onAdd }: Props) {
  const [text, setText] = useState<string>()
  if (text === undefined)
    return (
      <button
        type="button"
        data-add={cell}
        onClick={() => setText('')}
        className={cx('flex h-8 w-full shrink-0 items-center gap-1.5 rounded px-2 text-left text-13 text-text-faint hover:bg-bg-hover hover:text-text', quiet && 'opacity-0 group-hover/column:opacity-100 focus-visible:opacity-100')}
      >
        <Icon name="plus" size={14} />
        {m.views_board_add()}
      </button>
    )
  const add = () => {
    const title = text.trim()
    if (title) onAdd(title)
    setText(title ? '' : undefined)
  }
  const keys = (e: KeyboardEvent) => {
    e.stopPropagation()
    if (e.nativeEvent.isComposing) return
    if (e.key === 'Escape') setText(undefined)
    if (e.key !== 'Enter') return
    e.preventDefault()
    add()
  }
  return (
    <input
      data-editing
      ref={(el) => el?.focus()}
      aria-label={m.views_board_add_title()}
      placeholder={m.views_board_add_title()}
      value={text}
      onChange={(e) => setText(e.target.value)}
      onKeyDown={keys}
      onBlur={() => {
        const title = text.trim()
        if (title) onAdd(title)
        setText(undefined)
      }}
      className="h-8 w-full shrink-0 rounded border border-line-control bg-bg-raised px-2 text-13 outline-2 -outline-offset-1 outline-focus"
    />
  )
}
