import { memo, type MouseEvent } from 'react'

import { useRecord } from '@/data/hooks'
import type { Place } from '@/lib/layoutGraph'
import { kindName } from '@/record/fields/fields'
import { cx } from '@/ui/cx'
import { KindIcon, StateIcon } from '@/ui/icon'

import { latest, type ThreadNode } from './graph'

interface CardProps {
  node: ThreadNode
  place: Place
  /** It has the keys. */
  here: boolean
  /** Another card has the keys, and this one is not on its line. */
  dim: boolean
  onFocus: (id: string) => void
  onPress: (node: ThreadNode) => void
  onOpen: (id: string) => void
}

/** A record on the line: what it is, how it stands. */
export const Card = memo(function Card({ node, place, here, dim, onFocus, onPress, onOpen }: CardProps) {
  const record = useRecord(node.id)
  const { title, state, category } = latest(node, record)
  return (
    <button
      type="button"
      data-node={node.id}
      tabIndex={here ? 0 : -1}
      aria-current={node.root || undefined}
      onFocus={() => onFocus(node.id)}
      onClick={() => onPress(node)}
      onDoubleClick={(e: MouseEvent) => {
        e.preventDefault()
        onOpen(node.id)
      }}
      className={cx(
        'absolute flex flex-col justify-center gap-0.5 rounded border bg-bg-raised px-2.5 text-left transition-[opacity,border-color] hover:border-text-faint',
        node.root ? 'border-accent bg-accent-soft' : here ? 'border-text-faint' : 'border-line-strong',
        dim && 'opacity-35',
      )}
      style={{ left: place.x, top: place.y, width: place.width, height: place.height }}
    >
      <span className="flex w-full items-center gap-1.5 text-12 text-text-faint">
        <KindIcon kind={node.kind} size={12} label={kindName(node.kind)} />
        <span className="keyed">{node.key}</span>
        {state && (
          <span className="ml-auto flex min-w-0 items-center gap-1">
            <span className="truncate">{state}</span>
            <StateIcon category={category} size={12} />
          </span>
        )}
      </span>
      <span className={cx('w-full truncate text-13', category === 'closed' && !node.root ? 'text-text-muted' : 'text-text')}>{title}</span>
    </button>
  )
})
