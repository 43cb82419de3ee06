/** What goes along when one of the two jobs is handed over: proposed, changed line by line, and taken as one change. */
import { useMemo, useState } from 'react'

import { address } from '@/data/client'
import { useAsk, useMembers } from '@/data/hooks'
import { decisionWords } from '@/lib/decisions'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { recordAddress, screenAddress, useGo, useLink } from '@/record/screen/address'
import { useMay } from '@/record/screen/may'
import { Part } from '@/record/screen/Screen'
import { useAddressed } from '@/record/screen/shown'
import { Badge } from '@/ui/badge'
import { Button } from '@/ui/button'
import { Combobox } from '@/ui/combobox'
import { KindIcon } from '@/ui/icon'
import { Checkbox, Field } from '@/ui/input'
import { SkeletonRows } from '@/ui/skeleton'
import { Callout, EmptyState, ErrorState } from '@/ui/state'

import { choices, type Division, type DivisionRow, type Job, jobName, nameIn, proposes, roleOf, roleTitle } from './types'

/** hand is PRODUCT.job.member; whom it goes to stands beside it in the address. */
export function HandoverView({ hand }: { hand: string }) {
  const [product = '', job = '', from = ''] = hand.split('.')
  const [to, setTo] = useAddressed('to')
  const members = useMembers()
  const link = useLink()
  const which: Job = job === 'manager' ? 'manager' : 'owner'
  const asked = useAsk<Division>(to ? address('/roles/division', { product, from, to, job: which }) : undefined, ['member_role', 'carrier', 'responsibility', 'approval'])
  return (
    <div className="flex max-w-5xl flex-col gap-6 px-4 py-4">
      <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
        <div className="min-w-0">
          <a {...link(screenAddress(product, 'growth'))} className="text-13 text-accent-text hover:underline">
            {m.growth_back_roles()}
          </a>
          <h2 className="text-16 font-semibold">{m.growth_handover({ role: roleOf[which], name: nameIn(members, from), product })}</h2>
        </div>
        <Field label={m.growth_to()} className="w-64">
          <Combobox value={to ?? null} onChange={(v) => setTo(v ?? undefined)} options={choices(members).filter((c) => c.value !== from)} placeholder={m.growth_to_pick()} />
        </Field>
      </div>
      {!to && <EmptyState icon="arrow-left-right" title={m.growth_to_whom()} text={m.growth_to_whom_text()} />}
      {to && !asked.value && (asked.error ? <ErrorState text={[asked.error.detail, ...(asked.error.fields ?? []).map((f) => f.message)].join(' ')} onRetry={asked.retry} /> : <SkeletonRows count={8} />)}
      {to && asked.value && <Lines key={asked.value.to + asked.value.records.length} product={product} d={asked.value} />}
    </div>
  )
}

const idsOf = (rows: readonly DivisionRow[], off: ReadonlySet<string>) => rows.filter((r) => r.goes !== off.has(r.id)).map((r) => r.id)

