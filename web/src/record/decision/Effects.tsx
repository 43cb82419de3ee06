import { useState } from 'react'

import { useAsk, useData, useMe, useMember, useRight } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { dayIn, sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { proposes } from '@/record/fields/editor-options'
import { words } from '@/record/fields/fields'
import { labels } from '@/record/fields/labels'
import { useRecordLink } from '@/record/page/opener'
import { tellOutcome } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { useToday } from '@/record/screen/today'
import { Button, IconButton } from '@/ui/button'
import { Checkbox } from '@/ui/input'
import { SectionHeader } from '@/ui/layout'
import { tip } from '@/ui/tooltip'

interface Change {
  seq: number
  at: string
  actor: string | null
  key: string
  kind: string
  title: string
  act: 'create' | 'update' | 'delete'
  diff: Record<string, [unknown, unknown]>
}

interface Answer {
  changes: Change[]
  near: Change[]
}

/** What followed from a decision: rows of the ledger, as far as somebody has named them. */
export function Effects({ record }: { record: Rec }) {
  const data = useData()
  const right = useRight(record, 'changes')
  const [adding, setAdding] = useState(false)
  const { value, status, retry } = useAsk<Answer>(`/decisions/${record.id}/effects`, ['decision', 'link', 'feature', 'story', 'release', 'risk', 'initiative', 'objective'])
  const readOnly = right.may === 'no' || Boolean(record.archivedAt)
  const named = Array.isArray(record.changes) ? (record.changes as number[]) : []
  const keep = (next: number[]) => data.change(record.id, { changes: next })
  if (value && value.changes.length === 0 && (readOnly || value.near.length === 0)) return null
  return (
    <section aria-label={m.daci_effects()}>
      <SectionHeader
        title={m.daci_effects()}
        count={value?.changes.length || undefined}
        actions={
          !readOnly &&
          (value?.near.length ?? 0) > 0 && (
            <Button size="sm" variant="ghost" icon="plus" {...tip(proposes(right))} onClick={() => setAdding(true)}>
              {m.daci_effects_add()}
            </Button>
          )
        }
      />
      {status === 'error' && !value && (
        <Button size="sm" variant="ghost" icon="refresh-cw" onClick={() => void retry()}>
          {m.daci_failed()}
        </Button>
      )}
      {value?.changes.length === 0 && <p className="text-13 text-text-faint">{m.daci_effects_none()}</p>}
      <ul>
        {value?.changes.map((c) => (
          <li key={c.seq} className="flex min-w-0 items-start gap-1 py-1">
            <OneChange change={c} linked />
            {!readOnly && <IconButton size="sm" icon="x" label={m.daci_effects_remove({ key: c.key })} onClick={() => void keep(named.filter((n) => n !== c.seq))} />}
          </li>
        ))}
      </ul>
      {adding && value && <AddChanges near={value.near} onClose={() => setAdding(false)} onAdd={async (more) => tellOutcome(await keep([...named, ...more])) && setAdding(false)} />}
    </section>
  )
}

/** A change in a line: what, of which record, who, when. */
function OneChange({ change: c, linked }: { change: Change; linked?: boolean }) {
  const who = useMember(c.actor)
  const link = useRecordLink()
  const today = useToday()
  const { zone } = useMe().workspace
  return (
    <span className="min-w-0 flex-1 text-13">
      {linked ? (
        <a {...link(c.key)} className="rounded hover:underline">
          <span className="keyed text-text-faint">{c.key}</span> {c.title}
        </a>
      ) : (
        <>
          <span className="keyed text-text-faint">{c.key}</span> {c.title}
        </>
      )}
      <span className="block text-12 wrap-anywhere text-text-muted">
        {saidOf(c)} · {who?.name} · {sayDay(dayIn(c.at, zone), today)}
      </span>
    </span>
  )
}

const quiet = new Set(['category', 'updatedAt', 'rank', 'doneAt'])
const short = (value: unknown): string => {
  const said = value === null || value === '' || value === undefined ? '–' : typeof value === 'object' ? JSON.stringify(value) : String(value)
  return said.length > 60 ? `${said.slice(0, 57)}…` : said
}

/** "Horizon: later → now, Ends: – → 2026-05-01". */
function saidOf(c: Change): string {
  if (c.act !== 'update') return c.act === 'create' ? m.daci_effects_made() : m.daci_effects_archived()
  return Object.entries(c.diff)
    .filter(([field]) => !quiet.has(field))
    .slice(0, 4)
    .map(([field, [was, is]]) => m.daci_effects_change({ field: labels[field]?.() ?? words(field), was: short(was), is: short(is) }))
    .join(', ')
}

function AddChanges({ near, onAdd, onClose }: { near: readonly Change[]; onAdd: (seqs: number[]) => Promise<unknown>; onClose: () => void }) {
  const [picked, setPicked] = useState<number[]>([])
  return (
    <Ask title={m.daci_effects_add()} text={m.daci_effects_text()} action={m.daci_effects_add()} ready={picked.length > 0} onSend={() => onAdd(picked)} onClose={onClose}>
      <ul className="quiet-scroll max-h-80 overflow-y-auto">
        {near.map((c) => (
          <li key={c.seq} className="flex items-start gap-2 py-1">
            <Checkbox hideLabel label={`${c.key} ${saidOf(c)}`} checked={picked.includes(c.seq)} onChange={(on) => setPicked(on ? [...picked, c.seq] : picked.filter((n) => n !== c.seq))} />
            <OneChange change={c} />
          </li>
        ))}
      </ul>
    </Ask>
  )
}
