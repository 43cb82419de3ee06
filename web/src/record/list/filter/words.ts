/** What chips say. */
import { useMembers } from '@/data/hooks'
import type { Value } from '@/lib/query'
import { m } from '@/locales/gen/messages.js'

import type { How } from './chips'
import type { FieldDoc } from './docs'

export function howLabel(how: How, doc: FieldDoc, several: boolean): string {
  const texts = doc.type === 'text' || doc.type === 'search'
  switch (how) {
    case 'is':
      return texts ? m.views_list_how_contains() : several ? m.views_list_how_any() : m.views_list_how_is()
    case 'not':
      return texts ? m.views_list_how_lacks() : several ? m.views_list_how_none() : m.views_list_how_not()
    case 'exactly':
      return m.views_list_how_exactly()
    case 'set':
      return m.views_list_how_set()
    case 'unset':
      return m.views_list_how_unset()
    case '<':
      return doc.type === 'number' ? '<' : m.views_list_how_before()
    case '>':
      return doc.type === 'number' ? '>' : m.views_list_how_after()
    case '<=':
      return doc.type === 'number' ? '≤' : m.views_list_how_until()
    case '>=':
      return doc.type === 'number' ? '≥' : m.views_list_how_since()
  }
}

export function predicateLabel(name: string, not: boolean): string {
  const labels: Record<string, () => string> = {
    open: m.views_list_is_open, closed: m.views_list_is_closed, blocked: m.views_list_is_blocked, mine: m.views_list_is_mine, unassigned: m.views_list_is_unassigned, archived: m.views_list_is_archived,
  }
  const label = labels[name]?.() ?? name
  return not ? m.views_list_not({ what: label }) : label
}

/** Values as people call them. */
export function useValueLabels(doc: FieldDoc, values: readonly Value[]): string {
  const members = useMembers()
  const one = (v: Value): string => {
    if (v.to !== undefined) return rangeLabel(v)
    if (doc.type === 'person' && !v.quoted) {
      if (v.text === 'me') return m.views_list_myself()
      if (v.text === 'none') return m.views_list_nobody()
      return members.find((p) => p.handle === v.text.replace(/^@/, '') || p.id === v.text)?.name ?? v.text
    }
    if (v.text === 'today') return m.views_list_today()
    return v.text + (v.prefix ? '*' : '')
  }
  const shown = values.slice(0, 3).map(one)
  return shown.join(', ') + (values.length > 3 ? ` ${m.views_table_more({ count: values.length - 3 })}` : '')
}

function rangeLabel(v: Value): string {
  const back = /^-(\d+)d$/.exec(v.text)
  const ahead = /^\+(\d+)d$/.exec(v.to ?? '')
  if (back && v.to === '') return m.views_list_last_days({ count: Number(back[1]) })
  if (ahead && v.text === '') return m.views_list_next_days({ count: Number(ahead[1]) })
  if (v.to === '') return m.views_list_from({ from: v.text })
  if (v.text === '') return m.views_list_upto({ to: v.to! })
  return m.views_list_between({ from: v.text, to: v.to! })
}
