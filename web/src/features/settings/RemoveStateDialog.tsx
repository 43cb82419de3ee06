import { useState } from 'react'

import { m } from '@/locales/gen/messages.js'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { StateIcon } from '@/ui/icon'
import { Field } from '@/ui/input'
import { Select } from '@/ui/select'

import type { DraftState } from './workflow'

interface RemoveStateDialogProps {
  state: DraftState
  others: readonly DraftState[]
  /** Records in it; undefined while it is not known. */
  count: number | undefined
  onRemove: (home: string) => void
  onClose: () => void
}

/** Where the records of a state go that is taken away. */
export function RemoveStateDialog({ state, others, count, onRemove, onClose }: RemoveStateDialogProps) {
  const near = others.find((o) => o.category === state.category) ?? others[0]
  const [home, setHome] = useState(near?.id ?? '')
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="sm"
      title={m.settings_state_remove_title({ name: state.name })}
      description={count === undefined ? m.settings_state_remove_some() : m.settings_state_remove_text({ count })}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            {m.settings_cancel()}
          </Button>
          <Button variant="primary" disabled={home === ''} onClick={() => onRemove(home)}>
            {m.settings_state_remove_button()}
          </Button>
        </>
      }
    >
      <Field label={m.settings_state_home()}>
        <Select value={home} onChange={setHome} options={others.map((o) => ({ value: o.id, label: o.name || m.settings_state_unnamed(), icon: <StateIcon category={o.category} /> }))} />
      </Field>
    </Dialog>
  )
}
