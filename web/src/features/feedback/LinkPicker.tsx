import type { Ref } from 'react'

import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { useFind } from '@/record/screen/find'
import { Button } from '@/ui/button'
import { Picker } from '@/ui/combobox'

import { targets } from './triage'

interface LinkPickerProps {
  id: string
  product: string
  button: Ref<HTMLButtonElement>
  onLinked: () => void
}

/** Links the words to what they prove: a feature, an insight or an opportunity. */
export function LinkPicker({ id, product, button, onLinked }: LinkPickerProps) {
  const find = useFind(targets, product)
  const act = useAct()
  const link = async (to: string | null) => {
    if (to && (await act('POST', `/feedback/${id}/link`, { to }, m.screens_feedback_linked()))) onLinked()
  }
  return (
    <Picker
      label={m.screens_feedback_link_to()}
      value={null}
      onPick={(to) => void link(to)}
      search={find}
      className="w-110 max-w-[92vw]"
      trigger={
        <Button ref={button} variant="primary" icon="link" kbd="L">
          {m.screens_feedback_link()}
        </Button>
      }
    />
  )
}
