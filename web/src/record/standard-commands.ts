/**
 * What one can do with records of any kind: give them to somebody, set a field,
 * archive them, copy where they are. Each works on all that is selected.
 */
import { KINDS } from '@/data/kinds.gen'
import { rightToAll, rightToField, type Right } from '@/data/rights'
import type { Outcome, Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { whyRefused } from '@/record/fields/refusal'

import type { Command, Context } from './commands'
import { leastOf } from './fields/editor-right'
import { recordAddress } from './screen/address'

/** The dialog of the shell that sets one field of what is selected: SetField. */
export const setFieldDialog = 'record.set'

const has = (r: Rec, field: string): boolean => KINDS[r.kind]?.fields[field]?.editable === true && !r.archivedAt

/** May one set a field of all of them. */
export const rightToSet = (c: Context, field: string): Right => leastOf(c.records.map((r) => rightToField(c.data, r, field)))

/** A command that asks for a value of a field. */
export function setting(id: string, field: string, name: () => string, icon: string, group: string, keys?: string, when: (r: Rec) => boolean = () => true): Command {
  return {
    id,
    name,
    icon,
    keys,
    group,
    place: 'record',
    when: (c) => c.records.length > 0 && c.records.every((r) => has(r, field) && when(r)),
    right: (c) => rightToSet(c, field),
    run: (c) => c.show(setFieldDialog, { field }),
  }
}

/** Tells once what became of the same change of several records. */
export function tellAll(c: Context, outcomes: readonly Outcome[], said: string): void {
  const refused = outcomes.find((o) => 'refused' in o)
  const proposed = outcomes.filter((o) => 'proposed' in o).length
  if (refused && 'refused' in refused) c.tell(whyRefused(refused.refused))
  else if (proposed > 0) c.tell(m.screens_cmd_proposed({ count: proposed }))
  else c.tell(said)
}

const called = (c: Context): string => (c.records.length === 1 ? c.records[0]!.key : m.screens_cmd_several({ count: c.records.length }))
const ids = (c: Context): string[] => c.records.map((r) => r.id)

export function standardCommands(): Command[] {
  const group = m.screens_cmd_group_record()
  return [
    {
      id: 'record.assignToMe',
      name: () => m.screens_cmd_mine(),
      icon: 'user',
      keys: 'i',
      place: 'record',
      group,
      when: (c) => c.records.length > 0 && c.records.every((r) => has(r, 'owner')) && c.records.some((r) => r.owner !== c.data.session.me?.member.id),
      right: (c) => rightToSet(c, 'owner'),
      run: async (c) => tellAll(c, await c.data.changeMany(ids(c), { owner: c.data.session.me!.member.id }), m.screens_cmd_mine_done({ what: called(c) })),
    },
    setting('record.setState', 'state', () => m.screens_cmd_state(), 'circle-dot', group, 's', (r) => !['sprint', 'release'].includes(r.kind) && r.state !== ''),
    setting('record.setOwner', 'owner', () => m.screens_cmd_owner(), 'user-plus', group, 'a'),
    setting('record.setTags', 'tags', () => m.screens_cmd_tags(), 'tag', group, 't'),
    {
      id: 'record.openPage',
      name: () => m.screens_cmd_page(),
      icon: 'external-link',
      keys: 'o',
      place: 'record',
      group,
      when: (c) => c.records.length === 1,
      run: (c) => c.go(recordAddress(c.records[0]!.key)),
    },
    {
      id: 'record.copyLink',
      name: (c) => m.screens_cmd_copy_link({ count: c.records.length }),
      icon: 'link',
      keys: 'shift+c',
      place: 'record',
      group,
      when: (c) => c.records.length > 0,
      run: async (c) => {
        await navigator.clipboard.writeText(c.records.map((r) => location.origin + recordAddress(r.key)).join('\n'))
        c.tell(m.screens_cmd_copied())
      },
    },
    {
      id: 'record.copyKey',
      name: () => m.screens_cmd_copy_key(),
      icon: 'copy',
      place: 'record',
      group,
      when: (c) => c.records.length > 0,
      run: async (c) => {
        await navigator.clipboard.writeText(c.records.map((r) => r.key).join(', '))
        c.tell(m.screens_cmd_copied())
      },
    },
    {
      id: 'record.archive',
      name: () => m.screens_cmd_archive(),
      icon: 'archive',
      keys: 'mod+backspace',
      place: 'record',
      group,
      words: 'delete remove',
      when: (c) => c.records.length > 0 && c.records.every((r) => !r.archivedAt && r.kind !== 'product'),
      right: (c) => leastOf(c.records.map((r) => rightToAll(c.data, KINDS[r.kind]?.fields.title?.decisions ?? [], r.product))),
      run: async (c) => tellAll(c, await c.data.archive(ids(c)), m.screens_cmd_archived({ what: called(c) })),
    },
    {
      id: 'record.restore',
      name: () => m.screens_cmd_restore(),
      icon: 'archive-restore',
      place: 'record',
      group,
      when: (c) => c.records.length > 0 && c.records.every((r) => r.archivedAt !== null),
      run: async (c) => tellAll(c, await c.data.restore(ids(c)), m.screens_cmd_restored({ what: called(c) })),
    },
  ]
}
