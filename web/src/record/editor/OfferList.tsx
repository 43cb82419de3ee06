import { useSyncExternalStore } from 'react'
import { createPortal } from 'react-dom'

import { m } from '@/locales/gen/messages.js'
import { Avatar } from '@/ui/avatar'
import { cx } from '@/ui/cx'
import { Icon, KindIcon } from '@/ui/icon'
import { popup } from '@/ui/styles'

import type { Item } from './item'
import type { Offers } from './suggest'

const width = 280
const height = 280

/** What is offered beside the cursor. The cursor stays in the text; the arrows move here. */
export function OfferList({ offers }: { offers: Offers }) {
  const now = useSyncExternalStore(offers.subscribe, offers.get)
  const rect = now?.rect?.()
  if (!now || !rect || now.items.length === 0) return null
  const below = rect.bottom + height + 8 < window.innerHeight
  const left = Math.max(8, Math.min(rect.left, window.innerWidth - width - 8))
  return createPortal(
    <div
      data-editor-float
      role="listbox"
      aria-label={m.record_editor_offers()}
      style={{ left, width, maxHeight: height, ...(below ? { top: rect.bottom + 4 } : { bottom: window.innerHeight - rect.top + 4 }) }}
      className={cx(popup, 'fixed z-50 overflow-y-auto p-1 quiet-scroll')}
    >
      {now.items.map((item, i) => (
        <Line key={item.id} item={item} on={i === now.index} pick={() => now.pick(item)} />
      ))}
    </div>,
    document.body,
  )
}

function Line({ item, on, pick }: { item: Item; on: boolean; pick: () => void }) {
  return (
    <div
      role="option"
      aria-selected={on}
      ref={on ? (el) => el?.scrollIntoView({ block: 'nearest' }) : undefined}
      onPointerDown={(e) => {
        // The focus stays in the text.
        e.preventDefault()
        pick()
      }}
      className={cx('flex min-h-8 items-center gap-2 rounded-sm px-2 text-13', on ? 'bg-bg-selected' : 'hover:bg-bg-hover')}
    >
      {item.person ? <Avatar id={item.person} name={item.label} size={18} plain /> : item.kind ? <KindIcon kind={item.kind} size={14} /> : <Icon name={item.icon ?? 'file-text'} size={14} className="text-text-muted" />}
      <span className="min-w-0 grow truncate">{item.label}</span>
      {item.hint && <span className={cx('shrink-0 text-12 text-text-faint', item.kind && 'keyed')}>{item.hint}</span>}
    </div>
  )
}
