import { useMemo, useState, type FocusEvent, type KeyboardEvent } from 'react'

import { useAsk } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { kindName } from '@/record/fields/fields'
import { cx } from '@/ui/cx'
import { Icon, KindIcon, StateIcon } from '@/ui/icon'
import { Popover } from '@/ui/popover'
import { Skeleton } from '@/ui/skeleton'
import { tip } from '@/ui/tooltip'

import { FillGap } from './FillGap'
import { kindCount } from './kindCount'
import { useRecordLink } from './opener'
import { useMay } from './useMay'
import { stepKinds, stepsOf, tally, type Node, type Step, type Thread } from './thread'

const threadKinds = ['link', ...new Set(Object.values(stepKinds).flat())]

/** The line a record stands in, from the vision to the metric; gaps can be filled where they are. */
export function ThreadBar({ record, compact }: { record: Rec; compact?: boolean }) {
  const asked = useAsk<Thread>(`/records/${record.id}/thread`, threadKinds)
  const thread = asked.value
  // Gaps are for those who can fill them.
  const may = useMay('link.make', record)
  const steps = useMemo(
    () => (thread ? stepsOf({ ...thread, record: { ...thread.record, key: record.key, category: record.category } }).filter((s) => may || s.what !== 'gap') : undefined),
    [thread, record.key, record.category, may],
  )
  if (!steps && asked.status === 'error')
    return (
      <button type="button" onClick={asked.retry} className="flex h-7 min-w-0 flex-1 items-center gap-1.5 rounded px-1.5 text-left text-12 text-text-muted hover:bg-bg-hover">
        <Icon name="refresh-cw" size={12} /> {m.record_thread_failed()}
      </button>
    )
  return (
    <nav aria-label={m.record_thread()} className="@container/thread min-w-0 flex-1">
      <ol onKeyDown={walk} onFocus={remember} className="relative flex min-w-0 items-center overflow-x-auto py-1 [scrollbar-width:none]">
        {steps
          ? steps.map((step, i) => (
              <li key={`${step.what} ${step.name}${step.what === 'nodes' ? step.nodes[0]!.id : ''}`} className={cx('flex items-center', shrinks(step, compact ?? false) ? 'min-w-9 shrink overflow-hidden' : 'shrink-0')}>
                {i > 0 && <Icon name="chevron-right" size={12} className="text-text-faint" />}
                <StepChip step={step} record={record} compact={compact} first={i === 0} />
              </li>
            ))
          : [64, 96, 80, 72, 96].map((w, i) => (
              <li key={i} className="px-2">
                <Skeleton width={w} height={14} />
              </li>
            ))}
      </ol>
    </nav>
  )
}

/** Long titles give way first; what is short already stays. */
const shrinks = (step: Step, compact: boolean): boolean => !compact && step.what === 'nodes' && step.nodes.length === 1 && step.nodes[0]!.title.length > 12

const chip = 'flex h-7 min-w-0 items-center gap-1.5 rounded px-1.5 text-12 whitespace-nowrap transition-colors'

/** Where the line is longer than the bar, it is the record itself that is seen. */
function inSight(step: HTMLElement | null): void {
  const line = step?.closest('ol')
  if (step && line && line.scrollWidth > line.clientWidth) line.scrollLeft = step.offsetLeft - (line.clientWidth - step.offsetWidth) / 2
}

interface ChipProps {
  step: Step
  record: Rec
  compact?: boolean
  first: boolean
}

function StepChip({ step, record, compact, first }: ChipProps) {
  if (step.what === 'gap') return <FillGap step={step} product={record.product} compact={compact} />
  if (step.what === 'this')
    return (
      <span ref={inSight} aria-current="page" data-step tabIndex={first ? 0 : -1} className={cx(chip, 'bg-bg-selected font-medium text-text')} {...tip(record.title)}>
        <KindIcon kind={record.kind} size={14} />
        <span className="keyed">{record.key || m.record_key_coming()}</span>
      </span>
    )
  if (step.nodes.length === 1) return <Single node={step.nodes[0]!} vision={step.name === 'vision'} compact={compact} first={first} />
  return <Several step={step} first={first} compact={compact} />
}

