import { usePresence } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { kindName } from '@/record/fields/fields'
import { AvatarStack } from '@/ui/avatar'
import { Button } from '@/ui/button'
import { Segmented } from '@/ui/tabs'

import type { Address } from './address'
import type { RecordListProps } from './RecordList'
import { SavedViews } from './SavedViews'
import { listViews } from './views'

interface Props {
  screen: RecordListProps
  place: string
  address: Address
  sort: string | undefined
  usual: Readonly<Record<string, string | undefined>>
  total: number | undefined
  create?: () => void
}

/** The name of the list, its saved views, and the views it can be shown as. */
export function ListHeader({ screen, place, address, sort, usual, total, create }: Props) {
  const { name, lead, views, base, product, kinds, actions } = screen
  const here = usePresence(place)
  return (
    <header className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-1">
      {lead}
      <h1 className="shrink-0 text-14 font-semibold">{name}</h1>
      {total !== undefined && <span className="tabular -ml-1 shrink-0 text-12 text-text-faint">{total >= MOST ? m.views_list_total_most({ count: MOST.toLocaleString() }) : total.toLocaleString()}</span>}
      <SavedViews address={address} base={base} sort={sort} usual={usual} product={product} kinds={kinds} layouts={views} />
      <div className="ml-auto flex min-w-0 flex-wrap items-center gap-2">
        <AvatarStack people={here} max={4} />
        {actions}
        {views.length > 1 && (
          <Segmented
            label={m.views_list_view()}
            size="sm"
            value={address.view}
            onChange={(view) => address.set({ view })}
            options={views.map((v) => ({ value: v, label: listViews[v].label(), icon: listViews[v].icon, hideLabel: true }))}
          />
        )}
        {create && (
          <Button size="sm" icon="plus" onClick={() => create()}>
            {m.views_list_new({ kind: kindName(kinds[0]!) })}
          </Button>
        )}
      </div>
    </header>
  )
}

/** The server counts no further. */
const MOST = 10_000
