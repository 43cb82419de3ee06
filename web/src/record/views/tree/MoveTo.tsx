import { useCallback, useState } from 'react'

import type { KindName } from '@/data/kinds.gen'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { useFind } from '@/record/screen/find'
import { Picker } from '@/ui/combobox'

import { useTreeOf } from './context'
import { relationsOf } from './levels'

interface MoveToProps {
  record: Rec
  /** The row, where the list of places is shown. */
  anchor: () => Element | null
  onPick: (id: string | undefined) => void
  onClose: () => void
}

/** Asks under what a record shall go: the way of the keyboard to drag it. */
export function MoveTo({ record, anchor, onPick, onClose }: MoveToProps) {
  const { product, levels } = useTreeOf()
  const kinds: KindName[] = relationsOf(record.kind).flatMap((r) => r.under.filter((k) => levels.includes(k)))
  const search = useFind(kinds, product)
  const [once] = useState(() => ({ open: false }))
  // The list opens as if its button had been pressed, so that it asks what there is.
  const press = useCallback(
    (button: HTMLButtonElement | null) => {
      if (!button || once.open) return
      once.open = true
      queueMicrotask(() => button.click())
    },
    [once],
  )
  return (
    <Picker
      onOpenChange={(open) => open || onClose()}
      anchor={anchor}
      trigger={<button ref={press} type="button" tabIndex={-1} aria-hidden className="sr-only" />}
      label={m.views_tree_move({ title: record.title })}
      search={search}
      none={m.views_tree_nowhere()}
      value={null}
      className="w-96"
      onPick={(id) => onPick(id ?? undefined)}
    />
  )
}
