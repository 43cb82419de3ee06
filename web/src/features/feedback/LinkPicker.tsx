import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { useFind } from '@/record/screen/find'
import { Button } from '@/ui/button'
import { Picker } from '@/ui/combobox'

import { targets } from './triage'

interface LinkPickerProps {
  id: string
  product: string
  open: boolean
  onOpenChange: (open: boolean) => void
  onLinked: () => void
}

/** Links the words to what they prove: a feature, an insight or an opportunity. */
export function LinkPicker({ id, product, open, onOpenChange, onLinked }: LinkPickerProps) {
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
      open={open}
      onOpenChange={onOpenChange}
      trigger={
        <Button variant="primary" icon="link" kbd="L">
          {m.screens_feedback_link()}
        </Button>
      }
    />
  )
}
