import { useMemo } from 'react'

import { diffWords } from '@/lib/diff'

interface SideProps {
  before: string
  after: string
  side: 'before' | 'after'
}

/** One of two texts that stand side by side: what went is marked on the left, what came on the right. */
export function Side({ before, after, side }: SideProps) {
  const parts = useMemo(() => diffWords(before, after), [before, after])
  if (!(side === 'before' ? before : after)) return <p className="text-text-faint">–</p>
  return (
    <p className="wrap-anywhere whitespace-pre-line">
      {parts.map((p, i) => {
        if (p.is === 'same') return <span key={i}>{p.text}</span>
        if (p.is === 'removed') return side === 'before' ? <del key={i} className="rounded-sm bg-red-soft text-red-text">{p.text}</del> : null
        return side === 'after' ? <ins key={i} className="rounded-sm bg-green-soft text-green-text decoration-1 underline-offset-2">{p.text}</ins> : null
      })}
    </p>
  )
}
