import { useAsk } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { Select } from '@/ui/select'

import type { Board } from './types'

/** Which of a product's boards is looked at; nothing where there is one. */
export function BoardPicker({ product, shown, onPick }: { product: string; shown: Board; onPick: (id: string) => void }) {
  const { value: boards } = useAsk<Board[]>(`/boards?product=${product}`, ['board'])
  if (!boards || boards.length < 2) return null
  return (
    <Select
      label={m.delivery_board_pick()}
      size="sm"
      value={shown.id}
      onChange={onPick}
      options={boards.map((b) => ({ value: b.id, label: b.name, hint: b.method === 'scrum' ? m.delivery_method_scrum() : m.delivery_method_kanban() }))}
    />
  )
}
