import { number } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { saySize } from '@/record/refined/words'
import { Part } from '@/record/screen/Screen'
import { cx } from '@/ui/cx'
import { SkeletonRows } from '@/ui/skeleton'
import { ErrorState } from '@/ui/state'

import { useSizes } from './queries'

interface Props {
  product: string
  /** The size that is being talked about. */
  marked?: number
}

/** How past items of each size turned out: the spread of their cycle times. */
export function SizesPanel({ product, marked }: Props) {
  const { sizes, failed, retry } = useSizes(product)
  const known = sizes?.filter((s) => s.estimate !== null) ?? []
  const most = Math.max(1, ...known.map((s) => s.p85))
  return (
    <Part title={m.sizes_title()}>
      {failed && <ErrorState title={m.sizes_failed()} onRetry={retry} />}
      {!sizes && !failed && <SkeletonRows count={3} />}
      {sizes && known.length === 0 && (
        <p className="text-13 text-text-muted">
          {m.sizes_none()} {m.sizes_none_text()}
        </p>
      )}
      {known.length > 0 && (
        <table className="tabular w-full max-w-xl text-13">
          <thead className="text-12 text-text-muted">
            <tr className="text-left">
              <th scope="col" className="w-14 py-1 font-medium">{m.sizes_size()}</th>
              <th scope="col" className="w-14 font-medium">{m.sizes_n()}</th>
              <th scope="col" className="w-24 font-medium">{m.sizes_p50()}</th>
              <th scope="col" className="w-24 font-medium">{m.sizes_p85()}</th>
              <th scope="col" className="font-medium">{m.sizes_range()}</th>
            </tr>
          </thead>
          <tbody>
            {known.map((s) => (
              <tr key={s.estimate} aria-current={s.estimate === marked || undefined} className={cx('border-t', s.estimate === marked && 'bg-bg-selected font-medium')}>
                <th scope="row" className="py-1 pl-1 text-left font-semibold">{saySize(s.estimate!)}</th>
                <td>{s.n}</td>
                <td>{m.sizes_days({ count: number(s.p50) })}</td>
                <td>{m.sizes_days({ count: number(s.p85) })}</td>
                <td>
                  <span className="flex items-center gap-2">
                    <span aria-hidden className="relative hidden h-2 w-32 rounded-full bg-bg-hover sm:block">
                      <span className="absolute inset-y-0 rounded-full bg-accent/35" style={{ left: `${Math.min(100, (s.min / most) * 100)}%`, width: `${Math.max(2, ((s.p85 - s.min) / most) * 100)}%` }} />
                      <span className="absolute -inset-y-0.5 w-0.5 rounded-full bg-accent" style={{ left: `${(s.p50 / most) * 100}%` }} />
                    </span>
                    {m.poker_range({ low: number(s.min), high: m.sizes_days({ count: number(s.max) }) })}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Part>
  )
}
