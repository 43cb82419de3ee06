import { createContext, use } from 'react'

import type { Field } from '@/record/fields/field'
import type { SelectionStore } from '@/record/list/selection'
import type { ViewProps } from '@/record/views/view'

import type { Controller } from './controller'

export interface Calendar extends Pick<ViewProps, 'open'> {
  selection: SelectionStore
  control: Controller
  field: Field
  today: string
}

export const CalendarContext = createContext<Calendar | undefined>(undefined)

export function useCalendar(): Calendar {
  const c = use(CalendarContext)
  if (!c) throw new Error('a day stands outside of a calendar')
  return c
}
