import { useData, useRight } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { ulid } from '@/lib/ulid'
import { m } from '@/locales/gen/messages.js'
import { proposes } from '@/record/fields/editor-options'
import { IconButton } from '@/ui/button'
import { SectionHeader } from '@/ui/layout'
import { Select } from '@/ui/select'

import { KeptText } from '../page/KeptText'

interface Assumption {
  id: string
  text: string
  type: string
  test: string
  result: string
}

const types = ['desirability', 'viability', 'feasibility', 'usability', 'ethical'] as const
const typeNames: Record<string, () => string> = { desirability: m.bets_desirability, viability: m.bets_viability, feasibility: m.bets_feasibility, usability: m.bets_usability, ethical: m.bets_ethical }
const results: Record<string, () => string> = { open: m.bets_untested, holds: m.bets_holds, fails: m.bets_fails }

/** What has to be true for a feature to work, and how one finds out. */
export function Assumptions({ record }: { record: Rec }) {
  const data = useData()
  const right = useRight(record, 'assumptions')
  const list = Array.isArray(record.assumptions) ? (record.assumptions as Assumption[]) : []
  const readOnly = right.may === 'no' || Boolean(record.archivedAt)
  const keep = (next: Assumption[]) => data.change(record.id, { assumptions: next })
  const change = (id: string, of: Partial<Assumption>) => keep(list.map((a) => (a.id === id ? { ...a, ...of } : a)))
  const add = (text: string) => keep([...list, { id: ulid().toLowerCase(), text, type: 'desirability', test: '', result: '' }])
  if (readOnly && list.length === 0) return null
  return (
    <section aria-label={m.bets_assumptions()}>
      <SectionHeader level={3} title={m.bets_assumptions()} count={list.length || undefined} />
      <ul className="flex flex-col gap-1">
        {list.map((a) => (
          <li key={a.id} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-2 border-b border-line py-1">
            <KeptText label={m.bets_assumption()} value={a.text} placeholder="" required readOnly={readOnly} proposes={proposes(right)} onCommit={(text) => change(a.id, { text })} className="px-1 text-13" />
            <span className="flex flex-wrap items-center gap-1">
              <Select bare size="sm" label={m.bets_assumption_type({ text: a.text })} value={a.type} disabled={readOnly} onChange={(type) => void change(a.id, { type })} options={types.map((value) => ({ value, label: typeNames[value]!() }))} />
              <Select bare size="sm" label={m.bets_assumption_result({ text: a.text })} value={a.result || 'open'} disabled={readOnly} onChange={(r) => void change(a.id, { result: r === 'open' ? '' : r })} options={Object.keys(results).map((value) => ({ value, label: results[value]!() }))} />
              {!readOnly && <IconButton size="sm" icon="x" label={m.bets_assumption_remove({ text: a.text })} onClick={() => void keep(list.filter((x) => x.id !== a.id))} />}
            </span>
            <KeptText label={m.bets_test()} value={a.test} placeholder={m.bets_test_empty()} readOnly={readOnly} proposes={proposes(right)} onCommit={(test) => change(a.id, { test })} className="min-h-6 px-1 py-1 text-12 text-text-muted" />
          </li>
        ))}
      </ul>
      {!readOnly && <KeptText key={list.length} label={m.bets_assumption()} value="" placeholder={m.bets_assumption_add()} proposes={proposes(right)} onCommit={add} className="px-1 py-0.5 text-13" />}
    </section>
  )
}
