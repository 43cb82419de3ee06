import { useState } from 'react'

import { useData, usePages, useRecordState } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { CommentList } from '@/record/page/CommentList'
import type { Comment } from '@/record/page/comments'
import { tellOutcome } from '@/record/screen/act'
import { recordAddress, useLink } from '@/record/screen/address'
import { neighbour, screenKeys } from '@/record/screen/keys'
import { HowFar, Owner } from '@/record/screen/Line'
import { ListStates } from '@/record/screen/ListStates'
import { useMay } from '@/record/screen/may'
import { Part } from '@/record/screen/Screen'
import { useShown } from '@/record/screen/shown'
import { useSprintItems } from '@/record/screen/sprints'
import { Button, IconButton } from '@/ui/button'
import { cx } from '@/ui/cx'
import { KindIcon } from '@/ui/icon'
import { RadioGroup, TextArea } from '@/ui/input'
import { Kbd } from '@/ui/kbd'

import { demoOrder, moved } from './demo'
import { dragRow, takeRows } from './dragItems'
import { GoalPanel } from './GoalPanel'
import type { StepProps } from './SprintFrame'

/** The review of a sprint: what is shown in which order, what was said of it, and what came of the goal. */
export function ReviewScreen({ sprint }: StepProps) {
  const data = useData()
  const { items, list } = useSprintItems(sprint)
  const right = useMay('sprint.plan', sprint.product)
  const fixed = right.may === 'no'
  const shown = demoOrder(items, sprint.demo as string[])
  const ids = shown.map((i) => i.id)
  const [at, setAt] = useShown()
  const current = shown.find((i) => i.id === at) ?? shown[0]
  const move = async (id: string, to: number) => tellOutcome(await data.change(sprint.id, { demo: moved(ids, id, to) }))
  const shift = (by: 1 | -1) => {
    if (!current || fixed) return
    const to = ids.indexOf(current.id) + by
    if (to >= 0 && to < ids.length) void move(current.id, to)
  }
  const step = (by: 1 | -1) => setAt(neighbour(ids, current?.id, by))
  const keys = screenKeys({ j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1), 'shift+j': () => shift(1), 'shift+k': () => shift(-1) })
  return (
    <div ref={keys} className="quiet-scroll grid min-h-0 flex-1 content-start gap-x-8 gap-y-5 overflow-y-auto px-4 py-3 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <div className="flex min-w-0 flex-col gap-5">
        <Part title={m.delivery_demo()} note={shown.length > 0 ? shown.length : undefined}>
          <ListStates list={{ ...list, ids, more: false }} icon="badge-check" title={m.delivery_demo_empty()} text={m.delivery_demo_empty_text()}>
            <ol aria-label={m.delivery_demo()}>
              {shown.map((i, n) => (
                <Demo key={i.id} record={i} n={n} last={n === shown.length - 1} now={i === current} fixed={fixed} onPick={() => setAt(i.id)} onMove={(id, to) => void move(id, to)} />
              ))}
            </ol>
            <p className="mt-2 hidden gap-x-3 text-12 text-text-faint lg:flex">
              <span>
                <Kbd keys="j" /> <Kbd keys="k" /> {m.delivery_keys_go()}
              </span>
              <span>
                <Kbd keys="shift+j" /> <Kbd keys="shift+k" /> {m.delivery_keys_order()}
              </span>
            </p>
          </ListStates>
        </Part>
        <GoalPanel sprint={sprint} />
        <Outcome key={sprint.id} sprint={sprint} fixed={fixed} />
      </div>
      <div className="flex min-w-0 flex-col gap-5">
        {current && <Talk key={current.id} id={current.id} title={m.delivery_said_of({ what: current.key })} />}
        <Talk id={sprint.id} title={m.delivery_said_of_sprint()} />
      </div>
    </div>
  )
}

interface DemoProps {
  record: Rec
  n: number
  last: boolean
  now: boolean
  fixed: boolean
  onPick: () => void
  onMove: (id: string, to: number) => void
}

function Demo({ record: r, n, last, now, fixed, onPick, onMove }: DemoProps) {
  const link = useLink()
  const [over, setOver] = useState(false)
  const drag = dragRow(r.id)
  const take = takeRows((id) => onMove(id, n), setOver)
  return (
    <li
      ref={(el) => {
        if (!el || fixed) return undefined
        const offs = [drag(el), take(el)]
        return () => offs.forEach((off) => typeof off === 'function' && off())
      }}
      aria-current={now || undefined}
      onPointerDown={onPick}
      className={cx('flex h-10 items-center gap-2 border-b px-1', now ? 'bg-bg-selected' : 'hover:bg-bg-hover', over && 'border-t-2 border-t-accent')}
    >
      <span className="tabular w-5 shrink-0 text-right text-12 text-text-faint">{n + 1}</span>
      <KindIcon kind={r.kind} size={14} />
      <HowFar record={r} />
      <a {...link(recordAddress(r.key))} draggable={false} className="flex min-w-0 flex-1 items-baseline gap-2 rounded">
        <span className="keyed shrink-0 text-text-faint">{r.key}</span>
        <span className="truncate">{r.title}</span>
      </a>
      <span className="shrink-0 text-12 text-text-muted">{r.category === 'closed' ? m.delivery_accepted() : r.state}</span>
      <Owner id={r.owner} />
      {!fixed && (
        <>
          <IconButton icon="arrow-up" size="sm" label={m.delivery_demo_earlier({ what: r.key })} disabled={n === 0} onClick={() => onMove(r.id, n - 1)} />
          <IconButton icon="arrow-down" size="sm" label={m.delivery_demo_later({ what: r.key })} disabled={last} onClick={() => onMove(r.id, n + 1)} />
        </>
      )}
    </li>
  )
}

/** What was said of a record, and the box for more; stakeholders may write as well. */
function Talk({ id, title }: { id: string; title: string }) {
  const { record } = useRecordState(id)
  const asked = usePages<Comment>(`/records/${id}/comments?limit=200`, ['comment'])
  if (!record) return null
  return (
    <Part title={title} note={asked.items && asked.items.length > 0 ? asked.items.length : undefined}>
      <CommentList record={record} asked={asked} />
    </Part>
  )
}

type Met = '' | 'met' | 'partly' | 'missed'

/** What came of the goal. */
function Outcome({ sprint, fixed }: { sprint: Rec; fixed: boolean }) {
  const data = useData()
  const [text, setText] = useState(String(sprint.outcome ?? ''))
  const set = async (patch: Record<string, unknown>) => tellOutcome(await data.change(sprint.id, patch))
  if (fixed) return sprint.outcome ? <Part title={m.delivery_outcome()}>{String(sprint.outcome)}</Part> : null
  return (
    <Part title={m.delivery_outcome()}>
      <RadioGroup<Met>
        label={m.delivery_goal_met()}
        hideLabel
        row
        value={(sprint.goalMet as Met) || ''}
        onChange={(goalMet) => void set({ goalMet })}
        options={[
          { value: 'met', label: m.delivery_met() },
          { value: 'partly', label: m.delivery_partly() },
          { value: 'missed', label: m.delivery_missed() },
        ]}
      />
      <div className="mt-2 flex flex-col gap-2">
        <TextArea label={m.delivery_outcome_words()} value={text} onChange={setText} rows={2} autoGrow maxLength={5000} />
        {text.trim() !== String(sprint.outcome ?? '').trim() && (
          <Button size="sm" className="self-start" onClick={() => void set({ outcome: text.trim() })}>
            {m.delivery_outcome_save()}
          </Button>
        )}
      </div>
    </Part>
  )
}
