import { useState } from 'react'

import { useData, useRight } from '@/data/hooks'
import { problemOf, type Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { whyRefused } from '@/record/fields/refusal'
import { Body } from '@/record/page/Body'
import { tellOutcome } from '@/record/screen/act'
import { Part } from '@/record/screen/Screen'
import { useAddressed } from '@/record/screen/shown'
import { Button } from '@/ui/button'
import { confirm } from '@/ui/dialog'
import { Tabs } from '@/ui/tabs'
import { toast } from '@/ui/toast'

const audiences = ['customers', 'internal', 'sales', 'support'] as const
type Audience = (typeof audiences)[number]

const fields: Record<Audience, string> = { customers: 'notes', internal: 'notesInternal', sales: 'notesSales', support: 'notesSupport' }
const names: Record<Audience, () => string> = { customers: m.accept_notes_customers, internal: m.accept_notes_internal, sales: m.accept_notes_sales, support: m.accept_notes_support }

interface Draft {
  text: string
  accepted: number
}

/** The notes of a release, for one audience at a time: drafted from what was accepted, then written. */
export function Notes({ release: r }: { release: Rec }) {
  const data = useData()
  const [chosen, choose] = useAddressed('for')
  const [busy, setBusy] = useState(false)
  const audience = audiences.find((a) => a === chosen) ?? 'customers'
  const field = fields[audience]
  const right = useRight(r, field)
  const draft = async () => {
    if (r[field] && !(await confirm({ title: m.accept_notes_draft_over(), text: m.accept_notes_draft_over_text(), action: m.accept_notes_draft_do() }))) return
    setBusy(true)
    try {
      const d = await data.client.get<Draft>(`/releases/${r.id}/draft?audience=${audience}`)
      if (!d.text) toast({ text: m.accept_notes_nothing() })
      else tellOutcome(await data.change(r.id, { [field]: d.text }), m.accept_notes_drafted({ count: d.accepted }))
    } catch (e) {
      toast({ text: whyRefused(problemOf(e)), tone: 'red' })
    }
    setBusy(false)
  }
  return (
    <Part
      title={m.accept_notes()}
      actions={
        right.may !== 'no' && (
          <Button size="sm" variant="ghost" icon="sparkles" busy={busy} onClick={() => void draft()}>
            {m.accept_notes_draft()}
          </Button>
        )
      }
    >
      <Tabs label={m.accept_notes_audience()} value={audience} onChange={(a) => choose(a === 'customers' ? undefined : a)} tabs={audiences.map((a) => ({ value: a, label: names[a]() }))}>
        <div className="pt-2">
          <Body key={field} record={r} field={field} label={m.accept_notes()} placeholder={m.accept_notes_empty()} />
        </div>
      </Tabs>
    </Part>
  )
}
