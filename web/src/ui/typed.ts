import { useRef, useState } from 'react'

/**
 * What is typed in a cell of a sheet until the sheet itself says it. It is kept
 * once, though Enter keeps it and so does leaving the cell right after; what was
 * refused stays to be changed, and so does what was typed on meanwhile.
 */
export function useTyped() {
  const [text, setText] = useState<string>()
  const underway = useRef<string>(undefined)
  /** `save` answers with nothing when it was refused, and is over when the sheet has been read again. */
  const keep = async (save: () => Promise<unknown>) => {
    if (text === undefined || underway.current === text) return
    underway.current = text
    const done = await save().finally(() => (underway.current = undefined))
    if (done) setText((now) => (now === text ? undefined : now))
  }
  return { text, type: setText, keep, drop: () => setText(undefined) }
}
