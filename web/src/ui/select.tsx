import { Select as Base } from '@base-ui/react/select'

import { cx } from './cx'
import { useField } from './field'
import { drawIcon, Icon, type IconLike } from './icon'
import { control, item, popup, positioner } from './styles'

export interface SelectOption<V extends string = string> {
  value: V
  label: string
  icon?: IconLike
  hint?: string
  disabled?: boolean
}

interface SelectProps<V extends string> {
  value: V | null
  onChange: (value: V) => void
  options: readonly SelectOption<V>[]
  /** Names it for screen readers; within a Field the Field's label does. */
  label?: string
  size?: 'sm' | 'md'
  placeholder?: string
  /** Without a box, for toolbars and cells. */
  bare?: boolean
  disabled?: boolean
  invalid?: boolean
  className?: string
}

const sizes = { sm: 'h-control-sm px-1.5 text-12', md: 'h-control px-2 text-13' }

/** One of a few. For many, or to find by typing, take a Combobox or a Picker. */
export function Select<V extends string>({ value, onChange, options, label, size = 'md', placeholder, bare, disabled, invalid, className }: SelectProps<V>) {
  const { labelId: _, ...ties } = useField({ invalid })
  const chosen = options.find((o) => o.value === value)
  return (
    <Base.Root value={value} onValueChange={(next) => next !== null && onChange(next as V)} items={options} disabled={disabled}>
      <Base.Trigger
        {...ties}
        aria-label={label}
        className={cx(
          'flex min-w-0 items-center gap-1.5 text-left',
          bare ? 'rounded border border-transparent text-text-muted hover:bg-bg-hover hover:text-text' : control,
          sizes[size],
          className,
        )}
      >
        {chosen?.icon && <span className="text-text-muted">{drawIcon(chosen.icon, 14)}</span>}
        <Base.Value className="min-w-0 grow truncate data-placeholder:text-text-faint" placeholder={placeholder} />
        <Base.Icon className="text-text-faint">
          <Icon name="chevrons-up-down" size={12} />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className={positioner} sideOffset={4} collisionPadding={8} alignItemWithTrigger={false}>
          <Base.Popup className={cx(popup, 'max-h-(--available-height) min-w-(--anchor-width) max-w-80 overflow-y-auto')}>
            <Base.List className="p-1 outline-none">
              {options.map((option) => (
                <Base.Item key={option.value} value={option.value} disabled={option.disabled} className={item}>
                  {option.icon && <span className="text-text-muted">{drawIcon(option.icon)}</span>}
                  <Base.ItemText className="grow truncate">{option.label}</Base.ItemText>
                  {option.hint && <span className="ml-3 text-12 text-text-faint">{option.hint}</span>}
                  <span className="ml-2 grid size-4 place-items-center">
                    <Base.ItemIndicator>
                      <Icon name="check" size={14} />
                    </Base.ItemIndicator>
                  </span>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
