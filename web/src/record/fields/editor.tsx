/**
 * A value changed where it is read: one part for tables, cards, the property panel
 * and bulk edit. It knows the field's type, never the record: whoever uses it says
 * what a new value does.
 */
import type { ReactElement } from 'react'

import type { Right } from '@/data/rights'
import { ChoicePick, ChoicesPick, DayPick, LinksPick, PersonPick, type PickProps, RecordPick, StatePick, TagsPick } from './editor-pick'
import { InlineInput } from './editor-input'
import { proposes } from './editor-options'
import type { Field } from './field'

/** How a field is edited where it stands; what is "page" needs the room of the record's page. */
export type Manner = 'input' | 'pick' | 'toggle' | 'page'

export function mannerOf(field: Pick<Field, 'type' | 'editable'>): Manner {
  if (!field.editable) return 'page'
  switch (field.type) {
    case 'text':
    case 'number':
    case 'money':
    case 'url':
      return 'input'
    case 'bool':
      return 'toggle'
    case 'markdown':
    case 'criteria':
    case 'list':
    case 'instant':
      return 'page'
    default:
      return 'pick'
  }
}

export { proposes } from './editor-options'

export interface FieldEditorProps extends Omit<PickProps, 'footer' | 'label'> {
  label?: string
  right?: Right
  /** Shown instead of the input while it is not edited. */
  trigger: ReactElement
  /** An input is shown at once, with what had been typed already. */
  editing?: boolean
  typed?: string
  onDone?: (move: 'stay' | 'next' | 'previous') => void
}

export function FieldEditor({ right, editing, typed, onDone, ...rest }: FieldEditorProps) {
  const label = rest.label ?? rest.field.label
  switch (mannerOf(rest.field)) {
    case 'input': {
      if (!editing) return rest.trigger
      const commit = (value: unknown, move: 'stay' | 'next' | 'previous') => {
        if (value !== (rest.value ?? (typeof value === 'string' ? '' : null))) rest.onChange(value)
        onDone?.(move)
      }
      return <InlineInput field={rest.field} value={rest.value} label={label} typed={typed} onCommit={commit} onCancel={() => onDone?.('stay')} />
    }
    case 'pick': {
      const Pick = picks[rest.field.type]
      if (!Pick) return rest.trigger
      return <Pick {...rest} label={label} footer={proposes(right)} />
    }
    default:
      return rest.trigger
  }
}

const picks: Partial<Record<Field['type'], (p: PickProps) => ReactElement>> = {
  state: StatePick,
  person: PersonPick,
  choice: ChoicePick,
  choices: ChoicesPick,
  tags: TagsPick,
  record: RecordPick,
  link: LinksPick,
  day: DayPick,
}
