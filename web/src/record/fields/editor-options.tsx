/** What a value can be chosen from: states, people, choices, records, tags. */
import { useMemo } from 'react'

import type { Data } from '@/data/data'
import { useData, useMe, useMembers, useWorkflow } from '@/data/hooks'
import type { KindName } from '@/data/kinds.gen'
import { rightToField, type Right } from '@/data/rights'
import type { Rec } from '@/data/types'
import { quote } from '@/lib/query'
import { m } from '@/locales/gen/messages.js'
import { Avatar } from '@/ui/avatar'
import type { Option, Search } from '@/ui/combobox'
import { KindIcon, StateIcon } from '@/ui/icon'

import type { Field } from './field'

/** Stands for no value in lists of options. */
export const NONE = ''

const none = (): Option => ({ value: NONE, label: m.views_list_none(), icon: 'slash' })

/** The states of a kind; where it is known whose, with what a move there would be. */
export function useStateOptions(product: string | undefined, kind: KindName, record?: Rec): Option[] {
  const states = useWorkflow(product, kind)
  const data = useData()
  return useMemo(
    () =>
      states.map((s) => {
        const right = record && s.name !== record.state ? rightToField(data, record, 'state', s.name) : undefined
        return {
          value: s.name,
          label: s.name.charAt(0).toUpperCase() + s.name.slice(1),
          icon: <StateIcon category={s.category} />,
          disabled: right?.may === 'no',
          hint: right?.may === 'propose' ? proposes(right) : undefined,
        }
      }),
    [states, data, record],
  )
}

export function usePersonOptions(): Option[] {
  const members = useMembers()
  const me = useMe().member.id
  return useMemo(() => {
    const can = members.filter((p) => p.status !== 'deactivated' && p.role !== 'guest')
    const sorted = [...can].sort((a, b) => Number(b.id === me) - Number(a.id === me) || a.name.localeCompare(b.name))
    return [
      none(),
      ...sorted.map((p) => ({
        value: p.id,
        label: p.name,
        words: `${p.handle} ${p.email}`,
        hint: p.id === me ? m.views_list_me() : undefined,
        icon: <Avatar id={p.id} name={p.name} size={18} plain />,
      })),
    ]
  }, [members, me])
}

export const choiceOptions = (field: Field): Option[] => [
  ...(field.type === 'choice' ? [none()] : []),
  ...(field.values ?? []).map((v) => ({ value: v.value, label: v.label })),
]

/** More people than these are counted. */
const NAMED = 2

/** Says before it happens that a change is a proposal, and to whom. */
export function proposes(right: Right | undefined): string | undefined {
  if (right?.may !== 'propose') return undefined
  const who = right.decides ?? []
  if (who.length === 0) return m.views_list_proposes()
  const names = who.slice(0, NAMED).join(', ')
  return m.views_list_proposes_to({ who: who.length > NAMED ? m.views_list_and_more({ who: names, count: who.length - NAMED }) : names })
}

interface Found {
  items: { id: string; key: string; kind: string; title: string; category: string }[]
}

/** Finds records by words or key, the nearest first; those of the product before others. */
export function recordSearch(data: Data, kinds: readonly KindName[] | undefined, product: string | undefined, clearable: boolean): Search {
  return async (text) => {
    const words = text.trim()
    const which = kinds?.length ? `type:${kinds.join(',')}` : ''
    const key = /^[a-z]{2,10}-\d+$/i.test(words) ? `key:${words}` : words && words.split(/\s+/).map((w) => `title:${quote(w)}`).join(' ')
    const ask = (q: string) => data.client.get<Found>(`/records?${new URLSearchParams({ q, limit: '30', ...(product ? { product } : {}) })}`)
    const found = await ask([which, key, words ? '' : 'is:open', 'sort:-updated'].filter(Boolean).join(' '))
    const options = found.items.map((r) => ({ value: r.id, label: r.title || r.key, hint: r.key, icon: <KindIcon kind={r.kind} size={14} /> }))
    return clearable && !words ? [none(), ...options] : options
  }
}

export function useRecordSearch(field: Field, product: string | undefined, clearable: boolean): Search {
  const data = useData()
  return useMemo(() => recordSearch(data, field.refs, product, clearable), [data, field.refs, product, clearable])
}

export function useTagSearch(): Search {
  const data = useData()
  return useMemo(
    () => async (text) => {
      const page = await data.client.get<{ items: { name: string; count: number }[] }>(`/tags?${new URLSearchParams({ prefix: text.trim(), limit: '30' })}`)
      return page.items.map((t) => ({ value: t.name, label: t.name, hint: String(t.count) }))
    },
    [data],
  )
}
