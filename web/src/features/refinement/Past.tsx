import { useList, useRecord } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { entriesOf, seatsOf } from '@/record/refined/rounds'
import { screenAddress, useLink } from '@/record/screen/address'
import { ListStates } from '@/record/screen/ListStates'
import { Part } from '@/record/screen/Screen'
import { Icon } from '@/ui/icon'

/** The refinements that were: when, with how many, what came out. */
export function Past({ product }: { product: string }) {
  const list = useList({ q: 'type:refinement category:closed sort:-created', product, limit: 20 })
  return (
    <Part title={m.refine_past()}>
      <ListStates list={list} icon="history" title={m.refine_past_none()} rows={4}>
        {list.ids.map((id) => (
          <Line key={id} id={id} product={product} />
        ))}
      </ListStates>
    </Part>
  )
}

function Line({ id, product }: { id: string; product: string }) {
  const r = useRecord(id)
  const link = useLink()
  if (!r) return <div className="h-11" />
  const entries = entriesOf(r)
  const sized = entries.filter((e) => e.estimateBefore === null && e.estimateAfter !== null).length
  return (
    <a {...link(screenAddress(product, 'refinement', { at: r.id }))} className="-mx-2 flex min-h-11 items-center gap-2 rounded px-2 text-13 hover:bg-bg-hover">
      <Icon name="users" size={14} className="text-text-faint" />
      <span className="min-w-0 flex-1">
        <span className="block truncate">{r.title}</span>
        <span className="tabular block truncate text-12 text-text-muted">{m.refine_past_line({ items: entries.length, sized, people: seatsOf(r).length })}</span>
      </span>
    </a>
  )
}
