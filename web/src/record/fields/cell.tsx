/**
 * A value shown by its field's type: in cells, on cards, in the property panel.
 * Nothing is drawn for an empty value; whoever shows it says what stands there.
 */
import type { ReactNode } from 'react'

import type { Rec } from '@/data/types'
import { money, number } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { StateBadge } from '@/ui/badge'
import { Icon } from '@/ui/icon'

import { DayValue, InstantValue, LinkedValue, PersonValue, RecordChip, SaidValue, TagsValue } from './cell-parts'
import { type Field, valueOf } from './field'
import { saidOf } from './fields'

export interface FieldValueProps {
  record: Rec
  field: Field
  /** How many of several things fit beside each other. */
  room?: number
  /** A person as a face alone. */
  bare?: boolean
}

export function FieldValue({ record, field, room, bare }: FieldValueProps): ReactNode {
  if (field.type === 'link') return <LinkedValue id={record.id} field={field} />
  const value = valueOf(record, field)
  if (isEmpty(value)) return null
  const said = saidOf(record, field)
  if (said) return <SaidValue of={said} />
  switch (field.type) {
    case 'state':
      return <StateBadge state={String(value)} category={field.name === 'state' ? record.category : ''} />
    case 'person':
      return <PersonValue id={String(value)} bare={bare} />
    case 'record':
      return <RecordChip id={String(value)} />
    case 'tags':
      return <TagsValue tags={value as string[]} room={room} />
    case 'day':
      return <DayValue day={String(value)} />
    case 'instant':
      return <InstantValue at={String(value)} />
    case 'bool':
      return value === true ? <Icon name="check" size={14} label={m.views_list_yes()} /> : null
    case 'url':
      return <span className="truncate text-accent-text">{hostOf(String(value))}</span>
    default:
      return <span className={isNumeric(field) ? 'tabular' : 'truncate'}>{plainText(field, value, record)}</span>
  }
}

export const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

export const isNumeric = (field: Pick<Field, 'type'>): boolean => field.type === 'number' || field.type === 'money'

/** A value as text, for what is read aloud, copied or too narrow for more. */
export function plainText(field: Pick<Field, 'type' | 'values'>, value: unknown, record?: Rec): string {
  if (isEmpty(value)) return ''
  switch (field.type) {
    case 'number':
      return number(Number(value))
    case 'money':
      return money(Number(value), String(record?.currency ?? record?.costIn ?? ''))
    case 'choice':
      return labelOf(field, value)
    case 'choices':
      return (value as unknown[]).map((v) => labelOf(field, v)).join(', ')
    case 'tags':
      return (value as string[]).join(', ')
    case 'bool':
      return value === true ? m.views_list_yes() : m.views_list_no()
    case 'criteria': {
      const all = value as { met?: boolean }[]
      return m.views_table_criteria({ met: all.filter((c) => c.met).length, count: all.length })
    }
    case 'list':
      return Array.isArray(value) ? String(value.length) : ''
    case 'markdown':
      return String(value).split('\n').find((line) => line.trim() !== '')?.replace(/[#*_`>[\]]/g, '').trim() ?? ''
    default:
      return String(value)
  }
}

const labelOf = (field: Pick<Field, 'values'>, value: unknown) => field.values?.find((v) => v.value === value)?.label ?? String(value)

function hostOf(url: string): string {
  try {
    return new URL(url).host
  } catch {
    return url
  }
}
