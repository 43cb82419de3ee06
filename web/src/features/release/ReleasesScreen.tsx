/** What goes out together: the releases of a product, and what is in the way of each. */
import { m } from '@/locales/gen/messages.js'
import { RecordList } from '@/record/list/RecordList'

export function ReleasesScreen({ product }: { product: string }) {
  return (
    <RecordList
      screen="releases"
      name={m.screens_releases()}
      product={product}
      kinds={['release']}
      base="type:release"
      views={['table', 'timeline', 'calendar', 'board']}
      defaults={{ sort: '-dueon', cols: 'state,dueOn,releasedOn,owner' }}
      address={(r) => `/p/${product}/releases/${r.key}`}
      empty={{ icon: 'package', title: m.screens_releases_empty(), text: m.screens_releases_empty_text() }}
    />
  )
}
