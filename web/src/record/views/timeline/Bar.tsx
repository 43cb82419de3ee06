import { type PointerEvent, memo } from 'react'

import { numberOf } from '@/lib/scale'
import { boundsOf, type Grip, lengthOf } from '@/lib/scaleSpan'
import { m } from '@/locales/gen/messages.js'
import { proposes } from '@/record/fields/editor'
import { useFieldRight } from '@/record/fields/editor-right'
import { cx } from '@/ui/cx'
import { Icon, StateIcon } from '@/ui/icon'
import { tip } from '@/ui/tooltip'

import { type Standing, useTimeline } from './context'
import { all, isPromise, pulledFields } from './dates'
import { spanText } from './labels'
import { progressOf } from './progress'
import { startPull } from './pull'

const tones: Record<string, string> = {
  todo: 'border-line-strong bg-bg-raised',
  doing: 'border-accent/45 bg-accent-soft',
  done: 'border-green/45 bg-green-soft',
  closed: 'border-line-strong bg-bg-sunken text-text-muted',
}

const fills: Record<string, string> = { doing: 'bg-accent/20', done: 'bg-green/20' }

/** A record on the axis: a bar that one moves and pulls, or a mark for a single day. */
export const Bar = memo(function Bar({ standing, late, conflict }: { standing: Standing; late: boolean; conflict: string | undefined }) {
  const { scale, today, control, dates } = useTimeline()
  const { record, span, draft } = standing
  const bounds = boundsOf(span)!
  const moving = pulledFields(record, dates, standing, 'move')
  const right = useFieldRight(record, moving[0] ?? all(dates)[0]!)
  const free = moving.length > 0 && right.may !== 'no'
  const ends = free && pulledFields(record, dates, standing, 'end').length > 0
  const x = scale.x(numberOf(bounds.first))
  const width = lengthOf(span) * scale.perDay
  const point = lengthOf(span) === 1 && (!span.start || !span.end)
  const pull = (grip: Grip) => (e: PointerEvent) => {
    e.stopPropagation()
    control.steps.flush()
    startPull(e.nativeEvent, { viewport: control.viewport, grip, span, onDraft: (s) => control.drafts.set(record.id, s), onDone: (s) => void control.move(record.id, s) })
  }
  const text = [spanText(span, today), conflict, late && m.views_timeline_late()].filter(Boolean).join(' · ')
  return (
    <div className="absolute inset-y-0" style={{ left: x, width: Math.max(width, 4) }}>
      {point ? (
        <Point standing={standing} free={free} onPointerDown={free ? pull('move') : undefined} text={text} wide={Math.max(width, 4)} />
      ) : (
        <div
          data-bar
          {...tip(draft ? undefined : text)}
          onPointerDown={free ? pull('move') : undefined}
          className={cx(
            'absolute inset-x-0 top-1.5 h-5.5 touch-pan-y rounded-sm border',
            tones[record.category] ?? tones.todo,
            free && 'cursor-grab active:cursor-grabbing',
            draft && 'shadow-float',
            conflict && 'border-red!',
          )}
        >
          <Progress standing={standing} />
        </div>
      )}
      {ends && <Handle side="start" onPointerDown={pull('start')} />}
      {ends && <Handle side="end" onPointerDown={pull('end')} />}
      <Label standing={standing} width={point ? 0 : width} />
      {draft && <Chip text={spanText(span, today)} hint={proposes(right)} />}
    </div>
  )
})

function Progress({ standing }: { standing: Standing }) {
  const done = progressOf(standing.record)
  if (done === undefined) return null
  return <div className={cx('h-full rounded-[3px]', fills[standing.record.category] ?? 'bg-text-faint/15')} style={{ width: `${done * 100}%` }} />
}

interface PointProps {
  standing: Standing
  free: boolean
  text: string
  wide: number
  onPointerDown: ((e: PointerEvent) => void) | undefined
}

/** A single day: a flag where it was promised, a diamond else. */
function Point({ standing, free, text, wide, onPointerDown }: PointProps) {
  const promised = isPromise(standing.point)
  return (
    <div data-bar {...tip(standing.draft ? undefined : text)} onPointerDown={onPointerDown} className={cx('absolute top-0 grid size-[34px] touch-pan-y place-items-center', free && 'cursor-grab active:cursor-grabbing')} style={{ left: wide / 2 - 17 }}>
      {promised ? <Icon name="flag" size={16} className="fill-accent-soft text-accent-text" /> : <span className="size-3 rotate-45 rounded-[2px] border border-accent bg-accent-soft" />}
    </div>
  )
}

/** The title: it begins in the bar where there is room for it to begin, stays in sight, and may run on beyond the end. */
function Label({ standing, width }: { standing: Standing; width: number }) {
  const { record } = standing
  const inside = width >= 36
  return (
    <div className={cx('pointer-events-none absolute inset-y-0 flex items-center', inside ? 'inset-x-0 px-2' : 'left-full pl-2')} style={!inside && width === 0 ? { marginLeft: 10 } : undefined}>
      <span className={cx('flex items-center gap-1.5 text-12 whitespace-nowrap', inside && 'sticky left-[calc(var(--gutter)+8px)]', record.category === 'closed' && 'text-text-muted')}>
        {inside && <StateIcon category={record.category} size={12} />}
        <span className={inside ? undefined : 'text-text-muted'}>{record.title}</span>
      </span>
    </div>
  )
}

/** Where one takes hold of an end; it stands out when the row is pointed at. */
function Handle({ side, onPointerDown }: { side: 'start' | 'end'; onPointerDown: (e: PointerEvent) => void }) {
  return (
    <div data-handle={side} onPointerDown={onPointerDown} className={cx('absolute inset-y-1 z-10 flex w-3 cursor-ew-resize touch-none items-center justify-center', side === 'start' ? '-left-1.5' : '-right-1.5')}>
      <span className="h-3.5 w-1 rounded-full bg-transparent group-hover/row:bg-text-faint" />
    </div>
  )
}

/** Where it is being pulled to, and who decides. */
function Chip({ text, hint }: { text: string; hint: string | undefined }) {
  return (
    <div className="pointer-events-none absolute bottom-full left-0 z-40 mb-0.5 flex h-6 items-center gap-2 rounded bg-bg-raised px-2 text-12 whitespace-nowrap shadow-float">
      <span className="tabular font-medium">{text}</span>
      {hint && <span className="text-violet-text">{hint}</span>}
    </div>
  )
}
