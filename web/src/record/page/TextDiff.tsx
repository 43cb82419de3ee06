import { useMemo } from 'react'

import { diffWords } from '@/lib/diff'
import { m } from '@/locales/gen/messages.js'
import { cx } from '@/ui/cx'

/** A text as it was and is, in one: what went is struck through, what came is underlined. */
export function TextDiff({ before, after, className }: { before: string; after: string; className?: string }) {
  const parts = useMemo(() => diffWords(before, after), [before, after])
  if (!before && !after) return <p className="text-13 text-text-faint">{m.record_nothing()}</p>
  return (
    <p className={cx('text-13 wrap-anywhere whitespace-pre-wrap', className)}>
      {parts.map((p, i) =>
        p.is === 'same' ? (
          <span key={i}>{p.text}</span>
        ) : p.is === 'added' ? (
          <ins key={i} className="rounded-sm bg-green-soft text-green-text decoration-1 underline-offset-2">
            {p.text}
          </ins>
        ) : (
          <del key={i} className="rounded-sm bg-red-soft text-red-text">
            {p.text}
          </del>
        ),
      )}
    </p>
  )
}
