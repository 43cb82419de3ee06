/** What the two jobs answer for, and who carries it on this product. */
import { useState } from 'react'

import { address } from '@/data/client'
import { useAsk, useMembers } from '@/data/hooks'
import { decisionWords } from '@/lib/decisions'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { useMay } from '@/record/screen/may'
import { Part } from '@/record/screen/Screen'
import { useAddressed } from '@/record/screen/shown'
import { useProduct } from '@/record/screen/today'
import { Avatar } from '@/ui/avatar'
import { Badge } from '@/ui/badge'
import { Button, IconButton } from '@/ui/button'
import { Combobox } from '@/ui/combobox'
import { Checkbox, Field, RadioGroup, TextArea, TextInput } from '@/ui/input'
import { SkeletonRows } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'
import { Segmented } from '@/ui/tabs'

import { type Bears, type Charge, choices, type Job, jobName, jobs, nameIn } from './types'

const on = ['carrier', 'responsibility', 'member_role', 'member', 'decision_right']

export function DutiesView({ product }: { product: string }) {
  const { value, error, retry } = useAsk<Charge[]>(address('/responsibilities', { product }), on)
  const all = useAsk<Charge[]>('/responsibilities', on)
  const [which, setWhich] = useAddressed('duties')
  const [editing, setEditing] = useState<Charge | 'new'>()
  if (!value) return <div className="px-4 py-4">{error ? <ErrorState text={error.detail} onRetry={retry} /> : <SkeletonRows count={12} />}</div>
  const amiss = value.filter((c) => c.faults.length + c.lacking.length > 0)
  const shown = which === 'amiss' ? amiss : value
  const gone = all.value?.filter((c) => c.gone) ?? []
  return (
    <div className="flex flex-col gap-6 px-4 py-4">
      <div className="flex flex-wrap items-center gap-3">
        <Segmented
          size="sm"
          label={m.growth_duties()}
          value={which === 'amiss' ? 'amiss' : 'all'}
          onChange={(v) => setWhich(v === 'all' ? undefined : v)}
          options={[
            { value: 'all', label: m.growth_all({ count: value.length }) },
            { value: 'amiss', label: m.growth_amiss({ count: amiss.length }) },
          ]}
        />
        <p className="min-w-0 text-12 text-text-muted">{m.growth_letters()}</p>
        <Button size="sm" icon="plus" className="ml-auto" onClick={() => setEditing('new')}>
          {m.growth_duty_add()}
        </Button>
      </div>
      {shown.length === 0 && <EmptyState icon="circle-check" title={m.growth_duties_fine()} text={m.growth_duties_fine_text()} />}
      {jobs.map((job) => {
        const here = shown.filter((c) => c.job === job)
        return here.length > 0 && <Duties key={job} job={job} product={product} all={here} onEdit={setEditing} />
      })}
      {gone.length > 0 && (
        <Part title={m.growth_gone()}>
          <ul className="text-13">
            {gone.map((c) => (
              <Gone key={c.name} charge={c} />
            ))}
          </ul>
        </Part>
      )}
      {editing && <EditDuty charge={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />}
    </div>
  )
}

function Gone({ charge }: { charge: Charge }) {
  const act = useAct()
  return (
    <li className="flex min-h-8 items-center gap-3 border-b">
      <span className="text-text-muted line-through">{charge.title}</span>
      <Button size="sm" variant="ghost" onClick={() => void act('POST', '/responsibilities/reset', { name: charge.name }, m.growth_duty_back())}>
        {m.growth_bring_back()}
      </Button>
    </li>
  )
}

function Duties({ job, product, all, onEdit }: { job: Job; product: string; all: readonly Charge[]; onEdit: (c: Charge) => void }) {
  return (
    <Part title={jobName(job)} note={all.length}>
      <div role="region" aria-label={jobName(job)} tabIndex={0} className="quiet-scroll overflow-x-auto">
        <table className="w-full border-collapse text-left text-13">
          <thead className="max-md:hidden">
            <tr className="border-b text-12 text-text-muted [&>th]:h-8 [&>th]:pr-4 [&>th]:font-medium">
              <th scope="col">{m.growth_duty()}</th>
              <th scope="col" className="w-72">
                {m.growth_carried()}
              </th>
              <th scope="col" className="w-56">
                {m.growth_decides()}
              </th>
              <th scope="col" className="w-16">
                <span className="sr-only">{m.growth_change()}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {all.map((c) => (
              <Row key={c.name} product={product} charge={c} onEdit={() => onEdit(c)} />
            ))}
          </tbody>
        </table>
      </div>
    </Part>
  )
}

const faultWords: Record<string, () => string> = { 'no-accountable': m.growth_fault_none, 'many-accountable': m.growth_fault_many, 'no-responsible': m.growth_fault_idle }

const letters = ['R', 'A', 'C', 'I'] as const

/** Who does it and who answers for it first, then who is asked and who is told. */
const inOrder = (carriers: readonly Bears[]) => carriers.toSorted((a, b) => first(a) - first(b))
const first = (b: Bears) => letters.findIndex((l) => b.letters.includes(l))

function Row({ product, charge, onEdit }: { product: string; charge: Charge; onEdit: () => void }) {
  const members = useMembers()
  const [carrying, setCarrying] = useState(false)
  return (
    <tr className="border-b align-top max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:py-2 md:[&>td]:py-2 md:[&>td]:pr-4">
      <th scope="row" className="font-normal md:py-2 md:pr-4">
        <span className="font-medium">{charge.title}</span>
        {charge.from === 'workspace' && <Badge className="ml-2">{m.growth_own()}</Badge>}
        <span className="block max-w-prose text-12 text-text-muted">{charge.about}</span>
      </th>
      <td className="max-md:order-2 max-md:col-span-2 max-md:pt-1.5">
        <div className="flex flex-col gap-1">
          {inOrder(charge.carriers).map((b) => (
            <span key={b.member} className="flex items-center gap-2">
              <Avatar id={b.member} name={nameIn(members, b.member)} size={16} plain />
              <span className="truncate">{nameIn(members, b.member)}</span>
              <span className="keyed text-12 text-text-muted">{b.letters}</span>
              {!b.said && <span className="text-12 text-text-muted">{m.growth_by_role()}</span>}
            </span>
          ))}
          {charge.faults.map((f) => (
            <Badge key={f} tone={f === 'many-accountable' ? 'amber' : 'red'} icon="triangle-alert" className="self-start">
              {faultWords[f]?.() ?? f}
            </Badge>
          ))}
          <Button size="sm" variant="ghost" className="-ml-2 self-start" onClick={() => setCarrying(true)} aria-label={`${m.growth_carry()}: ${charge.title}`}>
            {m.growth_carry()}
          </Button>
        </div>
        {carrying && <CarryDialog product={product} charge={charge} onClose={() => setCarrying(false)} />}
      </td>
      <td className="text-12 text-text-muted max-md:order-3 max-md:col-span-2">
        {charge.decisions.map((d) => (
          <span key={d} className="block first-letter:uppercase">
            {decisionWords(d)}
            {charge.lacking.includes(d) && (
              <Badge tone="amber" icon="triangle-alert" className="ml-1.5">
                {m.growth_lacking()}
              </Badge>
            )}
          </span>
        ))}
      </td>
      <td className="max-md:order-1">
        <IconButton icon="pencil" size="sm" label={m.growth_edit_of({ what: charge.title })} onClick={onEdit} />
      </td>
    </tr>
  )
}

const letterWords = { R: m.growth_r, A: m.growth_a, C: m.growth_c, I: m.growth_i }

function CarryDialog({ product: key, charge, onClose }: { product: string; charge: Charge; onClose: () => void }) {
  const members = useMembers()
  const act = useAct()
  const product = useProduct(key)
  const right = useMay('role.assign', product?.id)
  const [rows, setRows] = useState<readonly Omit<Bears, 'said'>[]>(() => inOrder(charge.carriers))
  const accountable = rows.filter((r) => r.letters.includes('A')).length
  const responsible = rows.some((r) => r.letters.includes('R'))
  const send = async (carriers: readonly Omit<Bears, 'said'>[]) => {
    const done = await act('POST', '/responsibilities/carry', { product: key, name: charge.name, carriers: carriers.map(({ member, letters: l }) => ({ member, letters: l })) }, m.growth_carried_now({ what: charge.title }))
    if (done) onClose()
  }
  const toggle = (member: string, letter: string, give: boolean) => setRows(rows.map((r) => (r.member === member ? { member, letters: letters.filter((l) => (l === letter ? give : r.letters.includes(l))).join('') } : r)))
  return (
    <Ask title={m.growth_carry_of({ what: charge.title })} text={m.growth_letters()} action={right.may === 'propose' ? m.growth_propose() : m.growth_save()} ready={rows.every((r) => r.letters !== '')} onSend={() => send(rows)} onClose={onClose}>
      <ul className="flex flex-col">
        {rows.map((r) => (
          <li key={r.member} className="flex min-h-9 flex-wrap items-center gap-x-4 border-b">
            <span className="min-w-40 flex-1 truncate">{nameIn(members, r.member)}</span>
            {letters.map((l) => (
              <Checkbox key={l} label={letterWords[l]()} checked={r.letters.includes(l)} onChange={(give) => toggle(r.member, l, give)} />
            ))}
            <IconButton icon="x" size="sm" label={m.growth_carrier_remove({ name: nameIn(members, r.member) })} onClick={() => setRows(rows.filter((x) => x.member !== r.member))} />
          </li>
        ))}
      </ul>
      <Field label={m.growth_carrier_add()}>
        <Combobox value={null} onChange={(v) => v && setRows([...rows, { member: v, letters: rows.length === 0 ? 'RA' : 'R' }])} options={choices(members).filter((c) => !rows.some((r) => r.member === c.value))} placeholder={m.growth_to_pick()} />
      </Field>
      {rows.length > 0 && (accountable !== 1 || !responsible) && (
        <Badge tone="amber" icon="triangle-alert" className="self-start">
          {accountable > 1 ? m.growth_fault_many() : accountable === 0 ? m.growth_fault_none() : m.growth_fault_idle()}
        </Badge>
      )}
      {charge.carriers.some((c) => c.said) && (
        <Button size="sm" variant="ghost" className="self-start" onClick={() => void send([])}>
          {m.growth_carry_role()}
        </Button>
      )}
    </Ask>
  )
}

function EditDuty({ charge, onClose }: { charge: Charge | undefined; onClose: () => void }) {
  const act = useAct()
  const right = useMay('rights.set', undefined)
  const [job, setJob] = useState<Job>(charge?.job ?? 'manager')
  const [title, setTitle] = useState(charge?.title ?? '')
  const [about, setAbout] = useState(charge?.about ?? '')
  const rules = useAsk<{ decision: string }[]>('/rights', ['decision_right'])
  const [decisions, setDecisions] = useState<string[]>(charge?.decisions ?? [])
  const send = async (gone: boolean) => {
    const done = await act('POST', '/responsibilities', { name: charge?.name, job, title, about, decisions, gone }, gone ? m.growth_duty_gone() : m.growth_duty_set())
    if (done) onClose()
  }
  const reset = async () => {
    if (await act('POST', '/responsibilities/reset', { name: charge?.name }, m.growth_duty_back())) onClose()
  }
  return (
    <Ask title={charge ? m.growth_edit_of({ what: charge.title }) : m.growth_duty_add()} action={right.may === 'propose' ? m.growth_propose() : m.growth_save()} ready={title.trim() !== ''} onSend={() => send(false)} onClose={onClose}>
      <RadioGroup row label={m.growth_job()} value={job} onChange={setJob} options={jobs.map((j) => ({ value: j, label: jobName(j) }))} />
      <TextInput autoFocus label={m.growth_name()} value={title} onChange={setTitle} maxLength={120} required />
      <TextArea label={m.growth_about()} value={about} onChange={setAbout} maxLength={1000} autoGrow />
      <Field label={m.growth_decides()} hint={m.growth_decides_hint()}>
        <Combobox multiple value={decisions} onChange={setDecisions} options={(rules.value ?? []).map((r) => ({ value: r.decision, label: decisionWords(r.decision) }))} />
      </Field>
      {charge && (
        <div className="flex gap-2">
          <Button size="sm" variant="ghost" onClick={() => void send(true)}>
            {m.growth_take_out()}
          </Button>
          {charge.from === 'workspace' && (
            <Button size="sm" variant="ghost" onClick={() => void reset()}>
              {m.growth_reset()}
            </Button>
          )}
        </div>
      )}
    </Ask>
  )
}
