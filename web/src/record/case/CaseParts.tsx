/** The business cases of a feature, initiative, product or release, on its page. */
import { useState } from 'react'

import { address } from '@/data/client'
import { useAsk, useRecord } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { money } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { screenAddress, useGo, useLink } from '@/record/screen/address'
import { useMay } from '@/record/screen/may'
import { Badge } from '@/ui/badge'
import { Button } from '@/ui/button'
import { SectionHeader } from '@/ui/layout'

import { caseKinds, sayChance, sayPayback, sayRange, sayYield, type CaseRow } from './cases'
import { MakeCase } from './MakeCase'

export function CaseParts({ record }: { record: Rec }) {
  const { value, error, retry } = useAsk<{ items: CaseRow[] }>(address('/cases', { record: record.id }), caseKinds)
  const home = useRecord(record.kind === 'product' ? record.id : (record.product ?? undefined))
  const [making, setMaking] = useState(false)
  const may = useMay('budget.set', record.product)
  const link = useLink()
  const go = useGo()
  if (error?.status === 403 || !home) return null // money is not for everybody, and then nothing is said of it
  const to = (id: string) => screenAddress(home.key, 'money', { view: 'cases', case: id })
  const lines = screenAddress(home.key, 'money', { view: 'lines', at: record.id === home.id ? undefined : record.key })
  return (
    <section aria-label={m.cases_title()} className="flex flex-col gap-2">
      <SectionHeader
        title={m.cases_title()}
        count={value?.items.length || undefined}
        actions={
          <>
            <Button size="sm" icon="coins" variant="ghost" onClick={() => go(lines)}>
              {m.money_title()}
            </Button>
            {may.may !== 'no' && !record.archivedAt && (
              <Button size="sm" icon="plus" variant="ghost" onClick={() => setMaking(true)}>
                {m.cases_make()}
              </Button>
            )}
          </>
        }
      />
      {error && (
        <Button size="sm" variant="ghost" icon="refresh-cw" onClick={retry}>
          {m.cases_failed()}
        </Button>
      )}
      {value?.items.length === 0 && <p className="text-13 text-text-muted">{m.cases_none_here()}</p>}
      <ul className="flex flex-col">
        {value?.items.map((c) => (
          <li key={c.id} className="border-b last:border-b-0">
            <a {...link(to(c.id))} className="-mx-2 flex flex-wrap items-center gap-x-4 gap-y-0.5 rounded px-2 py-1.5 hover:bg-bg-hover">
              <span className="min-w-32 flex-1 truncate font-medium">{c.name}</span>
              <span className="tabular">{c.figures.npv === null ? m.cases_empty_short() : m.cases_worth({ money: money(c.figures.npv, c.currency) })}</span>
              {c.figures.range && (
                <Badge tone={c.figures.range.chance >= 0.5 ? 'green' : 'amber'}>
                  {m.cases_chance({ share: sayChance(c.figures) })}
                </Badge>
              )}
              <span className="w-full text-12 text-text-muted">
                {[sayRange(c.figures, c.currency), m.cases_yield_is({ yield: sayYield(c.figures) }), m.cases_payback_is({ payback: sayPayback(c.figures) }), m.cases_version({ number: c.number })].filter(Boolean).join(' · ')}
              </span>
            </a>
          </li>
        ))}
      </ul>
      {making && <MakeCase about={record} onClose={() => setMaking(false)} onMade={(id) => go(to(id))} />}
    </section>
  )
}
