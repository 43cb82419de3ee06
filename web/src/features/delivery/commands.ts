/** What one can do with a sprint. */
import { rightTo } from '@/data/rights'
import { m } from '@/locales/gen/messages.js'
import type { Command, Context } from '@/record/commands'
import { screenAddress } from '@/record/screen/address'

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
  ]
}
