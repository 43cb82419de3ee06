import { useState } from 'react'

import type { MyProduct } from '@/data/types'
import { atField, elsewhere } from '@/lib/submit'
import { m } from '@/locales/gen/messages.js'
import { Button } from '@/ui/button'
import { Combobox } from '@/ui/combobox'
import { Dialog } from '@/ui/dialog'
import { KindIcon } from '@/ui/icon'
import { Field, TextInput } from '@/ui/input'
import { Select } from '@/ui/select'
import { Callout } from '@/ui/state'

import { Consequences } from './Consequences'
import { cleanOptions, type CustomField, emptyField, fieldDraft, fieldFlaws, type FieldFlaw, FIELD_TYPES, hasOptions, lostKinds, lostOptions, proposeName, relabel } from './fieldForm'
import { TYPE_NAMES } from './FieldTable'
import { FIELD_KINDS, kindsName } from './kindNames'
import { OptionsEditor } from './OptionsEditor'
import { useSend } from './send'

interface FieldDialogProps {
  field?: CustomField
  /** Where a new one holds; all products where none is chosen. */
  product: MyProduct | undefined
  propose: boolean
  onClose: () => void
}

const FLAWS: Record<FieldFlaw, () => string> = {
  label: m.settings_field_flaw_label,
  name: m.settings_field_flaw_name,
  kinds: m.settings_field_flaw_kinds,
  options: m.settings_field_flaw_options,
  optionTwice: m.settings_field_flaw_twice,
  optionForm: m.settings_field_flaw_form,
}

/** A custom field, new or changed. */
export function FieldDialog({ field, product, propose, onClose }: FieldDialogProps) {
  const [draft, setDraft] = useState(() => (field ? fieldDraft(field) : emptyField(['story', 'bug', 'task'])))
  const [tried, setTried] = useState(false)
  const { busy, refusal, send } = useSend()
  const flaws = fieldFlaws(draft)
  const said = (flaw: FieldFlaw | FieldFlaw[], name: string, label: string) => {
    const own = [flaw].flat().find((f) => flaws.includes(f))
    return (tried && own && FLAWS[own]()) || atField(refusal, name, label)
  }
  const save = async () => {
    setTried(true)
    if (flaws.length > 0) return
    const options = hasOptions(draft.type) ? cleanOptions(draft.options) : []
    const body = { label: draft.label.trim(), kinds: draft.kinds, options, doc: draft.doc.trim() }
    const sent = field
      ? await send('PATCH', `/fields/${field.id}`, body, m.settings_field_saved())
      : await send('POST', '/fields', { ...body, name: draft.name, type: draft.type, ...(product && { product: product.id }) }, m.settings_field_saved())
    if (sent) onClose()
  }
  const rest = elsewhere(refusal, ['label', 'name', 'type', 'kinds', 'options', 'doc'])
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={field ? m.settings_field_edit({ label: field.label }) : m.settings_field_new()}
      description={field ? undefined : m.settings_field_new_text({ where: product?.title ?? m.settings_all_products() })}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            {m.settings_cancel()}
          </Button>
          <Button variant="primary" busy={busy} onClick={() => void save()}>
            {propose ? m.settings_propose() : m.settings_save()}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {rest.length > 0 && <Callout tone="red">{rest.join(' ')}</Callout>}
        <TextInput autoFocus label={m.settings_field_label()} error={said('label', 'label', m.settings_field_label())} value={draft.label} onChange={(label) => setDraft(relabel(draft, label))} />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextInput
            label={m.settings_field_query()}
            hint={field ? m.settings_field_name_stays() : m.settings_field_name_hint({ name: draft.name || 'area' })}
            error={said('name', 'name', m.settings_field_query())}
            readOnly={field !== undefined}
            value={draft.name}
            onChange={(name) => setDraft({ ...draft, name: proposeName(name), named: true })}
          />
          <Field label={m.settings_field_type()} hint={field && m.settings_field_type_stays()}>
            <Select value={draft.type} disabled={field !== undefined} onChange={(type) => setDraft({ ...draft, type })} options={FIELD_TYPES.map((t) => ({ value: t, label: TYPE_NAMES[t]() }))} />
          </Field>
        </div>
        {hasOptions(draft.type) && (
          <OptionsEditor options={draft.options} error={said(['options', 'optionTwice', 'optionForm'], 'options', m.settings_field_options())} onChange={(options) => setDraft({ ...draft, options })} />
        )}
        <Field label={m.settings_field_kinds()} error={said('kinds', 'kinds', m.settings_field_kinds())}>
          <Combobox multiple label={m.settings_field_kinds()} value={draft.kinds} onChange={(kinds) => setDraft({ ...draft, kinds })} options={FIELD_KINDS.map((k) => ({ value: k, label: kindsName(k), icon: <KindIcon kind={k} size={14} /> }))} />
        </Field>
        <TextInput label={m.settings_field_doc()} hint={m.settings_field_doc_hint()} value={draft.doc} onChange={(doc) => setDraft({ ...draft, doc })} />
        {field && <Consequences field={field} options={lostOptions(field.options, draft.options)} kinds={lostKinds(field.kinds, draft.kinds)} />}
      </div>
    </Dialog>
  )
}
