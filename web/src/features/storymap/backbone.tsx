/** The backbone: what one does with activities and steps. */
import { useState } from 'react'

import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { confirm } from '@/ui/dialog'
import { TextInput } from '@/ui/input'
import type { MenuItem } from '@/ui/menu'

import type { Activity, Step, StoryMap } from './map'

export interface Backbone {
  addActivity: (title: string) => Promise<unknown>
  addStep: (activity: Activity, title: string) => Promise<unknown>
  rename: (what: 'activities' | 'steps', id: string, title: string) => Promise<unknown>
  /** Puts an activity left or right of another. */
  moveActivity: (map: StoryMap, id: string, beside: string, side: 'left' | 'right') => void
  itemsOfActivity: (map: StoryMap, a: Activity, ask: (q: Naming) => void) => MenuItem[]
  itemsOfStep: (map: StoryMap, a: Activity, s: Step, ask: (q: Naming) => void) => MenuItem[]
}

/** A name that is asked for. */
export interface Naming {
  title: string
  was?: string
  done: (title: string) => Promise<unknown>
}

export function useBackbone(product: string): Backbone {
  const act = useAct()
  const patch = (what: 'activities' | 'steps', id: string, body: object, said: string) => act('PATCH', `/${what}/${id}`, body, said)
  const addStep = (a: Activity, title: string) => act('POST', '/steps', { activity: a.id, title }, m.refine_map_did_add({ name: title }))
  const rename = (what: 'activities' | 'steps', id: string, title: string) => patch(what, id, { title }, m.refine_map_did_rename({ name: title }))
  const remove = async (what: 'activities' | 'steps', id: string, name: string, cards: number) => {
    const sure = cards === 0 || (await confirm({ title: m.refine_map_remove_title({ name }), text: m.refine_map_remove_text({ count: cards }), action: m.refine_map_remove(), danger: true }))
    if (sure) await act('DELETE', `/${what}/${id}`, undefined, m.refine_map_did_remove({ name }))
  }
  return {
    addActivity: (title) => act('POST', '/activities', { product, title }, m.refine_map_did_add({ name: title })),
    addStep,
    rename,
    moveActivity: (map, id, beside, side) => void patch('activities', id, side === 'left' ? { before: beside } : { after: beside }, m.refine_map_did_move({ name: map.activities.find((a) => a.id === id)?.title ?? '' })),
    itemsOfActivity: (map, a, ask) => {
      const at = map.activities.indexOf(a)
      const [left, right] = [map.activities[at - 1], map.activities[at + 1]]
      return [
        { label: m.refine_map_rename(), icon: 'pencil', onSelect: () => ask({ title: m.refine_map_rename(), was: a.title, done: (t) => rename('activities', a.id, t) }) },
        { label: m.refine_map_add_step(), icon: 'plus', onSelect: () => ask({ title: m.refine_map_add_step(), done: (t) => addStep(a, t) }) },
        { label: m.refine_map_left(), icon: 'arrow-left', disabled: !left, onSelect: () => void patch('activities', a.id, { before: left!.id }, m.refine_map_did_move({ name: a.title })) },
        { label: m.refine_map_right(), icon: 'arrow-right', disabled: !right, onSelect: () => void patch('activities', a.id, { after: right!.id }, m.refine_map_did_move({ name: a.title })) },
        { label: m.refine_map_optional(), checked: a.optional, onSelect: () => void patch('activities', a.id, { optional: !a.optional }, a.optional ? m.refine_map_did_need({ name: a.title }) : m.refine_map_did_optional({ name: a.title })) },
        'separator',
        { label: m.refine_map_remove(), icon: 'trash-2', danger: true, onSelect: () => void remove('activities', a.id, a.title, a.steps.reduce((n, s) => n + s.cards, 0)) },
      ]
    },
    itemsOfStep: (map, a, s, ask) => {
      const at = a.steps.indexOf(s)
      const here = map.activities.indexOf(a)
      const [left, right] = [a.steps[at - 1], a.steps[at + 1]]
      const [before, behind] = [map.activities[here - 1], map.activities[here + 1]]
      const said = m.refine_map_did_move({ name: s.title })
      return [
        { label: m.refine_map_rename(), icon: 'pencil', onSelect: () => ask({ title: m.refine_map_rename(), was: s.title, done: (t) => rename('steps', s.id, t) }) },
        {
          label: m.refine_map_left(), icon: 'arrow-left', disabled: !left && !before,
          onSelect: () => void patch('steps', s.id, left ? { before: left.id } : { activity: before!.id }, said),
        },
        {
          label: m.refine_map_right(), icon: 'arrow-right', disabled: !right && !behind,
          onSelect: () => void patch('steps', s.id, right ? { after: right.id } : { activity: behind!.id, ...(behind!.steps[0] ? { before: behind!.steps[0].id } : {}) }, said),
        },
        'separator',
        { label: m.refine_map_remove(), icon: 'trash-2', danger: true, onSelect: () => void remove('steps', s.id, s.title, s.cards) },
      ]
    },
  }
}

interface NameDialogProps {
  title: string
  was?: string
  hint?: string
  onName: (title: string) => Promise<unknown>
  onClose: () => void
}

/** Asks for the name of an activity or a step. */
export function NameDialog({ title, was = '', hint, onName, onClose }: NameDialogProps) {
  const [name, setName] = useState(was)
  const send = async () => {
    if (await onName(name.trim())) onClose()
  }
  return (
    <Ask title={title} action={m.refine_map_save()} ready={name.trim() !== '' && name.trim() !== was} size="sm" onSend={send} onClose={onClose}>
      <TextInput label={m.refine_map_name()} hint={hint} value={name} onChange={setName} maxLength={200} />
    </Ask>
  )
}
