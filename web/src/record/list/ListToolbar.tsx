import type { KindName } from '@/data/kinds.gen'
import { sortOf, withSort } from '@/lib/query-edit'
import { m } from '@/locales/gen/messages.js'
import type { Field } from '@/record/fields/field'
import { chosenColumns } from '@/record/views/table/columns'
import { Separator } from '@/ui/layout'

import type { Address } from './address'
import { ColumnsMenu } from './ColumnsMenu'
import type { Wrong } from './filter/Complaint'
import { FilterBar } from './filter/FilterBar'
import { ShareMenu } from './ShareMenu'
import { ByMenu, SortMenu } from './ViewMenus'
import { listViews } from './views'

interface Props {
  address: Address
  /** The whole query, the screen's part included. */
  q: string
  product: string | undefined
  kinds: readonly KindName[]
  fields: readonly Field[]
  wrong: Wrong | undefined
}

/** Over the list: what is in it, and how it is shown. */
export function ListToolbar({ address, q, product, kinds, fields, wrong }: Props) {
  const { view, options, set } = address
  const { knows } = listViews[view]
  return (
    <div role="group" aria-label={m.views_list_controls()} className="@container shrink-0 border-b">
      <div className="flex min-h-10 flex-wrap items-center gap-1 px-3 py-1.5">
        <FilterBar q={address.q} onQ={(next, how) => set({ q: next }, how)} wrong={wrong} product={product} kinds={kinds} fields={fields} />
        <div className="ml-auto flex flex-wrap items-center gap-0.5">
          {knows.group && (
            <ByMenu label={m.views_list_group()} icon="layers" fields={fields} value={options.group} can={(f) => Boolean(f.groupable && f.query)} required={knows.lanes ? 'state' : undefined} onChange={(group) => set({ options: { group } })} />
          )}
          {knows.lanes && <ByMenu label={m.views_list_lanes()} icon="list" fields={fields} value={options.lanes} can={(f) => Boolean(f.groupable && f.query) && f.name !== (options.group ?? 'state')} onChange={(lanes) => set({ options: { lanes } })} />}
          {knows.sort && <SortMenu fields={fields} sort={sortOf(q)} onSort={(sort) => set({ q: withSort(address.q, sort) })} />}
          {knows.columns && <ColumnsMenu fields={fields} cols={options.cols} onCols={(cols) => set({ options: { cols } }, 'replace')} />}
          <Separator vertical />
          <ShareMenu q={q} product={product} columns={chosenColumns(fields, options.cols)} />
        </div>
      </div>
    </div>
  )
}
