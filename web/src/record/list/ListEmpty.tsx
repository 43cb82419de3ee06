import { useList } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { kindName } from '@/record/fields/fields'
import { Button } from '@/ui/button'
import { EmptyState } from '@/ui/state'

import type { RecordListProps } from './RecordList'

interface Props {
  screen: RecordListProps
  filtered: boolean
  onClear: () => void
  create?: () => void
}

/** Nothing fits the filter, or there is nothing yet, with a filter or without: what to do in either case. */
export function ListEmpty({ screen, filtered, onClear, create }: Props) {
  const make = create && (
    <Button variant="primary" icon="plus" kbd="c" onClick={() => create()}>
      {m.views_list_new({ kind: kindName(screen.kinds[0]!) })}
    </Button>
  )
  const there = useList(filtered ? { q: screen.base, product: screen.product, limit: 1 } : undefined)
  if (filtered && there.status === 'loading') return null
  if (filtered && there.total !== 0)
    return (
      <EmptyState
        icon="list-filter"
        title={m.views_list_nothing_fits()}
        text={m.views_list_nothing_fits_text()}
        action={<Button onClick={onClear}>{m.views_list_clear_filter()}</Button>}
      />
    )
  const { empty } = screen
  return <EmptyState icon={empty?.icon ?? 'inbox'} title={empty?.title ?? m.views_list_empty({ name: screen.name })} text={empty?.text} action={empty?.action ?? make} secondary={empty?.action ? make : undefined} />
}
