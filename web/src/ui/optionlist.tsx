import { Combobox as Base } from '@base-ui/react/combobox'
import type { ReactNode } from 'react'

import { m } from '@/locales/gen/messages.js'

import { cx } from './cx'
import { drawIcon, Icon } from './icon'
import type { Asked, Option } from './options'
import { Spinner } from './progress'
import { item, itemHeading } from './styles'

interface LinesProps {
  grouped: boolean
  status: Asked['status']
  more: boolean
  renderOption?: (option: Option) => ReactNode
  /** Boxes to tick instead of one tick at the end. */
  ticks?: boolean
}

/** The list under a Combobox or in a Picker, with what there is to say when it is empty. */
export function Lines({ grouped, status, more, renderOption, ticks }: LinesProps) {
  const line = (option: Option) => <Line key={option.value} option={option} renderOption={renderOption} ticks={ticks} />
  return (
    <>
      <Base.Status className="shrink-0 text-12 text-text-faint">
        {status === 'loading' && (
          <span className="flex animate-late items-center gap-2 px-3 py-2">
            <Spinner size={12} /> {m.ui_loading()}
          </span>
        )}
        {status === 'error' && <span className="block px-3 py-2 text-red-text">{m.ui_list_failed()}</span>}
      </Base.Status>
      <Base.Empty>{status === 'ready' && <div className="px-3 py-2 text-12 text-text-faint">{m.ui_list_nothing()}</div>}</Base.Empty>
      <Base.List className="min-h-0 scroll-py-1 overflow-y-auto overscroll-contain p-1 outline-none quiet-scroll data-empty:p-0">
        {grouped
          ? (group: { value: string; items: Option[] }) => (
              <Base.Group key={group.value} items={group.items}>
                {group.value && <Base.GroupLabel className={itemHeading}>{group.value}</Base.GroupLabel>}
                <Base.Collection>{line}</Base.Collection>
              </Base.Group>
            )
          : line}
      </Base.List>
      {more && <div className="shrink-0 border-t border-line px-3 py-1.5 text-12 text-text-faint">{m.ui_list_more()}</div>}
    </>
  )
}

function Line({ option, renderOption, ticks }: { option: Option; renderOption?: LinesProps['renderOption']; ticks?: boolean }) {
  return (
    <Base.Item value={option} disabled={option.disabled} className={cx(item, 'group')}>
      {ticks && (
        <span className="grid size-4 shrink-0 place-items-center rounded-sm border border-line-control text-on-accent group-data-selected:border-accent group-data-selected:bg-accent">
          <Base.ItemIndicator>
            <Icon name="check" size={12} />
          </Base.ItemIndicator>
        </span>
      )}
      {renderOption ? (
        <span className="min-w-0 grow">{renderOption(option)}</span>
      ) : (
        <>
          {option.icon && <span className="shrink-0 text-text-muted">{drawIcon(option.icon)}</span>}
          <span className="min-w-0 grow truncate">{option.label}</span>
          {option.hint && <span className="ml-2 shrink-0 text-12 text-text-faint">{option.hint}</span>}
        </>
      )}
      {!ticks && (
        <span className="grid size-4 shrink-0 place-items-center">
          <Base.ItemIndicator>
            <Icon name="check" size={14} />
          </Base.ItemIndicator>
        </span>
      )}
    </Base.Item>
  )
}
