import { useState, type FormEvent } from 'react'

import { useAsk, useData } from '@/data/hooks'
import { rightTo } from '@/data/rights'
import type { Rec } from '@/data/types'
import { useSubmit } from '@/lib/submit'
import { m } from '@/locales/gen/messages.js'
import type { Context } from '@/record/commands'
import { proposes } from '@/record/fields/editor-options'
import { recordAddress } from '@/record/screen/address'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { Field, TextInput } from '@/ui/input'
import { Select } from '@/ui/select'
import { Callout, EmptyState } from '@/ui/state'
import { toast } from '@/ui/toast'

interface Template {
  id: string
  name: string
  title: string
}

/** Makes an item of one of the product's templates. */
export function TemplateDialog({ context, close }: { context: () => Context; close: () => void }) {
  const [{ product, go }] = useState(context)
  const data = useData()
  const asked = useAsk<Template[]>(product ? `/templates?product=${product}` : undefined, ['item_template'])
  const [chosen, setChosen] = useState<string>()
  const [typed, setTyped] = useState<string>()
  const { busy, refusal, run } = useSubmit(m.story_broken())
  const right = rightTo(data, 'story.write', data.session.productId(product ?? ''))
  const all = asked.value ?? []
  const template = all.find((t) => t.id === chosen) ?? all[0]
  const title = typed ?? template?.title ?? ''
  const submit = async (e: FormEvent) => {
    e.preventDefault()
    if (!template) return
    const done = await run(() => data.call<Rec | { proposed: unknown }>('POST', `/templates/${template.id}/use`, { title }, { label: title }))
    if (!done) return
    if ('proposed' in done) toast({ text: m.record_proposed({ what: title }) })
    else go(recordAddress(done.key))
    close()
  }
  return (
    <Dialog open onOpenChange={(open) => !open && close()} title={m.story_template_use()}>
      {asked.value && all.length === 0 ? (
        <EmptyState icon="file-text" title={m.story_templates_none()} text={m.story_templates_none_text()} action={<Button onClick={() => (go('/settings/templates'), close())}>{m.story_template_new()}</Button>} />
      ) : (
        <form onSubmit={(e) => void submit(e)} className="flex flex-col gap-4 pb-1">
          <Field label={m.story_template_pick()}>
            <Select value={template?.id ?? null} onChange={setChosen} options={all.map((t) => ({ value: t.id, label: t.name }))} className="w-full" />
          </Field>
          <TextInput required label={m.story_template_title()} value={title} onChange={setTyped} maxLength={500} />
          {refusal && <Callout tone="red">{[refusal.detail, ...refusal.fields.map((f) => f.message)].join(' ')}</Callout>}
          <div className="flex justify-end gap-2">
            <Button variant="ghost" onClick={close}>
              {m.record_cancel()}
            </Button>
            <Button type="submit" variant="primary" busy={busy} disabled={!template || title.trim() === '' || right.may === 'no'} title={proposes(right)}>
              {right.may === 'act' ? m.story_template_make() : m.story_propose()}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}
