/** Values chosen from a list in a popover, each with its own source of options. */
import { useRef, useState, type ReactElement, type ReactNode } from 'react'

import { useRecord } from '@/data/hooks'
import type { KindName } from '@/data/kinds.gen'
import type { Rec } from '@/data/types'
import { useToday } from '@/record/screen/today'
import { DatePicker } from '@/ui/date'
import { Picker, type Option } from '@/ui/combobox'
import { drawIcon } from '@/ui/icon'
import { tip } from '@/ui/tooltip'

import { choiceOptions, NONE, usePersonOptions, useRecordSearch, useStateOptions, useTagSearch } from './editor-options'
import type { Field } from './field'

export interface PickProps {
  field: Field
  value: unknown
  product: string | undefined
  kind: KindName
  /** Whose value it is; says of each state whether one may move it there. */
  record?: Rec
  label: string
  trigger: ReactElement
  footer?: string
  open?: boolean
  onOpenChange?: (open: boolean) => void
  anchor?: () => Element | null
  onChange: (value: unknown) => void
}

type Shared = Pick<PickProps, 'trigger' | 'label' | 'footer' | 'open' | 'onOpenChange' | 'anchor'>
const shared = ({ trigger, label, footer, open, onOpenChange, anchor }: PickProps): Shared => ({ trigger, label, footer, open, onOpenChange, anchor })

const single = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const several = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])

function One({ options, renderOption, ...p }: PickProps & { options: readonly Option[]; renderOption?: (option: Option) => ReactNode }) {
  return <Picker {...shared(p)} options={options} renderOption={renderOption} value={single(p.value)} onPick={(v) => p.onChange(v === NONE ? null : v)} />
}

const stateOption = (o: Option): ReactNode => (
  <span className="flex min-w-0 items-center gap-2">
    {drawIcon(o.icon)}
    <span className="shrink-0">{o.label}</span>
    {o.hint && (
      <span className="ml-auto truncate text-12 text-text-faint" {...tip(o.hint)}>
        {o.hint}
      </span>
    )}
  </span>
)

export function StatePick(p: PickProps) {
  const options = useStateOptions(p.product, p.kind, p.record)
  // Each state says itself what a move there would be.
  return <One {...p} options={options} footer={p.record ? undefined : p.footer} renderOption={stateOption} />
}

export function PersonPick(p: PickProps) {
  return <One {...p} options={usePersonOptions()} />
}

export function ChoicePick(p: PickProps) {
  return <One {...p} options={choiceOptions(p.field)} />
}

/** Keeps what is ticked until the list closes: one change, not one for each tick. */
function Many({ source, ...p }: PickProps & { source: { options?: readonly Option[]; search?: ReturnType<typeof useTagSearch>; creatable?: boolean; chosen?: readonly Option[] } }) {
  const [picked, setPicked] = useState<readonly string[]>()
  const before = several(p.value)
  const latest = useRef(picked)
  latest.current = picked
  const change = (open: boolean) => {
    const next = latest.current
    if (!open && next && next.join('\n') !== before.join('\n')) p.onChange(next)
    if (!open) setPicked(undefined)
    p.onOpenChange?.(open)
  }
  return <Picker {...shared(p)} onOpenChange={change} multiple value={picked ?? before} onPick={setPicked} {...source} />
}

export function ChoicesPick(p: PickProps) {
  return <Many {...p} source={{ options: choiceOptions(p.field) }} />
}

export function TagsPick(p: PickProps) {
  return <Many {...p} source={{ search: useTagSearch(), creatable: true }} />
}

export function RecordPick(p: PickProps) {
  const search = useRecordSearch(p.field, p.product, true)
  const id = single(p.value)
  const now = useRecord(id ?? undefined)
  const chosen = now ? [{ value: now.id, label: now.title }] : undefined
  return <Picker {...shared(p)} search={search} chosen={chosen} value={id} onPick={(v) => p.onChange(v === NONE ? null : v)} />
}

export function LinksPick(p: PickProps) {
  const search = useRecordSearch(p.field, p.product, false)
  return <Many {...p} source={{ search }} />
}

export function DayPick({ trigger, label, open, onOpenChange, value, onChange }: PickProps) {
  return <DatePicker trigger={trigger} label={label} open={open} onOpenChange={onOpenChange} value={single(value)} onChange={onChange} now={useToday()} />
}
