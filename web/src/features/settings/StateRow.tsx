import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { attachClosestEdge, type Edge, extractClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge'
import { useCallback, useState } from 'react'

import { m } from '@/locales/gen/messages.js'
import { IconButton } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Icon, StateIcon } from '@/ui/icon'
import { TextInput } from '@/ui/input'
import { Select } from '@/ui/select'

import { CATEGORIES, type Category, type DraftState, type Flaw, type FlowState } from './workflow'
import { CATEGORY_NAMES, flawWords } from './workflowWords'

interface StateRowProps {
  state: DraftState
  index: number
  last: number
  count: number | undefined
  standard: readonly FlowState[]
  flaw: Flaw | undefined
  onRename: (name: string) => void
  onCategory: (category: Category) => void
  onMeaning: (meaning: string) => void
  onMove: (to: number) => void
  onRemove: () => void
}

const MARK = 'workflow-state'
/** Told to the list when a row was put elsewhere: rows stay registered while they are dragged. */
export const DROPPED = 'state-dropped'

/** Taken by the grip and put before or after another. */
function useDrag(index: number) {
  const [edge, setEdge] = useState<Edge | null>(null)
  const ref = useCallback(
    (row: HTMLLIElement | null) => {
      const grip = row?.querySelector('[data-grip]')
      if (!row || !grip) return undefined
      return combine(
        draggable({ element: row, dragHandle: grip, getInitialData: () => ({ [MARK]: true, index }) }),
        dropTargetForElements({
          element: row,
          canDrop: ({ source }) => source.data[MARK] === true && source.data.index !== index,
          getData: ({ input, element }) => attachClosestEdge({ [MARK]: true, index }, { input, element, allowedEdges: ['top', 'bottom'] }),
          onDragEnter: ({ self }) => setEdge(extractClosestEdge(self.data)),
          onDrag: ({ self }) => setEdge(extractClosestEdge(self.data)),
          onDragLeave: () => setEdge(null),
          onDrop: ({ self, source }) => {
            setEdge(null)
            const from = source.data.index as number
            const to = extractClosestEdge(self.data) === 'bottom' ? index + 1 : index
            row.dispatchEvent(new CustomEvent(DROPPED, { bubbles: true, detail: { from, to: from < to ? to - 1 : to } }))
          },
        }),
      )
    },
    [index],
  )
  return { ref, edge }
}

/** One state: its place, name, category, meaning, and how many records are in it. */
export function StateRow(p: StateRowProps) {
  const { state, index, last } = p
  const { ref, edge } = useDrag(index)
  const name = state.name || m.settings_state_unnamed()
  return (
    <li ref={ref} className="relative flex flex-wrap items-center gap-2 border-b py-1">
      {edge && <span className={cx('pointer-events-none absolute inset-x-0 h-0.5 bg-accent', edge === 'top' ? '-top-px' : '-bottom-px')} />}
      <button
        type="button"
        data-grip
        aria-label={m.settings_state_move({ name, place: index + 1, of: last + 1 })}
        onKeyDown={(e) => {
          const by = e.key === 'ArrowUp' ? -1 : e.key === 'ArrowDown' ? 1 : 0
          if (by === 0) return
          e.preventDefault()
          p.onMove(index + by)
        }}
        className="grid size-6 shrink-0 cursor-grab place-items-center rounded-sm text-text-faint hover:text-text"
      >
        <Icon name="grip-vertical" size={14} />
      </button>
      <TextInput aria-label={m.settings_state_name()} value={state.name} onChange={p.onRename} error={p.flaw && flawWords(p.flaw)} className="w-56 max-md:w-auto max-md:flex-1" />
      <Select
        label={m.settings_state_category({ name })}
        value={state.category}
        onChange={p.onCategory}
        options={CATEGORIES.map((c) => ({ value: c, label: CATEGORY_NAMES[c](), icon: <StateIcon category={c} /> }))}
        className="w-32"
      />
      <MeaningPick state={state} standard={p.standard} onMeaning={p.onMeaning} />
      <span className="ml-auto flex items-center gap-2">
        <span className="tabular text-12 text-text-muted">{p.count === undefined ? '' : m.settings_state_count({ count: p.count })}</span>
        <IconButton icon="trash-2" size="sm" label={m.settings_state_remove({ name })} disabled={last === 0} onClick={p.onRemove} />
      </span>
    </li>
  )
}

/** What the rules take the state for; a team's own state means nothing to them. */
function MeaningPick({ state, standard, onMeaning }: Pick<StateRowProps, 'state' | 'standard' | 'onMeaning'>) {
  const options = [{ value: '', label: m.settings_state_no_meaning() }, ...standard.map((s) => ({ value: s.meaning, label: m.settings_state_means({ meaning: s.meaning }) }))]
  return <Select bare size="sm" label={m.settings_state_meaning({ name: state.name })} value={state.meaning} onChange={onMeaning} options={options} className="w-44 max-md:w-36" />
}
