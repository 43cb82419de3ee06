/** Rates of exchange, one in a row, digits under digits. */
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { useToday } from '@/record/screen/today'
import { IconButton } from '@/ui/button'

import type { Exchange } from './answers'

interface RateTableProps<R> {
  label: string
  rates: readonly R[]
  /** Left out where nobody may take one away, or none is to be. */
  onRemove?: ((rate: R) => void) | undefined
}

const digits = new Intl.NumberFormat(undefined, { minimumFractionDigits: 4, maximumFractionDigits: 6 })

export function RateTable<R extends Omit<Exchange, 'id'>>({ label, rates, onRemove }: RateTableProps<R>) {
  const today = useToday()
  return (
    <table className="w-full border-collapse text-left text-13">
      <caption className="sr-only">{label}</caption>
      <thead>
        <tr className="h-8 border-b text-12 text-text-muted [&>th]:font-medium [&>th]:whitespace-nowrap">
          <th scope="col">{m.money_since_head()}</th>
          <th scope="col" className="pl-3">
            {m.money_rate_one()}
          </th>
          <th scope="col" className="pl-3 text-right">
            {m.money_rate_worth()}
          </th>
          <th scope="col" className="w-full pl-4">
            {m.money_exchange_source()}
          </th>
          {onRemove && <td />}
        </tr>
      </thead>
      <tbody>
        {rates.map((r) => (
          <tr key={`${r.from} ${r.to} ${r.on}`} className="h-9 border-b last:border-b-0 hover:bg-bg-hover">
            <th scope="row" className="tabular font-normal whitespace-nowrap text-text-muted">
              {sayDay(r.on, today)}
            </th>
            <td className="tabular pl-3 whitespace-nowrap">1 {r.from}</td>
            <td className="tabular pl-3 text-right font-medium whitespace-nowrap text-text">
              {digits.format(r.rate)} {r.to}
            </td>
            <td className="w-full max-w-0 min-w-24 truncate pl-4 text-text-muted" title={r.source}>
              {r.source}
            </td>
            {onRemove && (
              <td className="text-right">
                <IconButton icon="x" size="sm" variant="ghost" label={m.money_exchange_remove({ from: r.from, to: r.to, day: sayDay(r.on, today) })} onClick={() => onRemove(r)} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