function Single({ node, vision, compact, first }: { node: Node; vision: boolean; compact?: boolean; first: boolean }) {
  const link = useRecordLink()
  const what = vision ? m.record_vision() : kindName(node.kind)
  return (
    <a {...link(node.key)} data-step tabIndex={first ? 0 : -1} aria-label={`${what} ${node.key}: ${node.title}`} {...tip(`${what} ${node.key}: ${node.title}${node.state ? ` (${node.state})` : ''}`)} className={cx(chip, !compact && 'flex-1', 'overflow-hidden text-text-muted -outline-offset-2 hover:bg-bg-hover hover:text-text')}>
      <KindIcon kind={node.kind} size={14} />
      {node.category && <StateIcon category={node.category} size={12} />}
      {!vision && <span className="keyed hidden text-text-faint @7xl/thread:inline">{node.key}</span>}
      {!compact && <span className={cx('hidden truncate', vision ? 'max-w-32 @5xl/thread:inline' : 'max-w-44 @3xl/thread:inline')}>{node.title}</span>}
    </a>
  )
}

function Several({ step, compact, first }: { step: Extract<Step, { what: 'nodes' }>; compact?: boolean; first: boolean }) {
  const [open, setOpen] = useState(false)
  const counts = tally(step.nodes)
  const said = counts.map((c) => kindCount(c.kind, c.count)).join(', ')
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={said}
      className="w-96 p-1"
      trigger={
        <button type="button" data-step tabIndex={first ? 0 : -1} {...tip(said)} className={cx(chip, 'text-text-muted hover:bg-bg-hover hover:text-text data-popup-open:bg-bg-hover')}>
          {counts.map((c) => (
            <span key={c.kind} className="tabular inline-flex items-center gap-1">
              <KindIcon kind={c.kind} size={14} />
              {counts.length === 1 && !compact ? (
                kindCount(c.kind, c.count)
              ) : (
                <>
                  <span aria-hidden>{c.count}</span>
                  <span className="sr-only">{kindCount(c.kind, c.count)}</span>
                </>
              )}
            </span>
          ))}
        </button>
      }
    >
      <Folded nodes={step.nodes} onOpen={() => setOpen(false)} />
    </Popover>
  )
}

/** More than this is looked for in a list of its own. */
const most = 60

function Folded({ nodes, onOpen }: { nodes: readonly Node[]; onOpen: () => void }) {
  const link = useRecordLink()
  return (
    <ul className="max-h-80 overflow-y-auto quiet-scroll">
      {nodes.slice(0, most).map((n) => (
        <li key={n.id}>
          <a {...opened(link(n.key), onOpen)} className="flex h-8 items-center gap-2 rounded-sm px-2 text-13 hover:bg-bg-hover">
            <KindIcon kind={n.kind} size={14} label={kindName(n.kind)} />
            <span className="keyed shrink-0 text-text-faint">{n.key}</span>
            {n.category && <StateIcon category={n.category} size={12} label={n.state} />}
            <span className="min-w-0 truncate">{n.title}</span>
          </a>
        </li>
      ))}
      {nodes.length > most && <li className="px-2 py-1.5 text-12 text-text-faint">{m.record_thread_rest({ count: nodes.length - most })}</li>}
    </ul>
  )
}

/** A link that also closes what it stands in. */
const opened = (link: ReturnType<ReturnType<typeof useRecordLink>>, also: () => void): typeof link => ({
  ...link,
  onClick: (e) => {
    link.onClick(e)
    also()
  },
})

/** The arrows go from step to step; a step that has the focus is the one that Tab comes back to. */
function walk(e: KeyboardEvent<HTMLElement>): void {
  const steps = [...e.currentTarget.querySelectorAll<HTMLElement>('[data-step]')]
  const at = steps.indexOf(document.activeElement as HTMLElement)
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: steps.length - 1 }[e.key]
  if (to === undefined || at < 0) return
  e.preventDefault()
  e.stopPropagation()
  steps[Math.max(0, Math.min(steps.length - 1, to))]?.focus()
}

function remember(e: FocusEvent<HTMLElement>): void {
  const step = (e.target as Element).closest<HTMLElement>('[data-step]')
  if (!step) return
  for (const s of e.currentTarget.querySelectorAll<HTMLElement>('[data-step]')) s.tabIndex = s === step ? 0 : -1
}
