import { useState } from 'react'

import { useData } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { NumberInput } from '@/ui/input'

import { toPosition } from './rank'
import { rankRecords } from './ranking'

interface Props {
  ids: ReadonlySet<string>
  order: readonly string[]
  onClose: () => void
}

/** Ranks without a long drag: the place is typed. */
export function PositionDialog({ ids, order, onClose }: Props) {
  const data = useData()
  const first = order.findIndex((id) => ids.has(id))
  const [position, setPosition] = useState<number | null>(first + 1)
  const most = order.length - ids.size + 1
  const go = () => {
    const ranking = position === null ? undefined : toPosition(order, ids, position)
    if (ranking) void rankRecords(data, ranking, order)
    onClose()
  }
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={onClose}
      title={m.views_list_position_title({ count: ids.size })}
      footer={
        <Button variant="primary" disabled={position === null} onClick={go}>
          {m.views_list_position_move()}
        </Button>
      }
    >
      <form
        onSubmit={(e) => {
          e.preventDefault()
          go()
        }}
      >
        <NumberInput label={m.views_list_position_label()} hint={m.views_list_position_hint({ from: 1, to: most })} value={position} onChange={setPosition} min={1} max={most} />
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}
