import { m } from '@/locales/gen/messages.js'
import { useLink } from '@/record/screen/address'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { Callout } from '@/ui/state'

import { useFieldProduct, useTotal } from './Consequences'
import { type CustomField, heldBy } from './fieldForm'
import { useListAddress } from './lists'
import { useSend } from './send'

/** Taking a custom field away, with the records that have a value in it. */
export function DeleteFieldDialog({ field, onClose }: { field: CustomField; onClose: () => void }) {
  const q = heldBy(field.name, field.kinds)
  const product = useFieldProduct(field)
  const count = useTotal(q, product)
  const link = useLink()
  const list = useListAddress()(q, field.kinds, product)
  const { busy, refusal, send } = useSend()
  const remove = async () => {
    if (await send('DELETE', `/fields/${field.id}`, undefined, m.settings_field_deleted({ label: field.label }))) onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="sm"
      title={m.settings_field_delete_title({ label: field.label })}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            {m.settings_cancel()}
          </Button>
          <Button variant="danger" busy={busy} onClick={() => void remove()}>
            {m.settings_delete()}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <p className="text-text-muted">{count === undefined ? m.settings_field_delete_some() : m.settings_field_delete_text({ count })}</p>
        {count !== undefined && count > 0 && list && (
          <a {...link(list)} className="text-accent-text hover:underline">
            {m.settings_field_delete_show({ count })}
          </a>
        )}
        {refusal && <Callout tone="red">{refusal.detail}</Callout>}
      </div>
    </Dialog>
  )
}
