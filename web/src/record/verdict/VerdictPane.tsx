import { useRef, useState } from 'react'

import { useRecordState } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { criteriaIn } from '@/record/page/criteria'
import { useAct } from '@/record/screen/act'
import { recordAddress, useLink } from '@/record/screen/address'
import { screenKeys } from '@/record/screen/keys'
import { useMay } from '@/record/screen/may'
import { Definition } from '@/record/story/Definition'
import { StateBadge } from '@/ui/badge'
import { Button } from '@/ui/button'
import { KindIcon } from '@/ui/icon'
import { ScrollArea } from '@/ui/layout'
import { Markdown } from '@/ui/markdown'
import { SkeletonRows } from '@/ui/skeleton'
import { ErrorState } from '@/ui/state'

import { CriterionLine } from './CriterionLine'
import { Delivers, EarlierVerdicts } from './Ground'
import { Reject } from './Reject'
import { useTests } from './tests'
import { firstReason, resultsOf, standing, turned, type Found } from './verdict'

/** One element for two that want to know it. */
const both =
  (kept: { current: HTMLElement | null }, then: (e: Element) => void | (() => void)) =>
  (e: HTMLElement | null): (() => void) | undefined => {
    kept.current = e
    const off = e ? then(e) : undefined
    return off ?? undefined
  }

interface VerdictPaneProps {
  id: string
  onSettled: () => void
}

/** One item: what was wanted, criterion by criterion, and the verdict on it. */
export function VerdictPane({ id, onSettled }: VerdictPaneProps) {
  const { record: r, status, error } = useRecordState(id)
  const right = useMay('work.accept', r?.product)
  const [found, setFound] = useState<Found>({})
  const [rejecting, setRejecting] = useState(false)
  const [busy, setBusy] = useState(false)
  const last = useRef<string>(undefined)
  const pane = useRef<HTMLElement>(null)
  const tests = useTests(id).value
  const act = useAct()
  const link = useLink()
  if (!r) return status === 'loading' ? <SkeletonRows count={4} /> : <ErrorState title={m.screens_record_gone()} text={error?.detail} />
  const criteria = criteriaIn(r.criteria)
  const now = standing(criteria, found)
  const settle = async (verb: 'accept' | 'reject', body: object) => {
    setBusy(true)
    const said = verb === 'accept' ? m.screens_accepted({ key: r.key }) : m.screens_rejected({ key: r.key })
    const done = await act('POST', `/items/${id}/${verb}`, { results: resultsOf(criteria, found), ...body }, said)
    setBusy(false)
    if (done) onSettled()
    return done !== undefined
  }
  const accept = () => now.acceptable && !busy && void settle('accept', {})
  const keys: Record<string, () => void> = { y: accept, r: () => setRejecting(true), a: () => setFound(Object.fromEntries(criteria.map((c) => [c.id, { ...found[c.id], met: true }]))) }
  for (const [i, c] of criteria.slice(0, 9).entries())
    keys[String(i + 1)] = () => {
      last.current = c.id
      setFound(turned(found, c.id))
    }
  // The words for the criterion that was turned last, else for the first that has a place for them.
  keys.e = () => {
    const all = [...(pane.current?.querySelectorAll<HTMLElement>('[data-evidence]') ?? [])]
    const at = all.find((x) => x.dataset.evidence === last.current) ?? all[0]
    at?.focus()
  }
  return (
    <section ref={both(pane, screenKeys(right.may === 'no' ? {} : keys))} aria-label={r.title} className="flex min-h-0 min-w-0 flex-1 flex-col">
      <ScrollArea className="flex-1">
        <div className="mx-auto flex w-full max-w-3xl flex-col gap-4 px-6 py-5">
          <header className="flex flex-col gap-1">
            <span className="flex items-center gap-2 text-text-muted">
              <KindIcon kind={r.kind} />
              <a {...link(recordAddress(r.key))} className="keyed rounded hover:underline">
                {r.key}
              </a>
              <StateBadge state={r.state} category={r.category} />
            </span>
            <h2 className="text-20 font-semibold">{r.title}</h2>
            {Boolean(r.iWant) && <p className="text-14 text-text-muted">{m.screens_statement({ who: String(r.asA), what: String(r.iWant), why: String(r.soThat) })}</p>}
          </header>
          <Delivers id={id} />
          {r.body && <Markdown text={r.body} dense />}
          <EarlierVerdicts item={r} />
          <section aria-label={m.screens_criteria()}>
            <h3 className="pb-1 text-13 font-semibold">{m.screens_criteria()}</h3>
            {criteria.length === 0 && <p className="text-text-muted">{m.screens_criteria_none()}</p>}
            <ol>
              {criteria.map((c, i) => (
                <CriterionLine
                  key={c.id}
                  item={id}
                  nth={i + 1}
                  criterion={c}
                  found={found[c.id]}
                  tests={tests?.criteria.find((t) => t.criterion === c.id)}
                  onMet={(met) => setFound({ ...found, [c.id]: { ...found[c.id], met } })}
                  onEvidence={(evidence) => setFound({ ...found, [c.id]: { ...found[c.id], evidence } })}
                  onProofs={(proofs) => setFound((was) => ({ ...was, [c.id]: { ...was[c.id], proofs } }))}
                />
              ))}
            </ol>
          </section>
          {criteria.length > 0 && right.may !== 'no' && <p className="text-12 text-text-faint max-md:hidden">{m.accept_keys()}</p>}
          <Definition record={r} list="done" />
        </div>
      </ScrollArea>
      {right.may !== 'no' && (
        <footer className="flex shrink-0 flex-wrap items-center gap-2 border-t px-6 py-2.5">
          <Button variant="primary" icon="badge-check" kbd="Y" busy={busy} disabled={!now.acceptable} title={now.acceptable ? undefined : m.screens_accept_why({ count: now.open + now.failed.length })} onClick={accept}>
            {m.screens_accept()}
          </Button>
          <Button icon="rotate-ccw" kbd="R" onClick={() => setRejecting(true)}>
            {m.screens_reject()}
          </Button>
          {right.may === 'propose' && <span className="text-12 text-blue-text">{m.screens_proposes_to({ who: right.decides?.join(', ') ?? '' })}</span>}
          <span className="ml-auto text-12 text-text-muted">{criteria.length > 0 && (now.open > 0 ? m.screens_criteria_open({ count: now.open }) : m.screens_criteria_seen())}</span>
        </footer>
      )}
      {rejecting && <Reject title={r.title} reason={firstReason(criteria, found)} kind={now.failed.length > 0 ? 'criterion' : 'defect'} onClose={() => setRejecting(false)} onReject={(reasonKind, reason) => settle('reject', { reasonKind, reason })} />}
    </section>
  )
}
