import { useState } from 'react'

import { useData, useLinks } from '@/data/hooks'
import { mayCreate, rightTo } from '@/data/rights'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { proposes } from '@/record/fields/editor-options'
import { useRecordLink } from '@/record/page/opener'
import { tellOutcome } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { Button } from '@/ui/button'
import { Field } from '@/ui/field'
import { KindIcon } from '@/ui/icon'
import { TextInput } from '@/ui/input'
import { SectionHeader } from '@/ui/layout'
import { Select } from '@/ui/select'
import { Callout } from '@/ui/state'

import { steps } from './matrix'
import { riskTypes, sayDays, sayExposure, sayMoney, setting, totalsOf, typeNames, useRegister, type Standing } from './register'
import { Severity, Trend } from './Severity'

/** So many are shown at first; the rest on a word. */
const few = 6

/**
 * The risks that a record rests on: those linked with it and with what is below it.
 * Where they are no daily matter they are shown once one is linked.
 */
export function RisksOn({ record, always }: { record: Rec; always: boolean }) {
  const links = useLinks(record.id)
  const linked = links?.some((l) => l.fromKind === 'risk' || l.toKind === 'risk') ?? false
  return always || linked ? <Shown record={record} /> : null
}

function Shown({ record }: { record: Rec }) {
  const data = useData()
  const { value, status, retry } = useRegister({ about: record.id })
  const [adding, setAdding] = useState(false)
  const [all, setAll] = useState(false)
  const may = !record.archivedAt && mayCreate(data, 'risk', record.product).may !== 'no'
  const risks = value?.risks ?? []
  const total = totalsOf(risks)
  const exposure = [sayMoney(total.money), total.days > 0 ? sayDays(total.days) : ''].filter(Boolean).join(', ')
  if (value && risks.length === 0 && !may) return null
  return (
    <section aria-label={m.risks_title()}>
      <SectionHeader
        title={m.risks_title()}
        count={risks.length || undefined}
        actions={
          may && (
            <Button size="sm" variant="ghost" icon="plus" data-act="risk" onClick={() => setAdding(true)}>
              {m.risks_add()}
            </Button>
          )
        }
      />
      {status === 'error' && !value && (
        <Button size="sm" variant="ghost" icon="refresh-cw" onClick={() => void retry()}>
          {m.risks_failed()}
        </Button>
      )}
      {value && risks.length === 0 && <p className="text-13 text-text-faint">{m.risks_on_none()}</p>}
      {exposure && <p className="text-12 text-text-muted" title={value?.rule}>{m.risks_on_exposure({ exposure })}</p>}
      <ul aria-label={m.risks_title()} className="-mx-2">
        {(all ? risks : risks.slice(0, few)).map((r) => (
          <OneRisk key={r.id} risk={r} />
        ))}
      </ul>
      {!all && risks.length > few && (
        <Button size="sm" variant="ghost" onClick={() => setAll(true)} className="-ml-1.5 text-text-muted">
          {m.risks_all({ count: risks.length })}
        </Button>
      )}
      {value && value.cameTrue.length > 0 && <p className="text-12 text-text-muted">{m.risks_on_came({ count: value.cameTrue.length })}</p>}
      {adding && <AddRisk record={record} onClose={() => setAdding(false)} />}
    </section>
  )
}

function OneRisk({ risk: r }: { risk: Standing }) {
  const link = useRecordLink()
  return (
    <li>
      <a {...link(r.key)} className="flex min-h-8 min-w-0 items-center gap-2 rounded px-2 hover:bg-bg-hover">
        <KindIcon kind="risk" size={14} />
        <span className="keyed min-w-18 shrink-0 text-text-faint">{r.key}</span>
        <span className="min-w-0 flex-1 truncate">{r.title}</span>
        <span className="tabular hidden shrink-0 text-12 text-text-muted @md:inline">{sayExposure(r)}</span>
        <Trend of={r} line={false} />
        <Severity value={r.severity} />
      </a>
    </li>
  )
}

const asNumber = (v: string) => (v === '' ? null : Number(v))
const rated = [{ value: '', label: '–' }, ...steps.map((n) => ({ value: String(n), label: String(n) }))]

/** A new risk, linked with the record that it concerns. */
function AddRisk({ record, onClose }: { record: Rec; onClose: () => void }) {
  const data = useData()
  const [title, setTitle] = useState('')
  const [type, setType] = useState<(typeof riskTypes)[number]>('delivery')
  const [likelihood, setLikelihood] = useState('')
  const [impact, setImpact] = useState('')
  const right = rightTo(data, setting(type), record.product)
  const send = async () => {
    const made = data.create('risk', { product: record.product, title: title.trim(), type, likelihood: asNumber(likelihood), impact: asNumber(impact) })
    const outcome = await made.outcome
    if (tellOutcome(outcome)) tellOutcome(await data.link('relates', made.id, record.id), m.risks_added({ key: outcome.done.key }))
    if (!('refused' in outcome)) onClose()
  }
  return (
    <Ask title={m.risks_add_title({ what: record.key })} action={m.risks_add()} ready={title.trim() !== '' && right.may !== 'no'} onSend={send} onClose={onClose}>
      <TextInput autoFocus label={m.risks_what()} placeholder={m.risks_what_hint()} value={title} onChange={setTitle} maxLength={500} required />
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-3">
        <Field label={m.risks_type()}>
          <Select value={type} onChange={setType} options={riskTypes.map((value) => ({ value, label: typeNames[value]!() }))} />
        </Field>
        <Field label={m.screens_risk_likelihood()}>
          <Select value={likelihood} onChange={setLikelihood} options={rated} />
        </Field>
        <Field label={m.screens_risk_impact()}>
          <Select value={impact} onChange={setImpact} options={rated} />
        </Field>
      </div>
      {right.may === 'propose' && <Callout tone="blue">{proposes(right)}</Callout>}
    </Ask>
  )
}
