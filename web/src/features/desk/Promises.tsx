import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { type Promised, standingOf, usePromises } from '@/record/promise/promise'
import { recordAddress, screenAddress, useLink } from '@/record/screen/address'
import { AllOf, Failed, Waiting } from '@/record/screen/PartStates'
import { Part } from '@/record/screen/Screen'
import { useToday } from '@/record/screen/today'
import { Badge } from '@/ui/badge'
import { cx } from '@/ui/cx'

const most = 3

/** What was promised: what is at risk first, then what is next. */
export function Promises({ product }: { product: string }) {
  const link = useLink()
  const { value, error, retry } = usePromises({ product })
  const items = value?.items.toSorted(worstFirst) ?? []
  const to = screenAddress(product, 'promises')
  return (
    <Part title={m.promise_desk()} note={items.length > 0 ? <AllOf count={items.length} to={to} /> : undefined}>
      {!value && (error ? <Failed text={error.detail} onRetry={retry} /> : <Waiting rows={3} />)}
      {value && items.length === 0 && <p className="py-1.5 text-text-muted">{m.promise_desk_none()}</p>}
      {items.slice(0, most).map((p) => (
        <Promise key={p.id} promise={p} />
      ))}
      {items.length > most && (
        <a {...link(to)} className="flex h-7 items-center rounded text-12 text-text-muted hover:text-text hover:underline">
          {m.desk_and_more({ count: items.length - most })}
        </a>
      )}
    </Part>
  )
}

function Promise({ promise: p }: { promise: Promised }) {
  const link = useLink()
  const today = useToday()
  const { text, tone, icon } = standingOf(p)
  return (
    <a {...link(recordAddress(p.key))} className="-mx-2 flex h-8 min-w-0 items-center gap-2 rounded px-2 hover:bg-bg-hover">
      <span className="min-w-0 flex-1 truncate">{p.title}</span>
      <span className="max-w-20 min-w-0 shrink-2 truncate text-12 text-text-muted">{p.toAccount?.title ?? p.toContact?.title}</span>
      <Badge tone={tone} icon={icon}>
        {text}
      </Badge>
      <span className={cx('tabular shrink-0 text-12', p.standing === 'overdue' ? 'text-red-text' : 'text-text-faint')}>{sayDay(p.dueOn, today)}</span>
    </a>
  )
}

const worstFirst = (a: Promised, b: Promised) => Number(b.atRisk) - Number(a.atRisk) || a.dueOn.localeCompare(b.dueOn)
