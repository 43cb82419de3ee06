/** Finding: everything whose words fit, best first, narrowed by kind. */
import { useDeferredValue } from 'react'

import { address } from '@/data/client'
import { useAsk } from '@/data/hooks'
import { KINDS } from '@/data/kinds.gen'
import { m } from '@/locales/gen/messages.js'
import { recordAddress, useGo } from '@/record/screen/address'
import { neighbour, screenKeys } from '@/record/screen/keys'
import { ListStates } from '@/record/screen/ListStates'
import { Screen } from '@/record/screen/Screen'
import { useAddressed, useShown } from '@/record/screen/shown'
import { SearchInput } from '@/ui/input'
import { EmptyState } from '@/ui/state'

import { facetsOf, type Hit } from './facets'
import { Facets } from './Facets'
import { HitRow } from './HitRow'

const most = 100

export function SearchScreen() {
  const [q = '', setQ] = useAddressed('q')
  const [kind, setKind] = useAddressed('kind')
  const [shown, show] = useShown()
  const go = useGo()
  const words = useDeferredValue(q.trim())
  const asked = useAsk<Hit[]>(words ? address('/search', { q: words, limit: most }) : undefined, Object.keys(KINDS))
  const found = asked.value ?? []
  const hits = kind ? found.filter((h) => h.kind === kind) : found
  const ids = hits.map((h) => h.id)
  const at = shown !== undefined && ids.includes(shown) ? shown : undefined
  const step = (by: 1 | -1) => show(neighbour(ids, at, by))
  const open = () => {
    const hit = hits.find((h) => h.id === at) ?? hits[0]
    if (hit) go(recordAddress(hit.key))
  }
  return (
    <Screen title={m.screens_search()}>
      <div ref={screenKeys({ j: () => step(1), k: () => step(-1), ArrowDown: () => step(1), ArrowUp: () => step(-1), Enter: open })} className="flex min-h-0 flex-1 flex-col">
        <div className="flex flex-col gap-2 border-b px-4 py-3">
          <SearchInput
            autoFocus
            size="lg"
            label={m.screens_search()}
            placeholder={m.screens_search_placeholder()}
            value={q}
            onChange={(text) => setQ(text || undefined)}
            onKeyDown={(e) => {
              if (e.key === 'Enter') open()
              if (e.key === 'ArrowDown') step(1)
              if (e.key === 'ArrowUp') step(-1)
            }}
            className="max-w-2xl"
          />
          {found.length > 0 && <Facets facets={facetsOf(found)} total={found.length} more={found.length === most} value={kind} onChange={setKind} />}
        </div>
        <div className="quiet-scroll min-h-0 flex-1 overflow-y-auto px-4 py-2">
          {words ? (
            <ListStates list={{ ids, status: asked.status, error: asked.error, retry: asked.retry }} icon="search" title={m.screens_search_none({ text: words })} text={m.screens_search_none_text()}>
              <ul aria-label={m.screens_search_results()}>
                {hits.map((h) => (
                  <HitRow key={h.id} hit={h} q={words} current={h.id === at} />
                ))}
              </ul>
            </ListStates>
          ) : (
            <EmptyState icon="search" title={m.screens_search_begin()} text={m.screens_search_begin_text()} />
          )}
        </div>
      </div>
    </Screen>
  )
}
