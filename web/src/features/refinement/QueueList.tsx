import { Fragment } from 'react'

import type { AskState } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { saySize } from '@/record/refined/words'
import { recordAddress, useLink } from '@/record/screen/address'
import { missingName } from '@/record/story/rules'
import { IconButton } from '@/ui/button'
import { Badge } from '@/ui/badge'
import { Icon, KindIcon } from '@/ui/icon'
import { SkeletonRows } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'
import { tip } from '@/ui/tooltip'

import type { Queue, QueueItem } from './queries'

interface Props {
  product: string
  queue: AskState<Queue>
  /** Beside the table there is little room. */
  narrow: boolean
  /** Items that stand on the agenda already. */
  skip?: ReadonlySet<string>
  onTurn?: (id: string) => void
}

/** What is not ready and why: the next sprint, then the backlog from the top. */
export function QueueList({ queue, narrow, skip, onTurn }: Props) {
  const { value } = queue
  if (!value) return queue.status === 'error' ? <ErrorState title={m.refine_queue_failed()} text={queue.error?.detail} onRetry={queue.retry} /> : <SkeletonRows />
  const items = value.items.filter((i) => !skip?.has(i.id))
  if (items.length === 0) return <EmptyState icon="circle-check" title={m.refine_queue_empty()} text={m.refine_queue_empty_text()} />
  return (
    <section aria-label={m.refine_queue()} className="px-4 py-2">
      <h2 className="flex h-8 items-center gap-1.5 text-13 font-semibold">
        {m.refine_queue()}
        <span className="text-text-faint" {...tip(m.refine_queue_why())}>
          <Icon name="info" size={14} label={m.refine_queue_why()} />
        </span>
      </h2>
      <ul>
        {items.map((i, n) => (
          <Fragment key={i.id}>
            {i.stretch !== items[n - 1]?.stretch && <li className="mt-2 mb-0.5 text-12 font-medium text-text-muted">{i.stretch === 0 ? m.refine_queue_next() : nameOf(items, i.stretch)}</li>}
            <Row item={i} narrow={narrow} onTurn={onTurn} />
          </Fragment>
        ))}
      </ul>
      {value.more && <p className="py-2 text-12 text-text-muted">{m.refine_queue_more()}</p>}
    </section>
  )
}

/** A stretch by the places in the backlog that it holds. */
function nameOf(items: readonly QueueItem[], stretch: number): string {
  const places = items.filter((i) => i.stretch === stretch).map((i) => i.place)
  return m.refine_queue_near({ from: Math.min(...places), to: Math.max(...places) })
}

function Row({ item: i, narrow, onTurn }: { item: QueueItem; narrow: boolean; onTurn?: (id: string) => void }) {
  const link = useLink()
  const lacks = (
    <span className="flex min-w-0 flex-wrap items-center gap-1" aria-label={i.missing.length > 0 ? m.refine_lacks({ what: i.missing.map(missingName).join(', ') }) : undefined} role="group">
      {i.missing.length === 0 && <span className="text-12 text-green-text">{m.refine_queue_call()}</span>}
      {i.missing.map((x) => (
        <span key={x.rule} {...tip(x.what)}>
          <Badge>{missingName(x)}</Badge>
        </span>
      ))}
    </span>
  )
  return (
    <li className="flex min-h-9 items-center gap-2 rounded py-1 hover:bg-bg-hover max-sm:flex-wrap">
      <a {...link(recordAddress(i.key))} className="flex min-w-0 flex-1 items-center gap-2 max-sm:basis-full">
        <KindIcon kind={i.kind} size={14} />
        {!narrow && <span className="keyed w-20 shrink-0 text-12 max-sm:hidden text-text-faint">{i.key}</span>}
        <span className="min-w-0 flex-1">
          <span className="block truncate">{i.title}</span>
          {narrow && lacks}
        </span>
      </a>
      {!narrow && <span className="tabular hidden w-16 shrink-0 text-right text-12 text-text-muted sm:block">{i.estimate === null ? m.refine_unsized() : saySize(i.estimate)}</span>}
      {!narrow && <span className="w-72 shrink-0 max-md:w-40 max-sm:w-full max-sm:pl-5.5">{lacks}</span>}
      {onTurn && <IconButton icon="play" size="sm" label={m.refine_turn_of({ what: i.key })} onClick={() => onTurn(i.id)} />}
    </li>
  )
}
