/**
 * Lists one types in: the Picker opens from any button, the Combobox is the same
 * as a box in a form. Values are strings; labels come from options.
 */
import { Combobox as Base } from '@base-ui/react/combobox'
import { type ReactElement, type ReactNode, type RefObject, useRef } from 'react'

import { m } from '@/locales/gen/messages.js'

import { cx } from './cx'
import { useField } from './field'
import { drawIcon, Icon } from './icon'
import { Lines } from './optionlist'
import { grouped, type Option, type Source, useLabels, useOptions } from './options'
import { control, popup, positioner } from './styles'

export type { Option, Search } from './options'

type Choosing =
  | { multiple?: false; value: string | null; onChange: (value: string | null) => void }
  | { multiple: true; value: readonly string[]; onChange: (value: string[]) => void }

interface Shown {
  renderOption?: (option: Option) => ReactNode
  /** Under the list: what a choice means, or who is told. */
  footer?: ReactNode
  open?: boolean
  onOpenChange?: (open: boolean) => void
  align?: 'start' | 'center' | 'end'
}

interface ListProps extends Shown {
  choosing: Choosing
  source: Source
  labels: ReturnType<typeof useLabels>
  label: string
  trigger: ReactElement
  /** What the trigger is: a button that opens, or a box with a value. */
  as: 'button' | 'combobox'
  anchor?: Element | null | (() => Element | null) | RefObject<Element | null>
  className?: string
}

