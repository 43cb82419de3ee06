import { useMemo } from 'react'

import { useData, useMe } from '@/data/hooks'
import type { Data } from '@/data/data'
import type { KindName } from '@/data/kinds.gen'
import type { Rec, Row } from '@/data/types'
import { dayIn, sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { plainText } from '@/record/fields/cell'
import type { Field } from '@/record/fields/field'
import { useFields, words } from '@/record/fields/fields'
import { useRecords } from '@/record/screen/records'
import { useToday } from '@/record/screen/today'

import type { Names } from './history'

const isId = (v: unknown): v is string => typeof v === 'string' && /^[0-9a-hjkmnp-tv-z]{26}$/.test(v)

/** The records that rows or patches speak of by their ids. */
export function idsIn(diffs: readonly Row['diff'][], fields: readonly Field[]): string[] {
  const refs = new Set(['from', 'to', ...fields.filter((f) => f.type === 'record').map((f) => f.name)])
  const found = diffs.flatMap((d) => Object.entries(d).flatMap(([name, pair]) => (refs.has(name) ? pair.filter(isId) : [])))
  return [...new Set(found)]
}

/** How a value of a field is said in a sentence. */
function valueText(data: Data, field: Field | undefined, value: unknown, zone: string, today: string): string {
  if (value === null || value === undefined) return ''
  const record = isId(value) ? data.cache.get(value) : undefined
  switch (field?.type) {
    case 'person':
      return data.session.member(String(value))?.name ?? m.record_nobody()
    case 'record':
      return record ? `${record.key} “${record.title}”` : m.record_some_record()
    case 'day':
      return sayDay(String(value), today)
    case 'instant':
      return sayDay(dayIn(String(value), zone), today)
    case undefined:
      // Parts have no fields to go by: what is known of their values is how they look.
      if (isId(value)) return data.session.member(value)?.name ?? (record ? `${record.key} “${record.title}”` : m.record_some_record())
      if (/^\d{4}-\d\d-\d\d$/.test(String(value))) return sayDay(String(value), today)
      return typeof value === 'object' ? JSON.stringify(value) : /^\d{4}-\d\d-\d\dT/.test(String(value)) ? sayDay(dayIn(String(value), zone), today) : String(value)
    default:
      return plainText(field!, value)
  }
}

/** The names behind the ids of some changes; the records that they speak of are read. */
export function useNames(kinds: KindName | readonly KindName[], product: string | null, self: string, diffs: readonly Row['diff'][]): Names {
  const data = useData()
  const zone = useMe().workspace.zone
  const today = useToday()
  const fields = useFields(product ?? undefined, typeof kinds === 'string' ? [kinds] : kinds)
  const ids = useMemo(() => idsIn(diffs, fields), [diffs, fields])
  const known: readonly Rec[] = useRecords(ids)
  return useMemo(() => {
    const by = new Map(fields.map((f) => [f.name, f]))
    const titles = new Map(known.map((r) => [r.id, `${r.key} “${r.title}”`]))
    return {
      person: (id) => data.session.member(id)?.name ?? m.record_nobody(),
      record: (id) => titles.get(id) ?? m.record_some_record(),
      label: (name) => by.get(name)?.label ?? words(name.replace(/^custom\./, '')),
      value: (name, value) => valueText(data, by.get(name), value, zone, today),
      self,
      zone,
    }
  }, [data, fields, known, self, zone, today])
}
