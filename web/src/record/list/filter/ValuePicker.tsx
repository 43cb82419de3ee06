import type { ReactElement } from 'react'

import { parse, printValue, type Value } from '@/lib/query'
import { m } from '@/locales/gen/messages.js'
import { Picker } from '@/ui/combobox'

import type { How } from './chips'
import type { FieldDoc } from './docs'
import type { Source } from './values'

interface Props {
  doc: FieldDoc
  how: How
  values: readonly Value[]
  source: Source
  trigger: ReactElement
  open?: boolean
  onOpenChange?: (open: boolean) => void
  onValues: (values: Value[]) => void
}

/** What a text stands for as a value: a range, the beginning of a word, or itself. */
export function readValues(text: string): Value[] {
  const bare = parse(`x:${text}`).query?.where
  return bare?.is === 'term' && bare.field === 'x' && bare.values.length === 1 ? bare.values : [{ text }]
}

/** The values of a chip: several where any will do, one where it compares. */
export function ValuePicker({ doc, how, values, source, trigger, open, onOpenChange, onValues }: Props) {
  const label = doc.label || doc.name
  const now = values.map(printValue)
  const shared = { label, trigger, open, onOpenChange, options: source.options, search: source.search, creatable: source.free, footer: hintFor(doc) }
  if (how === 'is' || how === 'not') return <Picker {...shared} multiple value={now.map(unquoted)} onPick={(next) => onValues(next.flatMap(readValues))} />
  return <Picker {...shared} value={now[0] ? unquoted(now[0]) : null} onPick={(next) => onValues(next ? readValues(next) : [])} />
}

const unquoted = (text: string) => (/^".*"$/s.test(text) ? text.slice(1, -1).replace(/\\(["\\])/g, '$1') : text)

function hintFor(doc: FieldDoc): string | undefined {
  if (doc.type === 'number') return m.views_list_hint_number()
  if (doc.type === 'day' || doc.type === 'instant') return m.views_list_hint_day()
  if (doc.type === 'text' || doc.type === 'search') return m.views_list_hint_text()
  return undefined
}
