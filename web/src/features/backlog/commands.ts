/** What one can do with work: plan it, size it, judge it. */
import { rightTo } from '@/data/rights'
import { m } from '@/locales/gen/messages.js'
import type { Command, Context } from '@/record/commands'
import { screenAddress } from '@/record/screen/address'
import { setting } from '@/record/standard-commands'

/** The dialogs of the shell that the commands here show. */
export const splitDialog = 'item.split'
export const pasteDialog = 'backlog.paste'
export const templateDialog = 'backlog.template'

const kinds = new Set(['story', 'bug', 'task', 'spike'])
const work = (c: Context) => c.records.length > 0 && c.records.every((r) => kinds.has(r.kind))

export function backlogCommands(): Command[] {
  const group = m.screens_cmd_group_work()
  return [
    setting('backlog.moveToSprint', 'sprint', () => m.screens_cmd_sprint(), 'timer', group, 'shift+s'),
    setting('backlog.estimate', 'estimate', () => m.screens_cmd_estimate(), 'scale', group, 'shift+e'),
    setting('backlog.priority', 'priority', () => m.screens_cmd_priority(), 'flag', group),
    {
      id: 'item.split',
      name: () => m.story_split(),
      icon: 'split',
      place: 'record',
      group,
      when: (c) => work(c) && c.records.length === 1 && c.records[0]!.category !== 'closed' && !c.records[0]!.archivedAt,
      right: (c) => rightTo(c.data, 'story.write', c.records[0]!.product),
      run: (c) => c.show(splitDialog),
    },
    {
      id: 'backlog.paste',
      name: () => m.story_paste(),
      icon: 'list-todo',
      keys: 'shift+v',
      place: 'everywhere',
      group,
      words: 'bulk create many list import',
      when: (c) => c.product !== undefined,
      right: (c) => rightTo(c.data, 'story.write', c.data.session.productId(c.product)),
      run: (c) => c.show(pasteDialog),
    },
    {
      id: 'backlog.template',
      name: () => m.story_template_use(),
      icon: 'file-text',
      place: 'everywhere',
      group,
      when: (c) => c.product !== undefined,
      right: (c) => rightTo(c.data, 'story.write', c.data.session.productId(c.product)),
      run: (c) => c.show(templateDialog),
    },
    {
      id: 'backlog.toBacklog',
      name: () => m.screens_cmd_to_backlog(),
      icon: 'list-ordered',
      place: 'record',
      group,
      when: (c) => work(c) && c.records.some((r) => r.sprint),
      right: (c) => rightTo(c.data, 'sprint.plan', c.records[0]!.product),
      run: async (c) => void (await c.data.changeMany(c.records.map((r) => r.id), { sprint: null })),
    },
    {
      id: 'item.judge',
      name: () => m.screens_cmd_judge(),
      icon: 'badge-check',
      place: 'record',
      group,
      words: 'accept reject',
      when: (c) => work(c) && c.records.length === 1 && c.records[0]!.category === 'done' && c.product !== undefined,
      right: (c) => rightTo(c.data, 'work.accept', c.records[0]!.product),
      run: (c) => c.go(screenAddress(c.product!, 'acceptance', { at: c.records[0]!.id })),
    },
  ]
}
