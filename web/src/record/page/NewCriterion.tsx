import { useState } from 'react'

import { m } from '@/locales/gen/messages.js'

import { linesOf } from './criteria'

interface Props {
  onAdd: (text: string) => Promise<{ refused: string } | { last?: string }>
  onNext: (id: string) => void
  onClose: () => void
}

/** A line for the next criterion: Enter adds it and begins another, a pasted list adds all of it. */
export function NewCriterion({ onAdd, onNext, onClose }: Props) {
  const [text, setText] = useState('')
  const [why, setWhy] = useState<string>()
  const add = async (said: string, goOn: boolean) => {
    if (linesOf(said).length === 0) return onClose()
    setText('')
    setWhy(undefined)
    const done = await onAdd(said)
    if ('refused' in done) {
      setText(said)
      setWhy(done.refused)
    } else if (!goOn) onClose()
    else if (done.last) onNext(done.last)
  }
  return (
    <div className="py-1 pl-7">
      <input
        autoFocus
        aria-label={m.record_criteria_new()}
        aria-invalid={why ? true : undefined}
        placeholder={m.record_criteria_new_hint()}
        value={text}
        onChange={(e) => setText(e.target.value)}
        onBlur={() => !why && void add(text, false)}
        onPaste={(e) => {
          const pasted = e.clipboardData.getData('text/plain')
          if (linesOf(pasted).length < 2) return
          e.preventDefault()
          void add(`${text}${pasted}`, true)
        }}
        onKeyDown={(e) => {
          e.stopPropagation()
          if (e.nativeEvent.isComposing) return
          if (e.key === 'Enter') void add(text, true)
          if (e.key !== 'Escape') return
          e.preventDefault()
          setText('')
          onClose()
        }}
        className="h-7 w-full rounded-sm bg-bg-raised px-1.5 text-13 outline-2 outline-focus aria-invalid:outline-red"
      />
      {why && (
        <p role="alert" className="mt-1 text-12 text-red-text">
          {m.record_text_kept({ why })}
        </p>
      )}
    </div>
  )
}
