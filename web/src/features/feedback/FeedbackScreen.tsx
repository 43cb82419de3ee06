/**
 * What customers said: an inbox of their words, read one after another, each
 * linked to what it proves, turned into work, answered or set aside.
 */
import { useDeferredValue, useState } from 'react'

import { useList, useOrder, useRows } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { afterSettling, neighbour, screenKeys } from '@/record/screen/keys'
import { ListStates } from '@/record/screen/ListStates'
import { NewButton } from '@/record/screen/NewButton'
import { PickList } from '@/record/screen/PickList'
import { Screen } from '@/record/screen/Screen'
import { useAddressed, useShown } from '@/record/screen/shown'
import { SearchInput } from '@/ui/input'

import { Boxes } from './Boxes'
import { FeedbackRow } from './FeedbackRow'
import { ReadingPane } from './ReadingPane'
import { boxQuery, isBox, type Box } from './triage'

export function FeedbackScreen({ product }: { product: string }) {
  const [shown, show] = useShown()
  const [chosen, choose] = useAddressed('box')
  const [words, setWords] = useState('')
  const box: Box = isBox(chosen) ? chosen : 'unheard'
  const q = boxQuery(box, useDeferredValue(words))
  const list = useOrder({ q, product })
  const { ids } = list
  const none = useList({ q: 'type:feedback', product, limit: 1 }).total === 0
  const at = shown && ids.includes(shown) ? shown : ids[0]
  useRows(around(ids, at))
  const step = (by: 1 | -1) => show(neighbour(ids, at, by))
  return (
    <Screen title={m.screens_feedback()} actions={<NewButton kind="feedback" product={product} />}>
      <div ref={screenKeys({ j: () => step(1), k: () => step(-1), ArrowDown: () => step(1), ArrowUp: () => step(-1) })} className="flex min-h-0 flex-1 flex-col md:flex-row">
        <div className="flex max-h-72 min-h-0 flex-col border-b md:max-h-none md:w-96 md:shrink-0 md:border-r md:border-b-0">
          <Boxes product={product} value={box} onChange={(b) => choose(b === 'unheard' ? undefined : b)} />
          <div className="border-b px-3 py-2">
            <SearchInput label={m.screens_feedback_search()} value={words} onChange={setWords} size="sm" />
          </div>
          <ListStates list={list} icon="message-square-quote" title={none ? m.screens_feedback_empty() : box === 'unheard' && !words ? m.screens_feedback_heard() : m.screens_feedback_none()} text={none ? m.screens_feedback_empty_text() : box === 'unheard' && !words ? m.screens_feedback_heard_text() : undefined} action={none && <NewButton kind="feedback" product={product} primary />}>
            <PickList label={m.screens_feedback()} ids={ids} picked={at} onPick={show} height={64} row={(id) => <FeedbackRow id={id} />} />
          </ListStates>
        </div>
        {at && <ReadingPane key={at} id={at} product={product} onSettled={() => box === 'unheard' && show(afterSettling(ids, at))} />}
      </div>
    </Screen>
  )
}

/** The ids near the one that is read, so that going on never waits. */
function around(ids: readonly string[], at: string | undefined): readonly string[] {
  const i = at === undefined ? 0 : Math.max(0, ids.indexOf(at))
  return ids.slice(Math.max(0, i - 20), i + 60)
}
