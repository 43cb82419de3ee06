import { minorOf, typed } from '@/lib/amount'
import { number } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { sayCount, type CaseShown, type UnitGround } from '@/record/case/cases'
import { Part } from '@/record/screen/Screen'
import { EditableText } from '@/ui/cell'
import { toast } from '@/ui/toast'

interface CaseUnitsProps {
  c: CaseShown
  readOnly: boolean
  onChange: (units: UnitGround) => Promise<unknown>
}

type Sort = 'money' | 'number' | 'share'
const told: { name: keyof UnitGround; label: () => string; sort: Sort }[] = [
  { name: 'fixed', label: m.cases_fixed, sort: 'money' },
  { name: 'price', label: m.cases_price, sort: 'money' },
  { name: 'variable', label: m.cases_variable, sort: 'money' },
  { name: 'spend', label: m.cases_spend, sort: 'money' },
  { name: 'customers', label: m.cases_customers, sort: 'number' },
  { name: 'arpa', label: m.cases_arpa, sort: 'money' },
  { name: 'margin', label: m.cases_margin, sort: 'share' },
  { name: 'churn', label: m.cases_churn, sort: 'share' },
]

/** What one unit and one customer bring, and what that is worked out from. */
export function CaseUnits({ c, readOnly, onChange }: CaseUnitsProps) {
  const ground = Object.fromEntries(told.map(({ name }) => [name, c[name]])) as unknown as UnitGround
  const shown = (name: keyof UnitGround, sort: Sort) => (c[name] === null ? '' : sort === 'money' ? typed(c[name], c.currency) : String(sort === 'share' ? Math.round(c[name] * 1e6) / 1e4 : c[name]))
  const keep = (name: keyof UnitGround, sort: Sort, text: string) => {
    const said = sort === 'money' ? minorOf(text, c.currency) : text.trim() === '' ? null : Number(text.replace(',', '.').replace('%', ''))
    if (said === undefined || Number.isNaN(said)) return toast({ text: m.cases_no_number({ text }), tone: 'red' })
    void onChange({ ...ground, [name]: said !== null && sort === 'share' ? said / 100 : said })
  }
  const u = c.units
  const minor = (n: number | null) => (n === null ? '–' : `${typed(Math.round(n), c.currency)} ${c.currency}`)
  const results = [
    { name: m.cases_break_even(), value: u.breakUnits === null ? '–' : number(u.breakUnits) },
    { name: m.cases_contributed(), value: minor(u.contributed) },
    { name: 'CAC', value: minor(u.cac) },
    { name: 'LTV', value: minor(u.ltv) },
    { name: 'LTV : CAC', value: u.ratio === null ? '–' : number(u.ratio) },
    { name: m.cases_cac_payback(), value: u.cacPayback === null ? '–' : sayCount(m.cases_months, u.cacPayback) },
  ]
  return (
    <Part title={m.cases_units()}>
      <div className="grid gap-x-8 gap-y-3 *:min-w-0 sm:grid-cols-2">
        <dl>
          {told.map(({ name, label, sort }) => (
            <div key={name} className="grid h-8 grid-cols-[minmax(0,1fr)_7rem] items-center gap-2 border-b">
              <dt className="truncate text-12 text-text-muted" title={label()}>
                {label()}
              </dt>
              <dd className="tabular text-right">
                <EditableText label={label()} value={shown(name, sort)} placeholder="–" readOnly={readOnly} onCommit={(text) => keep(name, sort, text)} className="text-right *:ml-auto" />
              </dd>
            </div>
          ))}
        </dl>
        <dl aria-label={m.cases_units_results()}>
          {results.map((r) => (
            <div key={r.name} className="grid h-8 grid-cols-[minmax(0,1fr)_auto] items-center gap-2 border-b">
              <dt className="truncate text-12 text-text-muted">{r.name}</dt>
              <dd className="tabular font-medium">{r.value}</dd>
            </div>
          ))}
        </dl>
      </div>
      {u.notScored.map((why) => (
        <p key={why} className="pt-1 text-12 text-amber-text">
              {why}
            </p>
          ))}
    </Part>
  )
}
