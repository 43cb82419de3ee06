import type { CSSProperties, ReactNode } from 'react'

/** What is wrong with a query, and at which character of it, from 1; 0 for the whole. */
export interface Wrong {
  at: number
  text: string
}

interface Props {
  id: string
  text: string
  /** The character of the draft, from 1; 0 where it is elsewhere. */
  at: number
  /** The field that the draft stands in; its letters all have one width. */
  over: HTMLElement | null
  children: ReactNode
}

/** What the server says is wrong, under the filter, with a mark under the place. */
export function Complaint({ id, text, at, over, children }: Props) {
  const left = (over?.parentElement?.offsetLeft ?? 0) + 4
  const mark: CSSProperties = { left: `calc(${left}px + ${Math.max(0, at - 1)}ch)` }
  return (
    <>
      {at > 0 && <span aria-hidden className="absolute bottom-0 h-0.5 w-[1ch] rounded-full bg-red font-mono text-12" style={mark} />}
      <div id={id} role="alert" className="absolute top-full left-0 z-30 mt-1 flex max-w-full items-start gap-1.5 rounded bg-bg-raised px-2.5 py-1.5 text-12 text-red-text shadow-float group-has-[[role=listbox]]/filter:hidden" style={at > 0 ? { marginLeft: Math.max(0, left - 8) } : undefined}>
        {children}
        <span>{text}</span>
      </div>
    </>
  )
}
