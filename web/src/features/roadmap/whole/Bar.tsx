import { memo, type PointerEvent } from 'react'

import { numberOf } from '@/lib/scale'
import { boundsOf, type Grip, lengthOf, type Span } from '@/lib/scaleSpan'
import { oddsOf } from '@/lib/measure'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { useDraft } from '@/record/views/common/drafts'
import { spanText } from '@/record/views/timeline/labels'
import { startPull } from '@/record/views/timeline/pull'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import { tip } from '@/ui/tooltip'

import { type Line, spanOf } from './plan'
import { promisesSaid } from './PromiseMarks'
import { useWhole, type Whole } from './view'

const tones: Record<string, string> = {
  todo: 'border-line-strong bg-bg-raised',
  doing: 'border-accent/45 bg-accent-soft',
  done: 'border-green/45 bg-green-soft',
  closed: 'border-line-strong bg-bg-sunken',
}

/** Where a line stands: as it is, in the scenario, or where it is being pulled to. */
export function useSpan(line: Line): { span: Span; draft: boolean; was?: Span; put: boolean } {
  const { drafts, moved } = useWhole()
  const draft = useDraft(drafts, line.id)
  const there = moved.get(line.id)
  if (draft) return { span: draft, draft: true, was: spanOf(line), put: true }
  return there ? { span: there.to, draft: false, was: spanOf(line), put: there.put } : { span: spanOf(line), draft: false, put: false }
}

const listed = (words: readonly (string | false | undefined)[]): string => words.filter(Boolean).join(' · ')

/** What a bar says: its days, how far it is, what is wrong with it. */
function barSaid({ today, conflicts, may }: Whole, line: Line, span: Span): string {
  return listed([spanText(span, today), line.items > 0 && m.plan_progress({ done: line.accepted, all: line.items }), conflicts.get(line.id), may(line) === 'propose' && m.plan_proposes()])
}

function oddsSaid({ chances, today }: Whole, line: Line): string {
  const c = chances.get(line.id)
  if (!c?.half || !c.likely) return ''
  return listed([m.flow_odds({ day: sayDay(c.likely, today) }), c.before !== null && !!line.endOn && m.flow_odds_promised({ odds: oddsOf(c.before), day: sayDay(line.endOn, today) })])
}

/** All that stands on the axis for a line, in words: for whoever doesn't see the axis. */
export function LineSaid({ line }: { line: Line }) {
  const whole = useWhole()
  const span = whole.moved.get(line.id)?.to ?? spanOf(line) // where it is being pulled to is announced, not said here
  return listed([boundsOf(span) ? barSaid(whole, line, span) : m.plan_no_dates(), oddsSaid(whole, line), ...promisesSaid(whole, line).map((p) => p.text)])
}

/** A line on the axis. A day alone is a mark; where it stood before, and its odds, lie behind it. */
export const Bar = memo(function Bar({ line }: { line: Line }) {
  const whole = useWhole()
  const { scale, viewport, drafts, steps, may, onMove, conflicts, today } = whole
  const { span, draft, was, put } = useSpan(line)
  const bounds = boundsOf(span)
  if (!bounds) return null
  const day = line.kind === 'release' || line.kind === 'milestone'
  const right = may(line)
  const free = right !== 'no'
  const x = scale.x(numberOf(bounds.first))
  const width = Math.max(lengthOf(span) * scale.perDay, 4)
  const pull = (grip: Grip) => (e: PointerEvent) => {
    e.stopPropagation()
    steps.flush()
    startPull(e.nativeEvent, { viewport, grip, span, onDraft: (s) => drafts.set(line.id, s), onDone: (s) => onMove(line, s) })
  }
  const conflict = conflicts.get(line.id)
  const done = line.items > 0 ? line.accepted / line.items : undefined
  const text = barSaid(whole, line, span)
  const point = day && width <= Math.max(4, scale.perDay)
  return (
    <>
      {was && <Ghost span={was} />}
      <Odds line={line} />
      <div className="absolute inset-y-0" style={{ left: x, width }}>
        {point ? (
          <div data-bar={line.key} {...tip(draft ? undefined : text)} onPointerDown={free ? pull('move') : undefined} className={cx('absolute top-0 grid size-8 place-items-center', free && 'cursor-grab active:cursor-grabbing')} style={{ left: width / 2 - 16 }}>
            {line.kind === 'release' ? <Icon name="flag" size={16} className={cx('fill-accent-soft', conflict ? 'text-red' : 'text-accent-text')} /> : <span className={cx('size-3 rotate-45 rounded-[2px] border', conflict ? 'border-red bg-red-soft' : 'border-violet bg-violet/25')} />}
          </div>
        ) : (
          <div
            data-bar={line.key}
            {...tip(draft ? undefined : text)}
            onPointerDown={free ? pull('move') : undefined}
            className={cx('absolute inset-x-0 top-1.5 h-5 touch-pan-y overflow-hidden rounded-sm border', tones[line.category] ?? tones.todo, free && 'cursor-grab active:cursor-grabbing', put && 'border-violet!', put && !draft && 'border-dashed', conflict && 'border-red!')}
          >
            {done !== undefined && <div className={cx('h-full', line.category === 'done' ? 'bg-green/20' : 'bg-accent/20')} style={{ width: `${done * 100}%` }} />}
          </div>
        )}
        {free && !point && (
          <>
            {!day && <Handle side="start" onPointerDown={pull('start')} />}
            <Handle side="end" onPointerDown={pull('end')} />
          </>
        )}
        {draft && (
          <div className="tabular pointer-events-none absolute bottom-full left-0 z-40 mb-0.5 flex h-6 items-center rounded border border-line-strong bg-bg-raised px-2 text-12 font-medium whitespace-nowrap">{spanText(span, today)}</div>
        )}
      </div>
    </>
  )
})

function Handle({ side, onPointerDown }: { side: 'start' | 'end'; onPointerDown: (e: PointerEvent) => void }) {
  return <div data-handle={side} onPointerDown={onPointerDown} className={cx('absolute inset-y-1 z-10 w-2.5 cursor-ew-resize touch-none', side === 'start' ? '-left-1' : '-right-1')} />
}

/** Where it stands as long as the scenario is not taken. */
function Ghost({ span }: { span: Span }) {
  const { scale } = useWhole()
  const bounds = boundsOf(span)
  if (!bounds) return null
  // Plain lines, and no shadow on what is pulled: both are painted anew with each frame of a pull.
  return <div aria-hidden className="absolute top-1.5 h-5 rounded-sm border border-line" style={{ left: scale.x(numberOf(bounds.first)), width: Math.max(4, lengthOf(span) * scale.perDay) }} />
}

/** When it may be done: from even odds to 85 %. */
function Odds({ line }: { line: Line }) {
  const whole = useWhole()
  const { chances, scale } = whole
  const c = chances.get(line.id)
  if (!c?.half || !c.likely) return null
  const [a, b] = [scale.x(numberOf(c.half) + 1), scale.x(numberOf(c.likely) + 1)]
  return <div {...tip(oddsSaid(whole, line))} className="absolute top-2.5 h-3 rounded-sm border-r-2 border-violet bg-violet/20" style={{ left: a - 1, width: Math.max(4, b - a + 1) }} />
}
