import { useState, type KeyboardEvent, type ReactNode } from 'react'
import { useNavigate } from '@tanstack/react-router'

import { useData, useRecordState } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { recordAddress, useGo } from '@/record/screen/address'
import { IconButton } from '@/ui/button'
import { Splitter } from '@/ui/layout'

import { Absent } from './Absent'
import { Actions } from './Actions'
import { Opener } from './opener'
import { RecordShown } from './RecordShown'
import { ThreadBar } from './ThreadBar'
import { useFocusOn } from './useFocusOn'

interface RecordPanelProps {
  /** Id or key. */
  id: string
  /** Put away by Esc and its button; without it the panel stays, as a pane of the screen. */
  onClose?: () => void
  onOpenPage?: (id: string) => void
  /** Goes to the next or the one before in the list. */
  onStep?: (by: 1 | -1) => void
  /** Another record is opened from here; without it, beside the list where this one is. */
  onOpen?: (key: string) => void
  extra?: (record: Rec) => ReactNode
}

const narrowest = 480
const widest = 720
const usual = 560
const remembered = 'throughline.panel'

const startWidth = (): number => Math.min(widest, Math.max(narrowest, Number(localStorage.getItem(remembered)) || usual))

/** The record beside a list, so that the list is not lost. */
export function RecordPanel(props: RecordPanelProps) {
  const [width, setWidth] = useState(startWidth)
  if (!props.onClose) return <Pane {...props} />
  const set = (next: number) => {
    setWidth(next)
    localStorage.setItem(remembered, String(next))
  }
  return (
    <div className="flex h-full min-h-0 shrink-0 max-md:absolute max-md:inset-0 max-md:z-30 max-md:w-full! max-md:bg-bg" style={{ width }}>
      <Splitter pane="after" label={m.record_panel_width()} value={width} min={narrowest} max={widest} onChange={set} onReset={() => set(usual)} />
      <Pane {...props} />
    </div>
  )
}

function Pane({ id, onClose, onOpenPage, onStep, onOpen, extra }: RecordPanelProps) {
  const state = useRecordState(id)
  const data = useData()
  const go = useGo()
  const navigate = useNavigate()
  const focusOn = useFocusOn(state.record?.id)
  const { record } = state
  const open = onOpen ?? (onClose ? (key: string) => void navigate({ to: '.', search: ((s: object) => ({ ...s, open: key })) as never }) : undefined)
  const page = () => (onOpenPage ? onOpenPage(id) : go(recordAddress(record?.key ?? data.cache.get(id)?.key ?? id)))
  const keys = (e: KeyboardEvent) => {
    if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey) return
    if (e.key === 'Escape' && onClose) onClose()
    else if ((e.key === 'ArrowUp' || e.key === 'ArrowDown') && onStep && !takesArrows(e.target)) onStep(e.key === 'ArrowUp' ? -1 : 1)
    else return
    e.preventDefault()
    e.stopPropagation()
  }
  return (
    <Opener value={open}>
      <section ref={focusOn} aria-label={record ? `${record.key} ${record.title}` : m.record_loading()} tabIndex={-1} onKeyDown={keys} className="@container flex min-h-0 min-w-0 flex-1 flex-col bg-bg outline-none">
        <div className="flex min-h-11 shrink-0 items-center gap-2 pr-2 pl-3">
          {onStep && (
            <span className="flex shrink-0">
              <IconButton size="sm" icon="chevron-up" label={m.record_panel_previous()} onClick={() => onStep(-1)} />
              <IconButton size="sm" icon="chevron-down" label={m.record_panel_next()} onClick={() => onStep(1)} />
            </span>
          )}
          <span className="ml-auto" />
          {record && (
            <Actions record={record}>
              <IconButton icon="external-link" label={m.record_panel_page()} onClick={page} />
            </Actions>
          )}
          {onClose && <IconButton icon="x" label={m.record_close()} kbd="esc" onClick={onClose} className="-ml-1.5" />}
        </div>
        {record && (
          <div className="flex shrink-0 border-b border-line px-3 pb-1">
            <ThreadBar record={record} compact />
          </div>
        )}
        <div className="min-h-0 flex-1 overflow-y-auto quiet-scroll">{record ? <RecordShown key={record.id} record={record} extra={extra} /> : <Absent id={id} state={state} />}</div>
      </section>
    </Opener>
  )
}

/** Whether the arrows mean something where the focus is. */
function takesArrows(target: EventTarget): boolean {
  return target instanceof Element && target.closest('input,textarea,select,[contenteditable=true],[role=menu],[role=listbox],[role=tablist],[role=radiogroup],[role=separator],[role=combobox],[data-grip],[data-step]') !== null
}
