/**
 * Lists one types in: the Combobox is a box in a form, the Picker the same list in
 * a popover, opened by any button. Values are strings; labels come from options.
 */
import { Combobox as Base } from '@base-ui/react/combobox'
import { type ReactElement, type ReactNode, useRef, useState } from 'react'

import { m } from '@/locales/gen/messages.js'

import { cx } from './cx'
import { useField } from './field'
import { Icon } from './icon'
import { type Asked, grouped, matching, most, type Option, type Search, useSearch } from './options'
import { Lines } from './optionlist'
import { control, popup, positioner, ringWithin } from './styles'

export type { Option, Search } from './options'

type Choosing =
  | { multiple?: false; value: string | null; onChange: (value: string | null) => void }
  | { multiple: true; value: readonly string[]; onChange: (value: string[]) => void }

interface Source {
  options?: readonly Option[]
  search?: Search
  /** Labels of what is chosen, where the options do not have them. */
  chosen?: readonly Option[]
  /** Offers what was typed as a new one; its value is the text. */
  creatable?: boolean
  renderOption?: (option: Option) => ReactNode
}

export type ComboboxProps = Choosing &
  Source & { label?: string; placeholder?: string; disabled?: boolean; invalid?: boolean; size?: 'sm' | 'md'; className?: string }

/** Keeps to the options of the list what the text and the source allow. */
function useOptions({ options, search, chosen, creatable }: Source) {
  const [text, setText] = useState('')
  const { ask, ...asked } = useSearch(search)
  const known = useRef(new Map<string, Option>())
  for (const option of [...(chosen ?? []), ...asked.options, ...(options ?? [])]) known.current.set(option.value, option)

  const found = search ? asked.options : matching(options ?? [], text)
  const typed = text.trim()
  const fresh = creatable && typed !== '' && !found.some((o) => o.label.toLowerCase() === typed.toLowerCase())
  const shown = found.slice(0, most)
  return {
    text,
    type: (next: string) => {
      setText(next)
      ask(next)
    },
    start: () => {
      setText('')
      ask('', 0)
    },
    shown: fresh ? [...shown, { value: typed, label: m.ui_create_option({ text: typed }), icon: 'plus' } satisfies Option] : shown,
    more: found.length > most,
    status: (search ? asked.status : 'ready') as Asked['status'],
    optionOf: (value: string): Option => known.current.get(value) ?? { value, label: value },
  }
}

type Found = ReturnType<typeof useOptions>

/** What both parts give to the list under them. Options are compared by their value. */
function rootProps(props: Choosing, found: Found) {
  const isGrouped = found.shown.some((o) => o.group)
  const shared = {
    items: isGrouped ? grouped(found.shown) : found.shown,
    filter: null,
    isItemEqualToValue: (a: Option, b: Option) => a.value === b.value,
    itemToStringLabel: (o: Option) => o.label,
    itemToStringValue: (o: Option) => o.value,
    autoHighlight: true,
    isGrouped,
  }
  return props.multiple
    ? { ...shared, multiple: true as const, value: props.value.map((v) => found.optionOf(v)), onValueChange: (next: Option[]) => props.onChange(next.map((o) => o.value)) }
    : {
        ...shared,
        multiple: false as const,
        value: props.value === null ? null : found.optionOf(props.value),
        onValueChange: (next: Option | null) => props.onChange(next?.value ?? null),
      }
}

export function Combobox(props: ComboboxProps) {
  const found = useOptions(props)
  const { isGrouped, ...root } = rootProps(props, found)
  const ties = useField({ invalid: props.invalid })
  const box = useRef<HTMLDivElement>(null)
  return (
    <Base.Root
      {...(root as object)}
      disabled={props.disabled}
      onInputValueChange={(text, details) => details.reason === 'input-change' && found.type(text)}
      onOpenChange={(open) => open && found.start()}
    >
      <Base.InputGroup
        ref={box}
        className={cx(control, ringWithin, 'flex min-w-0 flex-wrap items-center gap-1 px-2', props.size === 'sm' ? 'min-h-control-sm text-12' : 'min-h-control text-13', props.className)}
      >
        {props.multiple && (
          <Base.Chips className="contents">
            {props.value.map((value) => (
              <Base.Chip key={value} className="-ml-1 inline-flex h-5 items-center rounded-sm bg-bg-hover pl-1.5 text-12 text-text-muted outline-none data-highlighted:bg-bg-selected">
                {found.optionOf(value).label}
                <Base.ChipRemove aria-label={m.ui_remove({ name: found.optionOf(value).label })} className="relative grid size-4.5 place-items-center after:absolute after:-inset-[3px] hover:text-text">
                  <Icon name="x" size={12} />
                </Base.ChipRemove>
              </Base.Chip>
            ))}
          </Base.Chips>
        )}
        <Base.Input
          {...ties}
          aria-label={props.label}
          placeholder={props.multiple && props.value.length > 0 ? undefined : props.placeholder}
          className="h-6 min-w-16 grow bg-transparent outline-none"
        />
        <Base.Trigger aria-label={m.ui_list_open()} className="-mr-1 grid size-6 shrink-0 place-items-center text-text-faint">
          <Icon name="chevrons-up-down" size={12} />
        </Base.Trigger>
      </Base.InputGroup>
      <Base.Portal>
        <Base.Positioner className={positioner} sideOffset={4} collisionPadding={8} anchor={box}>
          <Base.Popup className={cx(popup, 'flex max-h-[min(22rem,var(--available-height))] w-(--anchor-width) min-w-56 flex-col')}>
            <Lines grouped={isGrouped} status={found.status} more={found.more} renderOption={props.renderOption} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

type Picking = { multiple?: false; value: string | null; onPick: (value: string | null) => void } | { multiple: true; value: readonly string[]; onPick: (value: string[]) => void }

export type PickerProps = Picking &
  Source & {
    trigger: ReactElement
    /** What is picked: its name for screen readers and the text in the empty box. */
    label: string
    footer?: ReactNode
    open?: boolean
    onOpenChange?: (open: boolean) => void
    align?: 'start' | 'center' | 'end'
    /** Where it stands if something else than its trigger opened it. */
    anchor?: Element | null | (() => Element | null)
    className?: string
  }

export function Picker(props: PickerProps) {
  const found = useOptions(props)
  const choosing = { ...props, onChange: props.onPick } as unknown as Choosing
  const { isGrouped, ...root } = rootProps(choosing, found)
  return (
    <Base.Root
      {...(root as object)}
      open={props.open}
      inputValue={found.text}
      onInputValueChange={(text, details) => details.reason === 'input-change' && found.type(text)}
      onOpenChange={(open) => {
        if (open) found.start()
        props.onOpenChange?.(open)
      }}
    >
      <Base.Trigger render={props.trigger} />
      <Base.Portal>
        <Base.Positioner className={positioner} sideOffset={4} collisionPadding={8} align={props.align ?? 'start'} anchor={props.anchor}>
          <Base.Popup aria-label={props.label} className={cx(popup, 'flex max-h-[min(24rem,var(--available-height))] w-64 max-w-(--available-width) flex-col', props.className)}>
            <Base.Input aria-label={props.label} placeholder={props.label} className="h-9 shrink-0 border-b border-line bg-transparent px-3 text-13 outline-none" />
            <Lines grouped={isGrouped} status={found.status} more={found.more} renderOption={props.renderOption} ticks={props.multiple} />
            {props.footer && <div className="shrink-0 border-t border-line px-3 py-2 text-12 text-text-faint">{props.footer}</div>}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
