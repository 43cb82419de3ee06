/** Where the values of a filter come from, and what they are called. */
import { useMemo } from 'react'

import { useData, useMe, useMembers } from '@/data/hooks'
import { KINDS, type KindName } from '@/data/kinds.gen'
import { m } from '@/locales/gen/messages.js'
import { recordSearch } from '@/record/fields/editor-options'
import type { Field } from '@/record/fields/field'
import { kindName } from '@/record/fields/fields'
import { Avatar } from '@/ui/avatar'
import type { Option, Search } from '@/ui/combobox'
import { KindIcon, StateIcon } from '@/ui/icon'

import type { FieldDoc } from './docs'

export interface About {
  product: string | undefined
  kinds: readonly KindName[]
  fields: readonly Field[]
}

export interface Source {
  options?: readonly Option[]
  search?: Search
  /** What is typed is taken as it is. */
  free?: boolean
}

/** Days as people ask for them, from today. */
const spans = (ahead: boolean): Option[] => [
  { value: 'today', label: m.views_list_today() },
  ...(ahead ? [7, 14, 30, 90].map((n) => ({ value: `..+${n}d`, label: m.views_list_next_days({ count: n }) })) : []),
  ...[7, 14, 30, 90].map((n) => ({ value: `-${n}d..`, label: m.views_list_last_days({ count: n }) })),
]

/** The kinds that a field of the query language points to. */
function targetsOf(doc: FieldDoc, fields: readonly Field[]): readonly KindName[] | undefined {
  const field = fields.find((f) => f.query === doc.name && (f.type === 'record' || f.type === 'link'))
  if (field?.refs?.length) return field.refs
  return doc.name in KINDS ? [doc.name as KindName] : undefined
}

/** Gives for each field the source of its values. */
export function useSources({ product, kinds, fields }: About): (doc: FieldDoc) => Source {
  const data = useData()
  const members = useMembers()
  const me = useMe().member.id
  return useMemo(() => {
    const people: Option[] = [
      { value: 'me', label: m.views_list_myself(), icon: 'user' },
      { value: 'none', label: m.views_list_nobody(), icon: 'slash' },
      ...members
        .filter((p) => p.status !== 'deactivated')
        .sort((a, b) => Number(b.id === me) - Number(a.id === me) || a.name.localeCompare(b.name))
        .map((p) => ({ value: p.handle || p.id, label: p.name, words: p.email, icon: <Avatar id={p.id} name={p.name} size={18} plain /> })),
    ]
    return (doc) => {
      switch (doc.type) {
        case 'state':
          return { options: statesOf(data.session, product, kinds) }
        case 'category':
          return { options: doc.values.map((v) => ({ value: v, label: v, icon: <StateIcon category={v} /> })) }
        case 'enum':
          return { options: doc.name === 'kind' ? kinds.map((k) => ({ value: k, label: kindName(k), icon: <KindIcon kind={k} size={14} /> })) : doc.values.map((v) => ({ value: v, label: v })) }
        case 'person':
          return { options: people }
        case 'bool':
          return { options: [{ value: 'yes', label: m.views_list_yes() }, { value: 'no', label: m.views_list_no() }] }
        case 'day':
          return { options: spans(true), free: true }
        case 'instant':
          return { options: spans(false), free: true }
        case 'tag':
          return { search: tags(data.client), free: true }
        case 'ref':
        case 'link':
          return { search: byKey(recordSearch(data, targetsOf(doc, fields), product, false)), free: true }
        default:
          return { options: [], free: true }
      }
    }
  }, [data, members, me, product, kinds, fields])
}

interface States {
  workflow: (product: string | null | undefined, kind: string) => readonly { name: string; category: string }[]
}

/** The states of all kinds, each once, in the order of the workflows. */
function statesOf(session: States, product: string | undefined, kinds: readonly KindName[]): Option[] {
  const found = new Map<string, Option>()
  for (const kind of kinds) for (const s of session.workflow(product, kind)) if (!found.has(s.name)) found.set(s.name, { value: s.name, label: s.name.charAt(0).toUpperCase() + s.name.slice(1), icon: <StateIcon category={s.category} /> })
  return [...found.values()]
}

const tags = (client: { get: <T>(path: string) => Promise<T> }): Search => async (text) => {
  const page = await client.get<{ items: { name: string; count: number }[] }>(`/tags?${new URLSearchParams({ prefix: text.trim(), limit: '30' })}`)
  return page.items.map((t) => ({ value: t.name, label: t.name, hint: String(t.count) }))
}

/** Queries name records by their keys, which people can read. */
const byKey = (search: Search): Search => async (text) => (await search(text)).map((o) => ({ ...o, value: o.hint ?? o.value }))
