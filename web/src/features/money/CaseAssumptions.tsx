import { m } from '@/locales/gen/messages.js'
import type { CaseShown } from '@/record/case/cases'
import { KeptText } from '@/record/page/KeptText'
import { Part } from '@/record/screen/Screen'
import { IconButton } from '@/ui/button'
import { Select } from '@/ui/select'

interface CaseAssumptionsProps {
  c: CaseShown
  readOnly: boolean
  onChange: (all: CaseShown['assumptions']) => Promise<unknown>
}

const results: Record<string, () => string> = { open: m.bets_untested, holds: m.bets_holds, fails: m.bets_fails }

/** What a case rests on, in words, and what became of it. */
export function CaseAssumptions({ c, readOnly, onChange }: CaseAssumptionsProps) {
  const all = c.assumptions
  const keep = (next: CaseShown['assumptions']) => void onChange(next)
  const put = (n: number, of: Partial<(typeof all)[number]>) => keep(all.map((a, i) => (i === n ? { ...a, ...of } : a)))
  return (
    <Part title={m.cases_assumptions()} note={all.length || undefined}>
      {all.length === 0 && readOnly && <p className="text-13 text-text-muted">{m.cases_assumptions_none()}</p>}
      <ul className="flex flex-col">
        {all.map((a, n) => (
          <li key={a.text} className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-2 border-b py-1">
            <KeptText label={m.bets_assumption()} value={a.text} placeholder="" required readOnly={readOnly} onCommit={(text) => put(n, { text })} className="px-1 text-13" />
            <Select bare size="sm" label={m.bets_assumption_result({ text: a.text })} value={a.result || 'open'} disabled={readOnly} onChange={(r) => put(n, { result: r === 'open' ? '' : r })} options={Object.keys(results).map((value) => ({ value, label: results[value]!() }))} />
            {!readOnly && <IconButton size="sm" icon="x" label={m.bets_assumption_remove({ text: a.text })} onClick={() => keep(all.filter((_, i) => i !== n))} />}
          </li>
        ))}
      </ul>
      {!readOnly && <KeptText key={all.length} label={m.bets_assumption()} value="" placeholder={m.bets_assumption_add()} onCommit={(text) => keep([...all, { text, result: '' }])} className="px-1 py-1 text-13" />}
    </Part>
  )
}
