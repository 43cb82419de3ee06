import { useState } from 'react'

import { useMay } from '@/record/screen/may'
import { useWorkflow, useData } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { Button, IconButton } from '@/ui/button'
import { Field, NumberInput, RadioGroup, TextArea, TextInput } from '@/ui/input'
import { Select } from '@/ui/select'
import { Callout } from '@/ui/state'

import { specOf } from './boardShape'
import { LaneLimits } from './LaneLimits'
import type { LaneField } from './lanes'
import type { Board, BoardColumn } from './types'

const kinds = ['story', 'bug', 'task', 'spike'] as const
const laneFields = ['', 'serviceClass', 'owner', 'kind', 'priority', 'parent'] as const
const laneNames: Record<(typeof laneFields)[number], () => string> = {
  '': () => m.delivery_lanes_none(), serviceClass: () => m.delivery_lanes_class(), owner: () => m.delivery_lanes_owner(), kind: () => m.delivery_lanes_kind(), priority: () => m.delivery_lanes_priority(), parent: () => m.delivery_lanes_parent(),
}

/** How a board is set up: its columns over states with limits and policies, its lanes, and what a limit does. */
export function BoardSettings({ product, board, onClose }: { product: string; board: Board; onClose: () => void }) {
  const act = useAct()
  const { session } = useData()
  const id = session.productId(product)
  useWorkflow(id, 'story')
  const right = useMay('workflow.set', id)
  const [b, setB] = useState<Board>(() => ({ ...board, name: board.name || m.delivery_board_first() }))
  const set = (change: Partial<Board>) => setB((before) => ({ ...before, ...change }))
  const column = (at: number, change: Partial<BoardColumn>) => set({ columns: b.columns.map((c, i) => (i === at ? { ...c, ...change } : c)) })
  const states = [...new Set(kinds.flatMap((k) => session.workflow(id, k).map((s) => s.name)))]
  const free = states.filter((s) => !b.columns.some((c) => c.states.includes(s)))
  const save = async (asNew?: boolean) => {
    const spec = specOf(b)
    const done = board.id && !asNew ? await act('PATCH', `/boards/${board.id}`, spec, m.delivery_board_saved({ name: b.name })) : await act('POST', '/boards', { product, ...spec, columns: spec.columns.map((c) => ({ ...c })) }, m.delivery_board_saved({ name: b.name }))
    if (done) onClose()
  }
  const remove = async () => {
    if (await act('DELETE', `/boards/${board.id}`, undefined, m.delivery_board_removed({ name: board.name }))) onClose()
  }
  const ready = b.name.trim() !== '' && b.columns.length > 0 && b.columns.every((c) => c.name.trim() !== '' && c.states.length > 0)
  return (
    <Ask title={board.id ? m.delivery_board_setup_title({ name: board.name }) : m.delivery_board_make()} text={right.may === 'propose' ? m.screens_proposes_to({ who: right.decides?.join(', ') ?? '' }) : undefined} action={m.delivery_board_save()} size="lg" ready={ready} onSend={() => save()} onClose={onClose}>
      <div className="grid gap-3 sm:grid-cols-2">
        <TextInput label={m.delivery_board_name()} value={b.name} onChange={(name) => set({ name })} maxLength={80} />
        <Field label={m.delivery_lanes()}>
          <Select label={m.delivery_lanes()} value={b.lanes} onChange={(lanes) => set({ lanes, laneLimits: {} })} options={laneFields.map((f) => ({ value: f as string, label: laneNames[f]() }))} />
        </Field>
        <RadioGroup label={m.delivery_method()} row value={b.method} onChange={(method) => set({ method })} options={[{ value: 'scrum', label: m.delivery_method_scrum() }, { value: 'kanban', label: m.delivery_method_kanban() }]} />
        <RadioGroup label={m.delivery_mode()} row value={b.mode} onChange={(mode) => set({ mode })} options={[{ value: 'warn', label: m.delivery_mode_warn() }, { value: 'block', label: m.delivery_mode_block() }]} />
        <RadioGroup label={m.delivery_count_by()} row value={b.countBy} onChange={(countBy) => set({ countBy })} options={[{ value: 'items', label: m.delivery_count_items() }, { value: 'points', label: m.delivery_count_points() }]} />
      </div>
      <div className="grid grid-cols-3 gap-3">
        <NumberInput label={m.delivery_limit_person()} value={b.personLimit} onChange={(personLimit) => set({ personLimit })} min={1} />
        <NumberInput label={m.delivery_limit_whole()} value={b.totalLimit} onChange={(totalLimit) => set({ totalLimit })} min={1} />
        <NumberInput label={m.delivery_limit_expedite()} value={b.expediteLimit} onChange={(expediteLimit) => set({ expediteLimit })} min={1} />
      </div>
      {b.lanes && <LaneLimits product={product} field={b.lanes as LaneField} limits={b.laneLimits} onChange={(laneLimits) => set({ laneLimits })} />}
      <h3 className="mt-1 text-13 font-semibold">{m.delivery_columns()}</h3>
      <ol className="flex flex-col gap-3">
        {b.columns.map((c, i) => (
          <li key={c.id || i} aria-label={c.name} className="flex flex-col gap-2 border-l-2 border-line-strong pl-3">
            <div className="flex flex-wrap items-end gap-2">
              <TextInput label={m.delivery_column_name()} value={c.name} onChange={(name) => column(i, { name })} maxLength={60} className="w-40" />
              <NumberInput label={m.delivery_column_limit()} value={c.limit} onChange={(limit) => column(i, { limit })} min={1} className="w-24" />
              <span className="ml-auto flex">
                <IconButton icon="arrow-up" label={m.delivery_column_left({ name: c.name })} disabled={i === 0} onClick={() => set({ columns: swapped(b.columns, i, i - 1) })} />
                <IconButton icon="arrow-down" label={m.delivery_column_right({ name: c.name })} disabled={i === b.columns.length - 1} onClick={() => set({ columns: swapped(b.columns, i, i + 1) })} />
                <IconButton icon="trash-2" label={m.delivery_column_remove({ name: c.name })} disabled={b.columns.length === 1} onClick={() => set({ columns: b.columns.filter((_, n) => n !== i) })} />
              </span>
            </div>
            <States column={c} free={free} onChange={(names) => column(i, { states: names })} />
            <TextArea label={m.delivery_policy()} value={c.policy} onChange={(policy) => column(i, { policy })} rows={1} autoGrow maxLength={5000} placeholder={m.delivery_policy_hint()} />
          </li>
        ))}
      </ol>
      {free.length > 0 && (
        <Callout tone="neutral" actions={<Button size="sm" onClick={() => set({ columns: [...b.columns, { id: '', name: free[0]!, states: [free[0]!], limit: null, policy: '' }] })}>{m.delivery_column_add()}</Button>}>
          {m.delivery_states_free({ states: free.join(', ') })}
        </Callout>
      )}
      {board.id && (
        <div className="flex gap-2">
          <Button variant="ghost" icon="copy" onClick={() => void save(true)}>
            {m.delivery_board_save_new()}
          </Button>
          <Button variant="ghost" icon="trash-2" onClick={() => void remove()}>
            {m.delivery_board_remove()}
          </Button>
        </div>
      )}
    </Ask>
  )
}

/** The states of a column as chips that can be taken away, and those that are free. */
function States({ column, free, onChange }: { column: BoardColumn; free: readonly string[]; onChange: (states: string[]) => void }) {
  return (
    <div role="group" aria-label={m.delivery_column_states({ name: column.name })} className="flex flex-wrap items-center gap-1.5">
      {column.states.map((s) => (
        <span key={s} className="inline-flex h-6 items-center gap-1 rounded-sm bg-bg-hover pl-2 text-12">
          {s}
          <IconButton icon="x" size="sm" label={m.delivery_state_remove({ state: s })} onClick={() => onChange(column.states.filter((x) => x !== s))} />
        </span>
      ))}
      {free.length > 0 && <Select label={m.delivery_state_add()} size="sm" placeholder={m.delivery_state_add()} value={null} onChange={(s) => onChange([...column.states, s])} options={free.map((s) => ({ value: s, label: s }))} />}
    </div>
  )
}

function swapped<T>(list: readonly T[], a: number, b: number): T[] {
  const out = [...list]
  ;[out[a], out[b]] = [out[b]!, out[a]!]
  return out
}
