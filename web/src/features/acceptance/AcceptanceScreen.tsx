/**
 * Verdicts: what is done and awaits one, the criteria it is judged by, and the
 * word that accepts it or sends it back with the reason.
 */
import { useList } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { afterSettling, neighbour, screenKeys } from '@/record/screen/keys'
import { ListStates } from '@/record/screen/ListStates'
import { PickList } from '@/record/screen/PickList'
import { Screen } from '@/record/screen/Screen'
import { useShown } from '@/record/screen/shown'
import { VerdictPane } from '@/record/verdict/VerdictPane'

import { QueueRow } from './QueueRow'

/** What is done, the longest waiting first. */
export const queueOf = 'type:story,bug,task,spike category:done sort:doneat'

export function AcceptanceScreen({ product }: { product: string }) {
  const list = useList({ q: queueOf, product, limit: 200 })
  const [shown, show] = useShown()
  const { ids } = list
  const at = shown && ids.includes(shown) ? shown : ids[0]
  const step = (by: 1 | -1) => show(neighbour(ids, at, by))
  return (
    <Screen title={m.screens_acceptance()} note={ids.length > 0 ? m.screens_acceptance_count({ count: list.total ?? ids.length }) : undefined}>
      <div ref={screenKeys({ j: () => step(1), k: () => step(-1), ArrowDown: () => step(1), ArrowUp: () => step(-1) })} className="flex min-h-0 flex-1 flex-col md:flex-row">
        <ListStates list={list} icon="badge-check" title={m.screens_acceptance_empty()} text={m.screens_acceptance_empty_text()}>
          <div className="flex max-h-56 min-h-0 flex-col border-b md:max-h-none md:w-96 md:shrink-0 md:border-r md:border-b-0">
            <PickList label={m.screens_acceptance()} ids={ids} picked={at} onPick={show} height={56} row={(id) => <QueueRow id={id} />} />
          </div>
          {at && <VerdictPane key={at} id={at} onSettled={() => show(afterSettling(ids, at))} />}
        </ListStates>
      </div>
    </Screen>
  )
}
