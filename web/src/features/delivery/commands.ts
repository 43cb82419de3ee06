/** What one can do with a sprint. */
import { rightTo } from '@/data/rights'
import { problemOf } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import type { Command, Context } from '@/record/commands'
import { whyRefused } from '@/record/fields/refusal'
import { screenAddress } from '@/record/screen/address'
import { setting } from '@/record/standard-commands'

const one = (c: Context, category: string) => c.records.length === 1 && c.records[0]!.kind === 'sprint' && c.records[0]!.category === category && c.product !== undefined

const verb = (id: 'start' | 'close', name: () => string, icon: string, category: string): Command => ({
  id: `sprint.${id}`,
  name,
  icon,
  place: 'record',
  group: m.screens_sprint(),
  when: (c) => one(c, category),
  right: (c) => rightTo(c.data, `sprint.${id}`, c.records[0]!.product),
  run: (c) => c.go(screenAddress(c.product!, `sprints/${c.records[0]!.key}`, { do: id })),
})

/** The dialog of the shell that asks what holds something up. */
export const blockDialog = 'delivery.block'

const kinds = new Set(['story', 'bug', 'task', 'spike'])
const work = (c: Context) => c.records.length > 0 && c.records.every((r) => kinds.has(r.kind) && r.category !== 'closed')

const step = (path: string, name: () => string, icon: string): Command => ({
  id: `sprint.${path}`,
  name,
  icon,
  place: 'record',
  group: m.screens_sprint(),
  when: (c) => c.records.length === 1 && c.records[0]!.kind === 'sprint' && c.product !== undefined,
  run: (c) => c.go(screenAddress(c.product!, `sprints/${c.records[0]!.key}/${path}`)),
})

export function deliveryCommands(): Command[] {
  return [
    verb('start', () => m.screens_cmd_sprint_start(), 'play', 'todo'),
    verb('close', () => m.screens_cmd_sprint_close(), 'square-check', 'doing'),
    {
      id: 'sprint.board',
      name: () => m.screens_cmd_sprint_board(),
      icon: 'square-kanban',
      place: 'record',
      group: m.screens_sprint(),
      when: (c) => c.records.length === 1 && c.records[0]!.kind === 'sprint' && c.product !== undefined,
      run: (c) => c.go(screenAddress(c.product!, 'board', { sprint: c.records[0]!.key })),
    },
    step('plan', () => m.delivery_cmd_plan(), 'list-ordered'),
    step('standup', () => m.delivery_cmd_standup(), 'users'),
    step('review', () => m.delivery_cmd_review(), 'badge-check'),
    step('retro', () => m.delivery_cmd_retro(), 'message-square-quote'),
    setting('item.class', 'serviceClass', () => m.delivery_cmd_class(), 'zap', m.screens_cmd_group_work()),
    {
      id: 'item.block',
      name: () => m.delivery_cmd_block(),
      icon: 'ban',
      keys: 'shift+b',
      place: 'record',
      group: m.screens_cmd_group_work(),
      when: work,
      right: (c) => rightTo(c.data, 'work.move', c.records[0]!.product),
      run: (c) => c.show(blockDialog),
    },
    {
      id: 'item.unblock',
      name: () => m.delivery_cmd_unblock(),
      icon: 'check',
      keys: 'shift+u',
      place: 'record',
      group: m.screens_cmd_group_work(),
      when: work,
      right: (c) => rightTo(c.data, 'work.move', c.records[0]!.product),
      run: async (c) => {
        try {
          for (const r of c.records) await c.data.call('POST', `/items/${r.id}/unblock`, {}, { label: m.delivery_unblocked({ what: r.key }) })
          c.tell(m.delivery_unblocked({ what: c.records.map((r) => r.key).join(', ') }))
        } catch (e) {
          c.tell(whyRefused(problemOf(e)))
        }
      },
    },
  ]
}
