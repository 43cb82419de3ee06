/**
 * Fields that are links: what a record delivers, serves or ships in, as one of its
 * properties. The words are those of the query language.
 */
import type { KindName } from '@/data/kinds.gen'

import type { Field } from './field'
import { labels } from './labels'

type Row = [name: string, type: string, direction: 'out' | 'in', refs: KindName[], kinds: KindName[]]

const work: KindName[] = ['story', 'bug', 'task', 'spike']

const table: Row[] = [
  ['feature', 'delivers', 'out', ['feature'], work],
  ['initiative', 'delivers', 'out', ['initiative'], ['feature']],
  ['objective', 'serves', 'out', ['objective'], ['initiative', 'feature']],
  ['pillar', 'serves', 'out', ['pillar'], ['objective']],
  ['release', 'ships in', 'out', ['release'], [...work, 'feature']],
  ['opportunity', 'addresses', 'out', ['opportunity'], ['feature']],
  ['insight', 'evidence', 'in', ['insight'], ['feature', 'opportunity']],
  ['feedback', 'evidence', 'in', ['feedback'], ['feature', 'insight', ...work]],
  ['metric', 'measures', 'in', ['metric'], ['objective', 'feature']],
  ['blocks', 'blocks', 'out', work, [...work, 'feature']],
  ['blockedby', 'blocks', 'in', work, [...work, 'feature']],
]

export function linkFields(kind: KindName): Field[] {
  return table
    .filter(([, , , , kinds]) => kinds.includes(kind))
    .map(([name, type, direction, refs]) => ({
      name: `link.${name}`,
      label: labels[name]?.() ?? name.charAt(0).toUpperCase() + name.slice(1),
      type: 'link',
      refs,
      link: { type, direction },
      query: name,
      groupable: false,
      sortable: false,
      editable: true,
      decisions: ['link.make'],
    }))
}
