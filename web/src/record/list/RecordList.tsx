/**
 * A screen that is a list of records: its saved views, its filter, the view that
 * shows it, and the record beside it. All that one may want to share of it stands
 * in the address. It knows kinds by their fields only.
 */
import { Suspense, useCallback, useMemo, useState, type ReactNode } from 'react'

import { useData } from '@/data/hooks'
import type { KindName } from '@/data/kinds.gen'
import { mayCreate } from '@/data/rights'
import type { Rec } from '@/data/types'
import { useFields } from '@/record/fields/fields'
import { useGo } from '@/record/screen/address'
import type { BoardShape } from '@/record/views/board/shape'
import type { Mark } from '@/record/views/table/layout'
import { SkeletonRows } from '@/ui/skeleton'

import { type Address, type Defaults, useAddress, type ViewName } from './address'
import { Beside, type PanelProps } from './Beside'
import { follow } from './follow'
import { ListEmpty } from './ListEmpty'
import { ListHeader } from './ListHeader'
import { ListToolbar } from './ListToolbar'
import { Making } from './Making'
import { useQuery } from './query'
import { SelectionStore, useSnapshot } from './selection'
import { type ListView, listViews } from './views'
import type { ListViewProps } from './props'

export interface RecordListProps {
  /** Names the screen for whoever is here. */
  screen: string
  /** What people call it. */
  name: string
  /** Key of the product; none over all products one may see. */
  product?: string
  kinds: readonly KindName[]
  /** What the screen is about: a query that always holds. */
  base: string
  /** What is asked at first, and can be taken away. */
  query?: string
  views: readonly ViewName[]
  /** The view and its settings at first: sort, group, lanes, cols, zoom. */
  defaults?: { view?: ViewName; sort?: string } & Record<string, string | undefined>
  marks?: readonly Mark[]
  /** Where a record's page is, if it has a screen of its own. */
  address?: (record: Rec) => string
  /** What its board is like. */
  shape?: BoardShape
  /** Values that a new record begins with. */
  values?: Record<string, unknown>
  empty?: { icon?: string; title: string; text?: string; action?: ReactNode }
  /** Before the name. */
  lead?: ReactNode
  /** Between the name and the filter. */
  above?: ReactNode
  actions?: ReactNode
  /** Shows the record beside the list in another way than its panel. */
  children?: (panel: PanelProps) => ReactNode
}

const nothing: Record<string, never> = {}
const usually: NonNullable<RecordListProps['defaults']> = {}

export function RecordList(props: RecordListProps) {
  const { screen, product, kinds, base, views, defaults = usually, values = nothing } = props
  const { view: first = views[0]!, sort, ...options } = defaults
  const usual: Defaults = { q: props.query, view: first, views, options }
  const data = useData()
  const go = useGo()
  const address = useAddress(usual)
  const fields = useFields(product, kinds)
  const query = useQuery(base, address.q, sort, product)
  const [selection] = useState(() => new SelectionStore())
  const [making, setMaking] = useState<Record<string, unknown>>()
  const { set } = address
  const page = props.address
  const open = useCallback(
    (id: string, how: 'panel' | 'page') => {
      const record = data.cache.get(id)
      if (how === 'panel') set({ open: record?.key ?? id })
      else go(record && page ? page(record) : `/r/${record?.key ?? id}`)
    },
    // `go` is made anew each time and always does the same.
    [data, set, page], // eslint-disable-line react-hooks/exhaustive-deps
  )
  const may = product !== undefined && kinds.some((k) => mayCreate(data, k, product).may !== 'no')
  const create = useMemo(() => (may ? (more?: Record<string, unknown>) => setMaking(more ?? nothing) : undefined), [may])
  const place = product ? `/p/${product}/${screen}` : `/${screen}`
  const view = listViews[address.view]
  const shared: Omit<ListViewProps, 'selection'> = {
    product,
    q: query.shown,
    kinds,
    fields,
    options: address.options,
    setOptions: useCallback((change) => set({ options: change }, 'replace'), [set]),
    open,
    create,
    onQ: useCallback((change: (q: string) => string) => set({ q: change(address.q) }), [set, address.q]),
    marks: props.marks,
    shape: props.shape,
    values,
    empty: <ListEmpty screen={props} filtered={address.q.trim() !== ''} onClear={() => set({ q: '' })} create={create} />,
  }
  return (
    <section
      aria-label={props.name}
      // What the view makes nothing of: from the list, too, Esc takes the panel away.
      onKeyDown={(e) => e.key === 'Escape' && !e.defaultPrevented && address.open && close(selection, set)}
      className="flex min-h-0 min-w-0 flex-1"
    >
      <div ref={useCallback((el: HTMLElement | null) => (el ? follow(selection, data, set) : undefined), [selection, data, set])} className="flex min-h-0 min-w-0 flex-1 flex-col">
        <ListHeader screen={props} place={place} address={address} sort={sort} usual={options} total={query.total} create={create} />
        {props.above}
        <ListToolbar address={address} q={query.q} product={product} kinds={kinds} fields={fields} wrong={query.wrong} />
        <Suspense fallback={<SkeletonRows count={12} />}>
          <Shown view={view} selection={selection} shared={shared} />
        </Suspense>
      </div>
      {address.open && (
        <Beside id={address.open} onClose={() => close(selection, set)} onOpen={(key) => set({ open: key })} onOpenPage={(id) => open(id, 'page')} onStep={(by) => selection.step(by)}>
          {props.children}
        </Beside>
      )}
      {making && product && <Making kinds={kinds} product={product} values={{ ...values, ...making }} onDone={() => setMaking(undefined)} />}
    </section>
  )
}

/** The panel goes, and the focus is where it was in the list. */
function close(selection: SelectionStore, set: Address['set']): void {
  set({ open: undefined })
  selection.step(0)
}

/** The view; one that does not hear of the selection itself is drawn anew when that changes. */
function Shown({ view, selection, shared }: { view: ListView; selection: SelectionStore; shared: Omit<ListViewProps, 'selection'> }) {
  const { Component } = view
  return view.hearsSelection ? <Component key={view.name} {...shared} selection={selection} /> : <WithSnapshot key={view.name} view={view} selection={selection} shared={shared} />
}

function WithSnapshot({ view, selection, shared }: { view: ListView; selection: SelectionStore; shared: Omit<ListViewProps, 'selection'> }) {
  const { Component } = view
  return <Component {...shared} selection={useSnapshot(selection)} />
}

