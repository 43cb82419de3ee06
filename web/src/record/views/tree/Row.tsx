import { memo, type MouseEvent, useCallback, useState } from 'react'

import { useRecord } from '@/data/hooks'
import type { TreeRow } from '@/lib/layoutTree'
import { m } from '@/locales/gen/messages.js'
import { FieldValue } from '@/record/fields/cell'
import { useSelected } from '@/record/list/selection'
import { useAtCursor } from '@/record/views/common/cursor'
import { plain, pressRow } from '@/record/views/common/frame'
import { RecordTitle } from '@/record/views/common/title'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import { Ring } from '@/ui/progress'
import { Skeleton } from '@/ui/skeleton'
import { tip } from '@/ui/tooltip'

import { useTreeOf } from './context'
import { dragRow, type Over } from './drag'
import { levelOf, relationTo } from './levels'
import { useProgress } from './useTree'

export const ROW = 34
const STEP = 20

type Node = Extract<TreeRow, { type: 'node' }>

interface RowProps extends Pick<Node, 'path' | 'id' | 'depth' | 'place' | 'size' | 'open'> {
  top: number
  index: number
}

/** A record in the tree, with how far what stands under it has come. */
export const Row = memo(function Row({ path, id, depth, place, size, open, top, index }: RowProps) {
  const tree = useTreeOf()
  const { cursor, selection, columns, toggle } = tree
  const record = useRecord(id)
  const selected = useSelected(selection, id)
  const here = useAtCursor(cursor, path)
  const [over, setOver] = useState<Over>()
  const progress = useProgress(record, tree)
  const drag = useCallback((element: HTMLElement | null) => (element ? dragRow(element, tree, path, setOver) : undefined), [tree, path])
  // As long as it is not known, what has a level below it is taken to hold something.
  const holds = progress ? progress.total > 0 : !!record && tree.levels.some((k) => levelOf(k) > levelOf(record.kind) && relationTo(k, record.kind))
  const press = (e: MouseEvent) => {
    cursor.moveTo(path)
    pressRow(e, selection, id, tree.order)
  }
  return (
    <div
      ref={drag}
      role="row"
      id={cursor.idOf(path)}
      data-id={id}
      data-path={path}
      aria-rowindex={index + 2}
      aria-level={depth + 1}
      aria-posinset={place}
      aria-setsize={size}
      aria-expanded={holds ? open : undefined}
      aria-selected={selected}
      onMouseDown={press}
      onClick={(e) => plain(e) && tree.open(id, 'panel')}
      onDoubleClick={() => tree.open(id, 'page')}
      className={cx(
        'absolute inset-x-0 flex items-center gap-2 border-b border-line/60 pr-3',
        over ? 'bg-accent-soft' : selected ? 'bg-bg-selected' : 'hover:bg-bg-hover/60',
        here && 'group-focus-visible/grid:outline-2 group-focus-visible/grid:-outline-offset-2 group-focus-visible/grid:outline-focus',
      )}
      style={{ top, height: ROW }}
    >
      <Guides depth={depth} />
      <div role="gridcell" className="flex h-full min-w-0 flex-1 items-center gap-1" style={{ paddingLeft: depth * STEP + 8 }}>
        <button
          type="button"
          tabIndex={-1}
          aria-label={open ? m.views_tree_close() : m.views_tree_open()}
          onClick={(e) => {
            e.stopPropagation()
            toggle(path, !open)
          }}
          className={cx('grid size-6 shrink-0 place-items-center rounded-sm text-text-faint hover:bg-bg-hover hover:text-text', !holds && 'invisible')}
        >
          <Icon name="chevron-right" size={14} className={cx('transition-[rotate]', open && 'rotate-90')} />
        </button>
        {record ? <RecordTitle record={record} keyed /> : <Skeleton width={220} />}
        {over?.hint && <span className="ml-2 shrink-0 text-12 text-violet-text">{over.hint}</span>}
      </div>
      <div role="gridcell" className="w-16 shrink-0">
        {progress && progress.total > 0 && <Share {...progress} />}
      </div>
      {columns.map((field) => (
        <div key={field.name} role="gridcell" className="flex w-28 min-w-0 shrink-0 items-center text-13 text-text-muted max-md:hidden">
          {record && <FieldValue record={record} field={field} />}
        </div>
      ))}
    </div>
  )
})

function Share({ done, total }: { done: number; total: number }) {
  const text = m.views_tree_share({ done, total })
  return (
    <span className="tabular flex items-center gap-1.5 text-12 text-text-muted" {...tip(text)}>
      <Ring value={done / total} size={14} tone={done === total ? 'green' : 'accent'} />
      <span aria-hidden>
        {done}/{total}
      </span>
      <span className="sr-only">{text}</span>
    </span>
  )
}

/** A thin line for each level above. */
export function Guides({ depth }: { depth: number }) {
  if (depth === 0) return null
  return <span aria-hidden className="pointer-events-none absolute inset-y-0 left-5" style={{ width: depth * STEP, backgroundImage: `repeating-linear-gradient(to right, var(--color-line) 0 1px, transparent 1px ${STEP}px)` }} />
}

interface NoteProps {
  type: Exclude<TreeRow['type'], 'node'>
  depth: number
  top: number
}

/** A line for children that are on their way, are not there, or could not be had. */
export function Note({ type, depth, top }: NoteProps) {
  return (
    <div role="row" aria-level={depth + 1} className="absolute inset-x-0 flex items-center border-b border-line/60 text-13 text-text-faint" style={{ top, height: ROW }}>
      <Guides depth={depth} />
      <div role="gridcell" style={{ paddingLeft: depth * STEP + 36 }}>
        {type === 'loading' ? <Skeleton width={180} /> : type === 'failed' ? m.views_tree_failed() : m.views_tree_none()}
      </div>
    </div>
  )
}
