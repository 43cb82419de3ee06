/** What can be asked for, as the server tells it, as far as it concerns some kinds. */
import { useMemo } from 'react'

import { useAsk } from '@/data/hooks'
import type { Op } from '@/lib/query'

export interface FieldDoc {
  name: string
  synonyms: readonly string[]
  label: string
  doc: string
  type: 'text' | 'key' | 'enum' | 'state' | 'category' | 'person' | 'tag' | 'number' | 'bool' | 'day' | 'instant' | 'ref' | 'link' | 'search' | 'word'
  kinds: readonly string[]
  operators: readonly Op[]
  values: readonly string[]
  ranges: boolean
  star: boolean
  sortable: boolean
  example: string
}

const none: readonly FieldDoc[] = []

/** Fields of the kinds first, in their order; fields of other kinds are left out. */
export function docsFor(all: readonly FieldDoc[], kinds: readonly string[]): FieldDoc[] {
  return all.filter((d) => d.kinds.length === 0 || kinds.length === 0 || d.kinds.some((k) => kinds.includes(k)))
}

export function useDocs(kinds: readonly string[]): readonly FieldDoc[] {
  const all = useAsk<FieldDoc[]>('/query/fields', ['field']).value ?? none
  const names = kinds.join()
  return useMemo(() => docsFor(all, names.split(',').filter(Boolean)), [all, names])
}

export const docOf = (docs: readonly FieldDoc[], name: string): FieldDoc | undefined => docs.find((d) => d.name === name || d.synonyms.includes(name))

/** The sentences that is: knows. */
export const predicates = (docs: readonly FieldDoc[]): readonly string[] => docs.find((d) => d.type === 'word' && d.name === 'is')?.values ?? []
