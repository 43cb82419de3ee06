import type { ReactElement } from 'react'

import type { Node } from '@/lib/query'
import { m } from '@/locales/gen/messages.js'
import { Picker, type Option } from '@/ui/combobox'

import { predicates, type FieldDoc } from './docs'
import { predicateLabel } from './words'

interface Props {
  docs: readonly FieldDoc[]
  trigger: ReactElement
  onField: (doc: FieldDoc) => void
  onCondition: (node: Node) => void
}

/** Common ones first, then the others by their names. */
const common = ['state', 'owner', 'kind', 'tag', 'estimate', 'sprint', 'priority', 'feature', 'release', 'created', 'updated']

/** A condition found by typing the name of its field. */
export function AddFilter({ docs, trigger, onField, onCondition }: Props) {
  const place = (d: FieldDoc) => (common.includes(d.name) ? common.indexOf(d.name) : 100)
  const named = docs.filter((d) => d.type !== 'word' && d.type !== 'search' && d.name !== 'rank')
  const options: Option[] = [
    ...[...named].sort((a, b) => place(a) - place(b)).map((d) => ({ value: d.name, label: d.label || d.name, words: [d.name, ...d.synonyms].join(' '), group: m.views_list_filter_fields() })),
    ...predicates(docs).map((p) => ({ value: `is:${p}`, label: predicateLabel(p, false), group: m.views_list_filter_sentences() })),
  ]
  const pick = (value: string | null) => {
    if (!value) return
    if (value.startsWith('is:')) onCondition({ is: 'state', name: value.slice(3) })
    else onField(named.find((d) => d.name === value)!)
  }
  return <Picker label={m.views_list_filter_by()} trigger={trigger} options={options} value={null} onPick={pick} />
}
