import { useMemo } from 'react'

import type { KindName } from '@/data/kinds.gen'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { recordSearch } from '@/record/fields/editor-options'
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
  const { data, product, levels } = useTreeOf()
  const search = useMemo(() => {
    const kinds: KindName[] = relationsOf(record.kind).flatMap((r) => r.under.filter((k) => levels.includes(k)))
    return recordSearch(data, kinds, product, true)
  }, [data, product, levels, record.kind])
  return (
    <Picker
      open
      onOpenChange={(open) => open || onClose()}
      anchor={anchor}
      trigger={<button type="button" tabIndex={-1} aria-hidden className="sr-only" />}
      label={m.views_tree_move({ title: record.title })}
      search={search}
      value={null}
      onPick={(id) => onPick(id || undefined)}
    />
  )
}
