import { useState } from 'react'

import type { Rec } from '@/data/types'
import { sayAge } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { type CriterionTests, outcomeIcons, outcomeNames, useTests } from '@/record/verdict/tests'
import { Button } from '@/ui/button'
import { Icon } from '@/ui/icon'
import { SectionHeader } from '@/ui/layout'
import { tip } from '@/ui/tooltip'

/** What tests say of an item: the latest run of each criterion, and those before. */
export function ItemTests({ record }: { record: Rec }) {
  const asked = useTests(record.id)
  const [open, setOpen] = useState<string>()
  if (asked.status === 'error') return <Button size="sm" variant="ghost" icon="refresh-cw" onClick={asked.retry}>{m.accept_tests_failed()}</Button>
  const tests = asked.value
  // Where nobody sends reports, the page says nothing of them.
  if (!tests || tests.runs.length === 0) return null
  const run = tests.runs[0]!
  const name = m.accept_tests_run({ name: run.name || m.accept_tests_unnamed(), age: sayAge(run.ranAt) })
  return (
    <section aria-label={m.accept_tests()}>
      <SectionHeader
        title={m.accept_tests()}
        actions={
          run.url ? (
            <a href={run.url} target="_blank" rel="noreferrer noopener" className="text-12 text-text-muted hover:underline">
              {name}
            </a>
          ) : (
            <span className="text-12 text-text-muted">{name}</span>
          )
        }
      />
      <ul>
        {tests.criteria.map((c) => (
          <Line key={c.criterion} tests={c} open={open === c.criterion} onOpen={() => setOpen(open === c.criterion ? undefined : c.criterion)} />
        ))}
      </ul>
    </section>
  )
}

function Line({ tests: c, open, onOpen }: { tests: CriterionTests; open: boolean; onOpen: () => void }) {
  const look = outcomeIcons[c.outcome]
  const text = c.text || m.accept_tests_whole()
  return (
    <li className="py-0.5">
      <button type="button" aria-expanded={open} disabled={!c.outcome} onClick={onOpen} className="-mx-2 flex min-h-8 w-full items-center gap-2 rounded px-2 text-left hover:bg-bg-hover disabled:hover:bg-transparent">
        <Icon name={look?.icon ?? 'circle'} size={14} className={look?.tone ?? 'text-text-faint'} label={c.outcome ? outcomeNames[c.outcome]!() : m.accept_tests_never()} />
        <span className="min-w-0 flex-1 truncate">{text}</span>
        {!c.outcome && <span className="text-12 text-text-faint">{m.accept_tests_never()}</span>}
        <History tests={c} />
      </button>
      {open && (
        <ul className="mb-2 ml-6 border-l pl-3">
          {c.cases.map((t) => (
            <li key={`${t.test} ${t.outcome}`} className="py-1 text-12">
              <span className="flex items-center gap-1.5">
                <Icon name={outcomeIcons[t.outcome]?.icon ?? 'circle'} size={12} className={outcomeIcons[t.outcome]?.tone} label={outcomeNames[t.outcome]?.()} />
                <span className="min-w-0 wrap-anywhere">{t.test}</span>
              </span>
              {t.message && <pre className="mt-1 max-h-40 overflow-auto rounded bg-bg-sunken p-2 whitespace-pre-wrap">{t.message}</pre>}
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

/** The runs before, the latest at the right. */
function History({ tests: c }: { tests: CriterionTests }) {
  const runs = c.history.slice(0, 12)
  if (runs.length < 2) return null
  const said = m.accept_tests_history({ count: c.history.length, words: runs.map((r) => outcomeNames[r.outcome]?.() ?? r.outcome).join(', ') })
  return (
    <span role="img" aria-label={said} {...tip(said)} className="flex shrink-0 items-center gap-0.5">
      {runs.toReversed().map((r) => (
        <span key={r.run} className={r.outcome === 'passed' ? 'h-3 w-1 rounded-full bg-green' : r.outcome === 'failed' ? 'h-3 w-1 rounded-full bg-red' : 'h-1.5 w-1 rounded-full bg-line-strong'} />
      ))}
    </span>
  )
}
