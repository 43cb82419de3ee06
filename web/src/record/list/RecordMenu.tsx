import { useState, type ReactElement } from 'react'

import { useData } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { ContextMenu, type MenuItem } from '@/ui/menu'

import { commandItems } from './menu'
import { PositionDialog } from './PositionDialog'
import { useCommandContext } from './context'
import { stepTo, type Step } from './rank'
import { rankRecords } from './ranking'
import type { SelectionStore } from './selection'

interface Props {
  selection: SelectionStore
  product: string | undefined
  open: (id: string, how: 'panel' | 'page') => void
  order: () => readonly string[]
  ranked: boolean
  children: ReactElement
}

/** The menu under the pointer of a list: about the selection, or the row pressed on. */
export function RecordMenu({ selection, open, order, ranked, children }: Props) {
  const data = useData()
  const context = useCommandContext()
  const [positioning, setPositioning] = useState<ReadonlySet<string>>()
  const items = (target: Element): readonly MenuItem[] => {
    const id = target.closest<HTMLElement>('[data-id]')?.dataset.id
    if (!id || target.closest('[data-editing]')) return []
    if (!selection.ids.has(id)) selection.clear()
    selection.moveTo(id)
    const ids = selection.ids.has(id) ? selection.ids : new Set([id])
    const c = context?.()
    return [
      { label: m.views_list_open(), icon: 'external-link', kbd: 'enter', onSelect: () => open(id, 'page') },
      { label: m.views_list_open_beside(), icon: 'panel-right', kbd: 'space', onSelect: () => open(id, 'panel') },
      { label: selection.ids.has(id) ? m.views_list_unselect() : m.views_list_select(), icon: 'square-check', kbd: 'x', onSelect: () => selection.toggle(id) },
      ...(ranked ? (['separator', rankItem(ids)] as const) : []),
      ...(c ? commandItems(c) : []),
    ]
  }
  const rank = (ids: ReadonlySet<string>, step: Step) => () => {
    const ranking = stepTo(order(), ids, step)
    if (ranking) void rankRecords(data, ranking, order())
  }
  const rankItem = (ids: ReadonlySet<string>): MenuItem => ({
    label: m.views_list_rank(),
    icon: 'list-ordered',
    items: [
      { label: m.views_list_rank_top(), kbd: 'alt+shift+up', onSelect: rank(ids, 'top') },
      { label: m.views_list_rank_up(), kbd: 'alt+up', onSelect: rank(ids, 'up') },
      { label: m.views_list_rank_down(), kbd: 'alt+down', onSelect: rank(ids, 'down') },
      { label: m.views_list_rank_bottom(), kbd: 'alt+shift+down', onSelect: rank(ids, 'bottom') },
      { label: m.views_list_rank_position(), onSelect: () => setPositioning(ids) },
    ],
  })
  return (
    <>
      <ContextMenu items={items}>{children}</ContextMenu>
      {positioning && <PositionDialog ids={positioning} order={order()} onClose={() => setPositioning(undefined)} />}
    </>
  )
}
