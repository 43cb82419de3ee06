import { useId, useRef, useState, type KeyboardEvent, type RefObject } from 'react'

import { m } from '@/locales/gen/messages.js'
import { cx } from '@/ui/cx'
import { popup } from '@/ui/styles'

import { complete, type Completion, type Known, type Offer, offer, take } from './complete'
import type { FieldDoc } from './docs'
import type { Source } from './values'

interface Props {
  text: string
  input: RefObject<HTMLInputElement | null>
  docs: readonly FieldDoc[]
  sourceOf: (doc: FieldDoc) => Source
  placeholder: string
  invalid: boolean
  describedBy?: string
  /** `going on`: it is most likely the beginning of something longer. */
  onText: (text: string, goingOn: boolean) => void
  /** Enter, with nothing chosen from the list. */
  onCommit: () => void
  /** Backspace in the empty field. */
  onBack: () => void
  onLeave: () => void
}

/** Where the query is typed, with what can come next. */
export function Draft({ text, input, docs, sourceOf, placeholder, invalid, describedBy, onText, onCommit, onBack, onLeave }: Props) {
  const list = useId()
  const [at, setAt] = useState<Completion>()
  const [active, setActive] = useState(-1)
  const asked = useRef(0)
  const known: Known = (doc) => sourceOf(doc).options?.map((o) => offer(o.value, o.label)) ?? []

  const offerAt = (value: string, caret: number): boolean => {
    const found = complete(value, caret, docs, known)
    const turn = ++asked.current
    setActive(-1)
    setAt(found)
    const search = found?.doc && sourceOf(found.doc).search
    if (!search) return found !== undefined && isBeginning(found)
    void search(found.typed).then(
      (options) => {
        if (turn === asked.current) setAt({ ...found, offers: options.map((o) => offer(o.value, o.label, o.hint)) })
      },
      () => undefined, // one can still type it
    )
    return found.typed === ''
  }
  const close = () => {
    asked.current++
    setAt(undefined)
    setActive(-1)
  }
  const choose = (o: Offer) => {
    if (!at) return
    const next = take(text, at, o)
    onText(next.text, o.insert.endsWith(':'))
    if (o.insert.endsWith(':')) offerAt(next.text, next.caret)
    else close()
    queueMicrotask(() => input.current?.setSelectionRange(next.caret, next.caret))
  }
  const offers = at?.offers ?? []
  const keys = (e: KeyboardEvent<HTMLInputElement>) => {
    if (e.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[e.key]
    if (step && offers.length > 0) {
      e.preventDefault()
      setActive((active + step + offers.length + (active < 0 && step < 0 ? 1 : 0)) % offers.length)
    } else if (e.key === 'Enter' || (e.key === 'Tab' && !e.shiftKey && active >= 0)) {
      e.preventDefault()
      if (active >= 0) choose(offers[active]!)
      else {
        close()
        onCommit()
      }
    } else if (e.key === 'Escape') {
      if (offers.length > 0) {
        e.stopPropagation()
        close()
      } else e.currentTarget.blur()
    } else if (e.key === 'Backspace' && text === '') onBack()
  }
  return (
    <span className="relative min-w-40 flex-1">
      <input
        ref={input}
        role="combobox"
        aria-label={m.views_list_filter()}
        aria-expanded={offers.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={active >= 0 ? `${list}-${active}` : undefined}
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={text}
        onChange={(e) => {
          onText(e.target.value, offerAt(e.target.value, e.target.selectionStart ?? e.target.value.length))
        }}
        onFocus={(e) => text !== '' && offerAt(text, e.target.selectionStart ?? text.length)}
        onBlur={() => {
          close()
          onLeave()
        }}
        onKeyDown={keys}
        className={cx('h-6 w-full bg-transparent px-1 outline-none', text ? 'font-mono text-12' : 'text-13')}
      />
      {offers.length > 0 && (
        <ul id={list} role="listbox" aria-label={m.views_list_offers()} className={cx(popup, 'absolute top-full left-0 z-40 mt-1.5 max-h-80 min-w-56 overflow-y-auto p-1')}>
          {offers.map((o, i) => (
            <li
              key={o.insert}
              id={`${list}-${i}`}
              role="option"
              aria-selected={i === active}
              onPointerDown={(e) => {
                // The field keeps the focus.
                e.preventDefault()
                choose(o)
              }}
              className={cx('flex min-h-7 items-center gap-3 rounded-sm px-2 text-13 whitespace-nowrap', i === active ? 'bg-bg-hover' : 'hover:bg-bg-hover')}
            >
              <span className={at?.doc ? undefined : 'font-mono text-12'}>{o.label}</span>
              {o.hint && o.hint !== o.label && <span className="ml-auto text-12 text-text-faint">{o.hint}</span>}
            </li>
          ))}
        </ul>
      )}
    </span>
  )
}

/** Nothing that is offered is typed in full: most likely it will be. */
function isBeginning({ typed, offers }: Completion): boolean {
  return typed !== '' && offers.length > 0 && offers.every((o) => o.label.replace(/:$/, '').toLowerCase() !== typed.toLowerCase())
}
