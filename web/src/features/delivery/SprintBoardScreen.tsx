/**
 * Time boxes: the sprints of a product, their goal and line, how they begin and
 * end, and the board of the one that runs.
 */
import { useList } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { RecordList } from '@/record/list/RecordList'
import { ListStates } from '@/record/screen/ListStates'
import { NewButton } from '@/record/screen/NewButton'
import { useRecords } from '@/record/screen/records'
import { Screen } from '@/record/screen/Screen'
import { useAddressed } from '@/record/screen/shown'
import { currentOf, itemsOf, sprints } from '@/record/screen/sprints'

import { SprintPicker } from './SprintPicker'
import { SprintStrip } from './SprintStrip'

/** The board of the active sprint, or of one that was picked. */
export function SprintBoardScreen({ product }: { product: string }) {
  const list = useList({ q: sprints, product, limit: 100 })
  const all = useRecords(list.ids)
  const [picked, pick] = useAddressed('sprint')
  const sprint = all.find((r) => r.key === picked) ?? currentOf(all)
  if (!sprint)
    return (
      <Screen title={m.screens_board()}>
        <ListStates list={list.ids.length > 0 && all.length === 0 ? { ...list, ids: [], status: 'loading' } : { ...list, ids: [] }} icon="timer" title={m.screens_board_empty()} text={m.screens_board_empty_text()} action={<NewButton kind="sprint" product={product} primary />}>
          {null}
        </ListStates>
      </Screen>
    )
  return (
    <RecordList
      key={sprint.id}
      screen="board"
      name={m.screens_board()}
      product={product}
      kinds={['story', 'bug', 'task', 'spike']}
      base={itemsOf(sprint.key)}
      query=""
      views={['board', 'table']}
      defaults={{ group: 'state', sort: 'rank' }}
      values={{ sprint: sprint.id }}
      lead={<SprintPicker sprints={all} value={sprint} onPick={(key) => pick(key)} />}
      above={<SprintStrip sprint={sprint} product={product} all={all} />}
    />
  )
}