function List({ choosing, source, labels, label, trigger, as, anchor, className, renderOption, footer, open, onOpenChange, align = 'start' }: ListProps) {
  const found = useOptions(source)
  const isGrouped = found.shown.some((o) => o.group)
  // The whole of what is chosen, as options: what the list compares with.
  const value = choosing.multiple ? choosing.value.map((v) => labels.optionOf(v)) : choosing.value === null ? found.none : labels.optionOf(choosing.value)
  const choose = (next: Option | Option[] | null) => {
    if (choosing.multiple) {
      labels.remember(next as Option[])
      choosing.onChange((next as Option[]).map((o) => o.value))
      // The next one is looked for afresh.
      found.type('')
    } else {
      const one = next as Option | null
      if (one) labels.remember([one])
      choosing.onChange(one?.value || null)
    }
  }
  return (
    <Base.Root<Option, boolean>
      items={isGrouped ? grouped(found.shown) : found.shown}
      filter={null}
      autoHighlight
      isItemEqualToValue={(a, b) => a.value === b.value}
      itemToStringLabel={(o) => o.label}
      itemToStringValue={(o) => o.value}
      multiple={Boolean(choosing.multiple)}
      value={value as never}
      onValueChange={(next) => choose(next as Option | Option[] | null)}
      inputValue={found.text}
      onInputValueChange={(text, details) => {
        if (details.reason === 'input-change') found.type(text)
      }}
      open={open}
      onOpenChange={(next) => {
        if (next) found.start()
        onOpenChange?.(next)
      }}
    >
      <Base.Trigger role={as} render={trigger} />
      <Base.Portal>
        <Base.Positioner className={positioner} sideOffset={4} collisionPadding={8} align={align} anchor={anchor}>
          <Base.Popup aria-label={label} className={cx(popup, 'flex max-h-[min(24rem,var(--available-height))] max-w-(--available-width) flex-col', className ?? 'w-64')}>
            <Base.Input aria-label={label} placeholder={m.ui_list_type()} className="h-9 shrink-0 rounded-t border-b border-line bg-transparent px-3 text-13 outline-none" />
            <Lines grouped={isGrouped} status={found.status} more={found.more} renderOption={renderOption} ticks={choosing.multiple} />
            {footer && <div className="shrink-0 border-t border-line px-3 py-2 text-12 text-text-faint">{footer}</div>}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

type Picking = { multiple?: false; value: string | null; onPick: (value: string | null) => void } | { multiple: true; value: readonly string[]; onPick: (value: string[]) => void }

export type PickerProps = Picking &
  Source &
  Shown & {
    trigger: ReactElement
    /** What is picked: the name of the list. */
    label: string
    /** Where it stands if something else than its trigger opened it. */
    anchor?: ListProps['anchor']
    className?: string
  }

export function Picker(props: PickerProps) {
  const choosing = { multiple: props.multiple, value: props.value, onChange: props.onPick } as Choosing
  const labels = useLabels(props)
  const { label, trigger, anchor, className, renderOption, footer, open, onOpenChange, align } = props
  return <List {...{ choosing, source: props, labels, label, trigger, anchor, className, renderOption, footer, open, onOpenChange, align }} as="button" />
}

export type ComboboxProps = Choosing & Source & Shown & { label?: string; placeholder?: string; disabled?: boolean; invalid?: boolean; size?: 'sm' | 'md'; className?: string }

const boxSizes = { sm: 'min-h-control-sm text-12', md: 'min-h-control text-13' }
const wide = 'w-(--anchor-width) min-w-56'

export function Combobox(props: ComboboxProps) {
  return props.multiple ? <Many {...props} /> : <One {...props} />
}

function One(props: ComboboxProps & { multiple?: false }) {
  const { labelId, ...ties } = useField({ invalid: props.invalid })
  const labels = useLabels(props)
  const chosen = props.value === null ? undefined : labels.optionOf(props.value)
  const trigger = (
    <button
      type="button"
      {...ties}
      aria-labelledby={labelId}
      aria-label={props.label}
      disabled={props.disabled}
      className={cx(control, 'inline-flex min-w-0 items-center gap-1.5 px-2 text-left', boxSizes[props.size ?? 'md'], props.className)}
    >
      {chosen?.icon && <span className="shrink-0 text-text-muted">{drawIcon(chosen.icon, 14)}</span>}
      <span className={cx('min-w-0 grow truncate', !chosen && 'text-text-faint')}>{chosen?.label ?? props.placeholder ?? props.none}</span>
      <Icon name="chevrons-up-down" size={12} className="text-text-faint" />
    </button>
  )
  return <List {...props} choosing={props} source={props} labels={labels} label={props.label ?? props.placeholder ?? m.ui_search()} trigger={trigger} as="combobox" className={wide} />
}

function Many(props: ComboboxProps & { multiple: true }) {
  const { labelId, ...ties } = useField({ invalid: props.invalid })
  const box = useRef<HTMLDivElement>(null)
  const labels = useLabels(props)
  const empty = props.value.length === 0
  const trigger = (
    <button type="button" {...ties} aria-labelledby={labelId} aria-label={props.label} disabled={props.disabled} className="flex h-6 min-w-8 grow items-center gap-1.5 text-left outline-none">
      <span className={cx('min-w-0 grow truncate', empty ? 'text-text-faint' : 'sr-only')}>{empty ? props.placeholder : props.value.map((v) => labels.optionOf(v).label).join(', ')}</span>
      <Icon name="chevrons-up-down" size={12} className="ml-auto text-text-faint" />
    </button>
  )
  return (
    <div ref={box} className={cx(control, 'flex min-w-0 flex-wrap items-center gap-x-1.5 gap-y-0.5 px-2 py-px has-[button:focus-visible]:outline-2 has-[button:focus-visible]:outline-focus', boxSizes[props.size ?? 'md'], props.className)}>
      {props.value.map((value) => (
        <Chip key={value} label={labels.optionOf(value).label} disabled={props.disabled} onRemove={() => props.onChange(props.value.filter((v) => v !== value))} />
      ))}
      <List {...props} choosing={props} source={props} labels={labels} label={props.label ?? props.placeholder ?? m.ui_search()} trigger={trigger} as="combobox" anchor={box} className={wide} />
    </div>
  )
}

function Chip({ label, disabled, onRemove }: { label: string; disabled?: boolean; onRemove: () => void }) {
  return (
    <span className="-ml-1 inline-flex h-6 min-w-0 items-center rounded-sm bg-bg-hover pl-1.5 text-12 text-text-muted">
      <span className="truncate">{label}</span>
      <button type="button" disabled={disabled} aria-label={m.ui_remove({ name: label })} onClick={onRemove} className="grid size-6 shrink-0 place-items-center rounded-sm hover:text-text">
        <Icon name="x" size={12} />
      </button>
    </span>
  )
}
