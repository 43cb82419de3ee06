import { useState, type ReactNode } from 'react'

import { m } from '@/locales/gen/messages.js'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import { Menu } from '@/ui/menu'

import { howsOf, isWhole, type Chip } from './chips'
import type { FieldDoc } from './docs'
import type { Source } from './values'
import { ValuePicker } from './ValuePicker'
import { howLabel, predicateLabel, useValueLabels } from './words'

interface Props {
  chip: Chip
  sourceOf: (doc: FieldDoc) => Source
  /** It was just added and waits for its value. */
  fresh?: boolean
  /** The server complains of it. */
  wrong?: boolean
  onChange: (chip: Chip) => void
  onRemove: () => void
  /** Turns it into text. */
  onText: () => void
}

const part = 'flex h-full min-w-6 items-center justify-center px-1.5 outline-offset-[-2px] hover:bg-bg-hover data-popup-open:bg-bg-hover'

/** A condition of the filter: each of its parts is pressed to change it. */
export function FilterChip({ chip, sourceOf, fresh, wrong, onChange, onRemove, onText }: Props) {
  const label = chip.is === 'term' ? chip.doc.label || chip.doc.name : chip.is === 'predicate' ? predicateLabel(chip.name, chip.not) : chip.text
  return (
    <span className={cx('inline-flex h-6.5 max-w-80 shrink-0 items-stretch divide-x overflow-hidden rounded border bg-bg-raised text-12', wrong ? 'border-red' : 'border-line-strong')}>
      {chip.is === 'term' ? (
        <Term chip={chip} source={sourceOf(chip.doc)} fresh={fresh} onChange={onChange} onRemove={onRemove} />
      ) : (
        <Plain chip={chip} label={label} onChange={onChange} onText={onText} />
      )}
      <button type="button" aria-label={m.views_list_remove_filter({ what: label })} onClick={onRemove} className={cx(part, 'w-6 justify-center px-0 text-text-faint hover:text-text')}>
        <Icon name="x" size={12} />
      </button>
    </span>
  )
}

function Plain({ chip, label, onChange, onText }: { chip: Exclude<Chip, { is: 'term' }>; label: ReactNode; onChange: (chip: Chip) => void; onText: () => void }) {
  if (chip.is === 'other')
    return (
      <button type="button" onClick={onText} className={cx(part, 'keyed min-w-0')}>
        <span className="truncate">{chip.text}</span>
      </button>
    )
  if (chip.is === 'text')
    return (
      <button type="button" onClick={onText} className={cx(part, 'min-w-0 gap-1')}>
        <Icon name="search" size={12} className="text-text-faint" />
        <span className="truncate">{chip.not ? m.views_list_not({ what: chip.text }) : chip.text}</span>
      </button>
    )
  return (
    <button type="button" aria-pressed={chip.not} onClick={() => onChange({ ...chip, not: !chip.not })} className={cx(part, 'font-medium')}>
      {label}
    </button>
  )
}

function Term({ chip, source, fresh, onChange, onRemove }: { chip: Extract<Chip, { is: 'term' }>; source: Source; fresh?: boolean; onChange: (chip: Chip) => void; onRemove: () => void }) {
  const [open, setOpen] = useState(false)
  const { doc, how, values } = chip
  const said = useValueLabels(doc, values)
  const hows = howsOf(doc)
  const pick = (next: typeof how) => {
    const changed = { ...chip, how: next }
    onChange(next === 'set' || next === 'unset' ? { ...changed, values: [] } : changed)
  }
  return (
    <>
      <span className="flex items-center px-1.5 text-text-muted">{doc.label || doc.name}</span>
      <Menu
        trigger={
          <button type="button" className={cx(part, 'text-text-faint')} disabled={hows.length === 1}>
            {howLabel(how, doc, values.length > 1)}
          </button>
        }
        items={hows.map((h) => ({ label: howLabel(h, doc, false), checked: h === how, onSelect: () => pick(h) }))}
      />
      {how !== 'set' && how !== 'unset' && (
        <ValuePicker
          doc={doc}
          how={how}
          values={values}
          source={source}
          open={open}
          onOpenChange={(next) => {
            setOpen(next)
            // A chip without a value asks for nothing: it goes as it came.
            if (!next && !isWhole(chip)) onRemove()
          }}
          onValues={(next) => {
            onChange({ ...chip, values: next })
          }}
          trigger={
            <button
              type="button"
              aria-label={`${doc.label || doc.name}: ${said || m.views_list_pick_value()}`}
              ref={(el) => {
                if (fresh && el && !el.dataset.pressed) {
                  el.dataset.pressed = 'yes'
                  queueMicrotask(() => el.click())
                }
              }}
              className={cx(part, 'min-w-0 font-medium')}
            >
              <span className="truncate">{said || m.views_list_pick_value()}</span>
            </button>
          }
        />
      )}
    </>
  )
}