function Lines({ product, d }: { product: string; d: Division }) {
  const members = useMembers()
  const act = useAct()
  const go = useGo()
  const right = useMay('role.assign', d.product)
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  const [busy, setBusy] = useState(false)
  const [from, to] = [nameIn(members, d.from), nameIn(members, d.to)]
  const set = (ids: readonly string[], goes: boolean, rows: readonly DivisionRow[]) => {
    const next = new Set(turned)
    for (const r of rows) if (ids.includes(r.id)) if (r.goes === goes) next.delete(r.id); else next.add(r.id)
    setTurned(next)
  }
  const kinds = useMemo(() => [...new Set(d.records.map((r) => r.kind))], [d.records])
  const chosen = { responsibilities: idsOf(d.responsibilities, turned), records: idsOf(d.records, turned), approvals: idsOf(d.approvals, turned) }
  const send = async () => {
    setBusy(true)
    const done = await act('POST', '/roles/handover', { product: d.product, from: d.from, to: d.to, job: d.job, ...chosen }, m.growth_handed({ role: roleOf[d.job], name: to })).finally(() => setBusy(false))
    if (done) go(screenAddress(product, 'growth'))
  }
  const group = (title: string, rows: readonly DivisionRow[]) => <Group key={title} title={title} rows={rows} turned={turned} from={from} to={to} onSet={(ids, goes) => set(ids, goes, rows)} />
  return (
    <>
      <Callout title={d.sort === 'split' ? m.growth_is_split({ from, to }) : d.sort === 'merge' ? m.growth_is_merge({ to }) : m.growth_is_pass({ from, to })}>{m.growth_handover_how()}</Callout>
      <Part title={m.growth_duties()} note={m.growth_of({ n: chosen.responsibilities.length, all: d.responsibilities.length })}>
        {d.responsibilities.length === 0 ? (
          <p className="text-13 text-text-muted">{m.growth_no_duties({ name: from })}</p>
        ) : (
          <div className="grid gap-x-8 gap-y-4 pt-1 md:grid-cols-2">{(['manager', 'owner'] as const).map((job) => group(jobName(job), d.responsibilities.filter((r) => r.job === job)))}</div>
        )}
      </Part>
      <Part title={m.growth_owned()} note={m.growth_of({ n: chosen.records.length, all: d.records.length })}>
        {d.records.length === 0 && <p className="text-13 text-text-muted">{m.growth_no_owned({ name: from })}</p>}
        <div className="grid gap-x-8 gap-y-4 pt-1 md:grid-cols-2">{kinds.map((k) => group(roleTitle(k), d.records.filter((r) => r.kind === k)))}</div>
        {d.more && <p className="pt-2 text-12 text-text-muted">{m.growth_owned_more({ count: d.records.length })}</p>}
      </Part>
      {d.approvals.length > 0 && (
        <Part title={m.growth_approvals()} note={m.growth_of({ n: chosen.approvals.length, all: d.approvals.length })}>
          {group(m.growth_approvals_asked({ name: from }), d.approvals)}
        </Part>
      )}
      <Part title={m.growth_follows()}>
        <ul className="text-13">
          {d.follows.map((f) => (
            <li key={f.what + f.decision} className="min-h-7 py-1">
              {f.what === 'questions' ? m.growth_follow_questions({ count: f.count }) : m.growth_follow_proposals({ count: f.count, decision: decisionWords(f.decision) })}
            </li>
          ))}
          {d.follows.length === 0 && <li className="text-text-muted">{m.growth_follows_none()}</li>}
          {d.unread > 0 && <li className="py-1 text-text-muted">{m.growth_unread({ count: d.unread, name: from })}</li>}
        </ul>
      </Part>
      <div className="sticky bottom-0 flex flex-wrap items-center gap-3 border-t bg-bg py-3">
        <Button variant="primary" busy={busy} disabled={right.may === 'no'} onClick={() => void send()}>
          {right.may === 'propose' ? m.growth_propose() : m.growth_take_it({ name: to })}
        </Button>
        <span className="text-13 text-text-muted">
          {m.growth_sum({ duties: chosen.responsibilities.length, records: chosen.records.length, approvals: chosen.approvals.length })}
          {right.may === 'propose' && ` ${proposes(right)}`}
        </span>
      </div>
    </>
  )
}

interface GroupProps {
  title: string
  rows: readonly DivisionRow[]
  turned: ReadonlySet<string>
  from: string
  to: string
  onSet: (ids: readonly string[], goes: boolean) => void
}

function Group({ title, rows, turned, from, to, onSet }: GroupProps) {
  const link = useLink()
  if (rows.length === 0) return null
  const goes = (r: DivisionRow) => r.goes !== turned.has(r.id)
  const n = rows.filter(goes).length
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">{title}</legend>
      <div className="border-b pb-1">
        <Checkbox label={m.growth_group({ title, n, all: rows.length })} checked={n === rows.length} indeterminate={n > 0 && n < rows.length} onChange={(on) => onSet(rows.map((r) => r.id), on)} />
      </div>
      <ul className="quiet-scroll max-h-120 overflow-y-auto">
        {rows.map((r) => (
          <li key={r.id} className="flex min-h-8 min-w-0 items-center gap-2 text-13">
            <Checkbox hideLabel label={m.growth_goes({ what: r.title, name: to })} checked={goes(r)} onChange={(on) => onSet([r.id], on)} />
            {r.key && <KindIcon kind={r.kind === 'approval' ? 'feature' : r.kind} />}
            {r.key ? (
              <a {...link(recordAddress(r.key))} className="min-w-0 flex-1 truncate rounded hover:underline">
                <span className="keyed mr-1.5 text-12 text-text-faint">{r.key}</span>
                {r.title}
              </a>
            ) : (
              <span className="min-w-0 flex-1 truncate">{r.title}</span>
            )}
            <Badge tone={goes(r) ? 'accent' : 'neutral'}>{goes(r) ? to : from}</Badge>
          </li>
        ))}
      </ul>
    </fieldset>
  )
}
