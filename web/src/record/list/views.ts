/** The views that a list can be shown as, each loaded when it is first shown. */
import { type ComponentType, lazy, type LazyExoticComponent } from 'react'

import { m } from '@/locales/gen/messages.js'

import type { ViewName } from './address'
import type { ListViewProps } from './props'

export interface ListView {
  name: ViewName
  label: () => string
  icon: string
  Component: LazyExoticComponent<ComponentType<ListViewProps>>
  /** It hears of the selection itself and need not be drawn when that changes. */
  hearsSelection?: boolean
  /** Which settings of the toolbar it knows. */
  knows: { group?: boolean; lanes?: boolean; columns?: boolean; sort?: boolean }
}

// A view is a folder: table/TableView.tsx gives TableView.
const files = import.meta.glob<Record<string, ComponentType<ListViewProps>>>('../views/*/*View.tsx')

const fileOf = (folder: string): [string, string] => [`../views/${folder}/${folder[0]!.toUpperCase()}${folder.slice(1)}View.tsx`, `${folder[0]!.toUpperCase()}${folder.slice(1)}View`]

function load(folder: ViewName): ListView['Component'] {
  return lazy(async () => {
    const [path, name] = fileOf(folder)
    const file = files[path]
    if (!file) throw new Error(`there is no view ${name}`)
    return { default: (await file())[name]! }
  })
}

/** Loads a view before it is shown. */
export const loadView = async (name: ViewName): Promise<unknown> => files[fileOf(name)[0]]?.()

export const listViews: Record<ViewName, ListView> = {
  table: { name: 'table', label: m.views_list_table, icon: 'table-2', Component: load('table'), hearsSelection: true, knows: { group: true, columns: true, sort: true } },
  board: { name: 'board', label: m.views_list_board, icon: 'square-kanban', Component: load('board'), hearsSelection: true, knows: { group: true, lanes: true, sort: true } },
  tree: { name: 'tree', label: m.views_list_tree, icon: 'list-tree', Component: load('tree'), knows: {} },
  timeline: { name: 'timeline', label: m.views_list_timeline, icon: 'chart-gantt', Component: load('timeline'), knows: {} },
  calendar: { name: 'calendar', label: m.views_list_calendar, icon: 'calendar-days', Component: load('calendar'), knows: {} },
  horizons: { name: 'horizons', label: m.views_list_horizons, icon: 'columns-3', Component: load('horizons'), knows: {} },
  thread: { name: 'thread', label: m.views_list_thread, icon: 'waypoints', Component: load('thread'), knows: {} },
}
