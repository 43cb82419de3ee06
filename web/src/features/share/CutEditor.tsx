import { useRef, useState } from 'react'

import { useMe } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Button } from '@/ui/button'
import { confirm } from '@/ui/dialog'
import { Checkbox, Field, Switch, TextArea, TextInput } from '@/ui/input'
import { Select } from '@/ui/select'

import { about, changed, type Choice, type Cut, type Form, forms, grouped, type Known, musts, whole } from './cut'
import { Links } from './Links'
import { OutsideNames } from './OutsideNames'
import { Preview } from './Preview'

interface CutEditorProps {
  cut: Cut
  known: Known
  onSaved: () => void
  onGone: () => void
}

/** Chooses what a cut shows, beside what its audience sees of it. */
export function CutEditor({ cut, known, onSaved, onGone }: CutEditorProps) {
  const act = useAct()
  const [draft, setDraft] = useState<Choice>(cut)
  const [from, setFrom] = useState(cut)
  const form = useRef<HTMLFormElement>(null)
  // Saved, taken back or changed by somebody else: what was chosen here and is not saved stays.
  if (from.version !== cut.version) {
    setFrom(cut)
    setDraft({ ...cut, ...changed(from, draft) })
  }
  const [busy, setBusy] = useState(false)
  const patch = changed(cut, draft)
  const dirty = Object.keys(patch).length > 0
  const save = async () => {
    setBusy(true)
    const done = await act('PATCH', `/cuts/${cut.id}`, patch, m.share_saved())
    setBusy(false)
    if (!done || !('value' in done)) return
    onSaved()
    form.current?.focus() // the button that was pressed has nothing to do any more
  }
  const remove = async (count: number) => {
    if (!(await confirm({ title: m.share_delete_title(), text: count > 0 ? m.share_delete_text({ count }) : m.share_delete_bare(), action: m.share_delete(), danger: true }))) return
    if (await act('DELETE', `/cuts/${cut.id}`, {}, m.share_deleted())) onGone()
  }
  return (
    <div className="quiet-scroll grid min-h-0 flex-1 content-start gap-6 overflow-y-auto p-4 xl:grid-cols-[22rem_minmax(0,1fr)]">
      <form
        ref={form}
        tabIndex={-1}
        aria-label={m.share_what()}
        className="flex min-w-0 flex-col gap-3 outline-none"
        onSubmit={(e) => {
          e.preventDefault()
          if (dirty) void save()
        }}
      >
        <Choices own={cut.product} draft={draft} known={known} onChange={(next) => setDraft(whole({ ...draft, ...next }))} />
        <div className="sticky -bottom-4 -mx-1 flex gap-2 border-t bg-bg px-1 py-2">
          <Button type="submit" variant="primary" disabled={!dirty} busy={busy}>
            {m.share_save()}
          </Button>
          {dirty && <Button onClick={() => setDraft(cut)}>{m.share_reset()}</Button>}
        </div>
      </form>
      <div className="flex min-w-0 flex-col gap-6">
        <Preview cut={cut} draft={draft} dirty={dirty} />
        <Links cut={cut} onDelete={(count) => void remove(count)} />
      </div>
    </div>
  )
}

interface ChoicesProps {
  /** The product that it was made for, which it keeps. */
  own: string | null
  draft: Choice
  known: Known
  onChange: (next: Partial<Choice>) => void
}

/** The products that it is about; with one alone there is nothing to choose. */
function Products({ made, draft, onChange }: { made: string | null; draft: Choice; onChange: (next: Partial<Choice>) => void }) {
  const all = useMe().products
  if (all.length < 2) return null
  const tick = (id: string, on: boolean) => onChange(about(draft, on ? [...draft.products, id] : draft.products.filter((p) => p !== id)))
  return (
    <fieldset className="flex min-w-0 flex-col gap-1">
      <legend className="mb-1 text-12 font-medium text-text-muted">{m.share_products()}</legend>
      <p className="mb-1 text-12 text-text-faint">{m.share_products_hint()}</p>
      <div className="quiet-scroll flex max-h-44 flex-col gap-1 overflow-y-auto">
        {all.map((p) => p.id === made && <p key={p.id} className="text-13">{m.share_products_own({ product: p.title })}</p>)}
        {all.map((p) => p.id !== made && <Checkbox key={p.id} label={p.title} checked={draft.products.includes(p.id)} onChange={(on) => tick(p.id, on)} />)}
      </div>
    </fieldset>
  )
}

const groups = () => [
  { value: 'none', label: m.share_group_none() },
  { value: 'product', label: m.share_group_product() },
  { value: 'objective', label: m.share_group_objective() },
  { value: 'initiative', label: m.share_group_initiative() },
  { value: 'release', label: m.share_group_release() },
]

const exactness = () => [
  { value: 'day', label: m.share_dates_day() },
  { value: 'month', label: m.share_dates_month() },
  { value: 'quarter', label: m.share_dates_quarter() },
]

function Choices({ own: made, draft, known, onChange }: ChoicesProps) {
  const fixed = musts(draft)
  const own = draft.fields.filter((f) => !known.fields.some((k) => k.name === f)).map((f) => ({ name: f, label: f.replace('custom:', ''), doc: '' }))
  const tick = (name: string, on: boolean) => onChange({ fields: on ? [...draft.fields, name] : draft.fields.filter((f) => f !== name) })
  return (
    <>
      <TextInput label={m.share_name()} hint={m.share_name_hint()} value={draft.title} onChange={(title) => onChange({ title })} maxLength={200} required />
      <TextArea label={m.share_intro()} value={draft.intro} onChange={(intro) => onChange({ intro })} rows={2} autoGrow maxLength={2000} />
      <div className="grid grid-cols-2 gap-3">
        <Field label={m.share_form()}>
          <Select label={m.share_form()} value={draft.form} onChange={(form) => onChange({ form })} options={(Object.keys(forms) as Form[]).map((value) => ({ value, label: forms[value]() }))} />
        </Field>
        {grouped(draft.form) && (
          <Field label={m.share_group()}>
            <Select label={m.share_group()} value={draft.group || 'none'} onChange={(group) => onChange({ group: group === 'none' ? '' : group })} options={groups()} />
          </Field>
        )}
        {draft.fields.includes('dates') && (
          <Field label={m.share_dates()}>
            <Select label={m.share_dates()} value={draft.dates} onChange={(dates) => onChange({ dates })} options={exactness()} />
          </Field>
        )}
      </div>
      <Products made={made} draft={draft} onChange={onChange} />
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 text-12 font-medium text-text-muted">{m.share_fields()}</legend>
        <p className="mb-1 text-12 text-text-faint">{m.share_fields_hint()}</p>
        {[...known.fields, ...own].map((f) => (
          <Checkbox key={f.name} label={f.label} hint={fixed.includes(f.name) ? m.share_needed({ what: f.doc }) : f.doc} checked={draft.fields.includes(f.name)} onChange={(on) => tick(f.name, on)} />
        ))}
      </fieldset>
      <OutsideNames product={draft.products.length === 1 ? draft.products[0] : undefined} names={draft.names} onChange={(names) => onChange({ names })} />
      <TextArea label={m.share_query()} hint={m.share_query_hint()} value={draft.query} onChange={(query) => onChange({ query })} rows={2} maxLength={4000} />
      {draft.fields.includes('dates') && <Switch label={m.share_later()} checked={draft.laterDay} onChange={(laterDay) => onChange({ laterDay })} />}
      <Switch label={m.share_download()} hint={m.share_download_hint()} checked={draft.download} onChange={(download) => onChange({ download })} />
    </>
  )
}
