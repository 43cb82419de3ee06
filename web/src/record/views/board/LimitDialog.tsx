import { useState } from 'react'

import { m } from '@/locales/gen/messages.js'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { NumberInput } from '@/ui/input'

interface Props {
  label: string
  limit: number | undefined
  onLimit: (limit: number | null) => void
  onClose: () => void
}

/** How many cards a column should have at most. */
export function LimitDialog({ label, limit, onLimit, onClose }: Props) {
  const [value, setValue] = useState<number | null>(limit ?? null)
  const keep = () => {
    onLimit(value)
    onClose()
  }
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={(open) => !open && onClose()}
      title={m.views_board_limit_title({ column: label })}
      footer={
        <>
          {limit !== undefined && (
            <Button
              variant="ghost"
              onClick={() => {
                onLimit(null)
                onClose()
              }}
            >
              {m.views_board_limit_none()}
            </Button>
          )}
          <Button variant="primary" onClick={keep}>
            {m.views_board_limit_keep()}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(e) => {
          e.preventDefault()
          keep()
        }}
      >
        <NumberInput label={m.views_board_limit_label()} hint={m.views_board_limit_hint()} value={value} onChange={setValue} min={1} max={999} />
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}
