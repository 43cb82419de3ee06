/** Business cases side by side, and one of them in full. */
import { useState } from 'react'

import { address } from '@/data/client'
import { useAsk, useRecord } from '@/data/hooks'
import { money } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { caseKinds, sayChance, sayPayback, sayRange, sayYield, share1, type CaseRow } from '@/record/case/cases'
import { MakeCase } from '@/record/case/MakeCase'
import { useLink, screenAddress } from '@/record/screen/address'
import { useMay } from '@/record/screen/may'
import { useAddressed } from '@/record/screen/shown'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { KindIcon } from '@/ui/icon'
import { Skeleton } from '@/ui/skeleton'
import { EmptyState } from '@/ui/state'

import { About } from './About'
import { CaseView } from './CaseView'
import { RangeBar } from './RangeBar'
import { Refused } from './Refused'

export function CasesView({ product }: { product: string }) {
  const [shown, setShown] = useAddressed('case')
  if (shown) return <CaseView key={shown} id={shown} product={product} onShow={setShown} />
  return <CaseTable product={product} onShow={setShown} />
}

const cell = 'tabular pl-3 text-right whitespace-nowrap'
/** What a narrow screen leaves to the case itself: its name, worth and chance have the room. */
const wideOnly = 'max-md:hidden'

function CaseTable({ product, onShow }: { product: string; onShow: (id: string) => void }) {
  const link = useLink()
  const [at, setAt] = useAddressed('at')
  const [making, setMaking] = useState(false)
  const about = useRecord(at ?? product)
  const may = useMay('budget.set', product)
  const { value, error, retry } = useAsk<{ items: CaseRow[]; more: boolean }>(address('/cases', { product }), caseKinds)
  if (!value) return error ? <Refused error={error} retry={retry} /> : <Skeleton width="100%" height={300} />
  const ends = value.items.flatMap((c) => [c.figures.range?.low, c.figures.range?.high, c.figures.npv].filter((n) => typeof n === 'number'))
  const make = may.may !== 'no' && (
    <span className="flex flex-wrap items-center gap-2">
      <About product={product} value={at ?? product} onChange={(key) => setAt(key === product ? undefined : key)} />
      <Button icon="plus" disabled={!about} onClick={() => setMaking(true)}>
        {m.cases_make()}
      </Button>
    </span>
  )
  return (
    <div className="flex flex-col gap-3 px-4 py-4">
      {value.items.length === 0 ? (
        <EmptyState icon="scale" title={m.cases_none()} text={m.cases_none_text()} action={make} />
      ) : (
        <>
          <div className="flex flex-wrap items-center gap-3">{make}</div>
          <div tabIndex={0} role="region" aria-label={m.cases_table()} className="quiet-scroll overflow-x-auto rounded">
            <table className="w-full border-collapse text-left text-13">
              <caption className="sr-only">{m.cases_table()}</caption>
              <thead>
                <tr className="h-8 border-b text-12 text-text-muted [&>th]:font-medium [&>th]:whitespace-nowrap">
                  <th scope="col">{m.cases_case()}</th>
                  <th scope="col" className={cx('text-right', wideOnly)}>
                    {m.cases_cost()}
                  </th>
                  <th scope="col" className={cx('pl-3 text-right', wideOnly)}>
                    {m.cases_gain()}
                  </th>
                  <th scope="col" className="pl-3 text-right">
                    {m.cases_npv()}
                  </th>
                  <th scope="col" className={cx('min-w-48 pl-4', wideOnly)}>
                    {m.cases_range()}
                  </th>
                  <th scope="col" className="pl-3 text-right">
                    {m.cases_chance_head()}
                  </th>
                  <th scope="col" className={cx('pl-3 text-right', wideOnly)}>
                    {m.cases_irr()}
                  </th>
                  <th scope="col" className={cx('pl-3 text-right', wideOnly)}>
                    {m.cases_roi()}
                  </th>
                  <th scope="col" className={cx('pl-3 text-right', wideOnly)}>
                    {m.cases_payback()}
                  </th>
                </tr>
              </thead>
              <tbody>
                {value.items.map((c) => (
                  <tr key={c.id} className="border-b last:border-b-0 hover:bg-bg-hover">
                    <th scope="row" className="w-full max-w-0 min-w-40 py-1.5 font-normal md:min-w-56">
                      <a {...link(screenAddress(product, 'money', { view: 'cases', case: c.id }))} className="block rounded">
                        <span className="block font-medium break-words">{c.name}</span>
                        <span className="flex min-w-0 items-center gap-1.5 text-12 text-text-muted">
                          <KindIcon kind={c.kind} size={12} />
                          <span className="keyed shrink-0">{c.key}</span>
                          <span className="truncate">{c.title}</span>
                        </span>
                      </a>
                    </th>
                    <td className={cx(cell, wideOnly)}>{money(c.figures.cost, c.currency)}</td>
                    <td className={cx(cell, wideOnly)}>{money(c.figures.gain, c.currency)}</td>
                    <td className={cx(cell, 'font-medium', (c.figures.npv ?? 0) < 0 && 'text-red-text')}>{money(c.figures.npv, c.currency)}</td>
                    <td className={cx('pl-4', wideOnly)} title={sayRange(c.figures, c.currency)}>
                      {c.figures.range ? <RangeBar low={c.figures.range.low} mid={c.figures.range.mid} high={c.figures.range.high} from={Math.min(0, ...ends)} to={Math.max(0, ...ends)} label={sayRange(c.figures, c.currency)} /> : <span className="text-text-faint">{m.cases_exact()}</span>}
                    </td>
                    <td className={cell}>{sayChance(c.figures)}</td>
                    <td className={cx(cell, wideOnly)}>{sayYield(c.figures)}</td>
                    <td className={cx(cell, wideOnly)}>{share1(c.figures.roi)}</td>
                    <td className={cx(cell, wideOnly)}>{sayPayback(c.figures)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {value.more && <p className="text-12 text-text-muted">{m.cases_more()}</p>}
          <p className="max-w-3xl text-12 text-text-muted">{m.cases_table_help()}</p>
        </>
      )}
      {making && about && <MakeCase about={about} onClose={() => setMaking(false)} onMade={onShow} />}
    </div>
  )
}
