/**
 * Time boxes: the sprints of a product, their goal and line, how they are planned,
 * run and closed, and the boards on which their work is seen.
 */
import { useMemo, useState } from 'react'

import { address } from '@/data/client'
import { useAsk, useData, useList, useMembers } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { RecordList } from '@/record/list/RecordList'
import { screenAddress, useGo } from '@/record/screen/address'
import { ListStates } from '@/record/screen/ListStates'
import { NewButton } from '@/record/screen/NewButton'
import { useRecords } from '@/record/screen/records'
import { Screen } from '@/record/screen/Screen'
import { useAddressed } from '@/record/screen/shown'
import { currentOf, itemsOf, sprints, work } from '@/record/screen/sprints'
import type { Refused } from '@/record/views/board/shape'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import { ErrorState } from '@/ui/state'

import { BoardPicker } from './BoardPicker'
import { shapeOf, tallies } from './boardShape'
import { BoardSettings } from './BoardSettings'
import { OverrideLimit } from './OverrideLimit'
import { SprintPicker } from './SprintPicker'
import { SprintStrip } from './SprintStrip'
import type { BoardShown } from './types'
import { useCategories } from './useCategories'

const kinds = ['story', 'bug', 'task', 'spike'] as const
const asked = [...kinds, 'board', 'block', 'sprint', 'limit_override']

/** A board of a product: of the active sprint, of one that was picked, or of all that flows. */
export function SprintBoardScreen({ product }: { product: string }) {
  const list = useList({ q: sprints, product, limit: 100 })
  const all = useRecords(list.ids)
  const [picked, pick] = useAddressed('sprint')
  const [board, pickBoard] = useAddressed('board')
  const sprint = all.find((r) => r.key === picked) ?? currentOf(all)
  const { value: shown, error, retry } = useAsk<BoardShown>(address('/boards/cards', { product, board, sprint: sprint?.key }), asked)
  if (error && !shown) return <ErrorState title={m.delivery_board_failed()} text={error.detail} onRetry={retry} />
  if (!shown || (list.ids.length > 0 && all.length === 0)) return <Waiting />
  const picker = <BoardPicker product={product} shown={shown.board} onPick={(id) => pickBoard(id)} />
  if (shown.board.method === 'scrum' && !sprint)
    return (
      <Screen title={m.screens_board()} note={picker}>
        <ListStates list={{ ...list, ids: [] }} icon="timer" title={m.screens_board_empty()} text={m.screens_board_empty_text()} action={<NewButton kind="sprint" product={product} primary />}>
          {null}
        </ListStates>
      </Screen>
    )
  const scrum = shown.board.method === 'scrum' ? sprint : undefined
  return (
    <BoardShownAs
      key={`${shown.board.id} ${scrum?.id ?? ''}`}
      product={product}
      shown={shown}
      base={scrum ? itemsOf(scrum.key) : `${work} is:open`}
      values={scrum ? { sprint: scrum.id } : undefined}
      lead={
        <>
          {picker}
          {scrum && <SprintPicker sprints={all} value={scrum} onPick={(key) => pick(key)} />}
        </>
      }
      above={scrum && <SprintStrip sprint={scrum} product={product} all={all} />}
      sprint={scrum?.category === 'doing' ? scrum.key : undefined}
    />
  )
}

function Waiting() {
  return (
    <Screen title={m.screens_board()}>
      <ListStates list={{ ids: [], status: 'loading', retry: () => undefined }} icon="square-kanban" title="">
        {null}
      </ListStates>
    </Screen>
  )
}

interface ShownProps {
  product: string
  shown: BoardShown
  base: string
  values?: Record<string, unknown>
  lead: React.ReactNode
  above: React.ReactNode
  /** The running sprint whose board it is. */
  sprint?: string
}

function BoardShownAs({ product, shown, base, values, lead, above, sprint }: ShownProps) {
  const data = useData()
  const go = useGo()
  const categoryOf = useCategories(product)
  const members = useMembers()
  const [refused, setRefused] = useState<Refused>()
  const [setting, setSetting] = useState(false)
  const records = useRecords(useMemo(() => shown.cards.map((c) => c.item), [shown]))
  const shape = useMemo(() => {
    const classes = new Map(records.map((r) => [r.id, r.serviceClass]))
    return {
      ...shapeOf(shown, categoryOf, (id) => classes.get(id), Date.now() + data.client.skew),
      refused: (move: Refused) => move.problem.fields.some((f) => f.field === 'override') && setRefused(move),
    }
  }, [shown, records, categoryOf, data])
  const limits = tallies(shown, (id) => members.find((x) => x.id === id)?.name ?? id)
  return (
    <>
      <RecordList
        screen="board"
        name={shown.board.id ? shown.board.name : m.screens_board()}
        product={product}
        kinds={[...kinds]}
        base={base}
        query=""
        views={['board', 'table']}
        defaults={{ group: 'state', sort: 'rank', lanes: shown.board.lanes || undefined }}
        values={values}
        shape={shape}
        lead={lead}
        above={
          <>
            {above}
            <Limits limits={limits} />
          </>
        }
        actions={
          <>
            {sprint && (
              <Button size="sm" icon="users" onClick={() => go(screenAddress(product, `sprints/${sprint}/standup`))}>
                {m.delivery_standup()}
              </Button>
            )}
            <Button size="sm" variant="ghost" icon="settings" onClick={() => setSetting(true)}>
              {m.delivery_board_setup()}
            </Button>
          </>
        }
        empty={{ icon: 'square-kanban', title: m.delivery_board_empty(), text: m.delivery_board_empty_text() }}
      />
      {refused && <OverrideLimit move={refused} onClose={() => setRefused(undefined)} />}
      {setting && <BoardSettings product={product} board={shown.board} onClose={() => setSetting(false)} />}
    </>
  )
}

/** The limits that belong to no column. */
function Limits({ limits }: { limits: readonly { text: string; over: boolean }[] }) {
  if (limits.length === 0) return null
  return (
    <ul aria-label={m.delivery_limits()} className="tabular flex shrink-0 flex-wrap gap-x-4 gap-y-1 border-b px-4 py-1.5 text-12">
      {limits.map((l) => (
        <li key={l.text} className={cx('flex items-center gap-1', l.over ? 'font-medium text-red-text' : 'text-text-muted')}>
          {l.over && <Icon name="triangle-alert" size={12} label={m.delivery_over()} />}
          {l.text}
        </li>
      ))}
    </ul>
  )
}
