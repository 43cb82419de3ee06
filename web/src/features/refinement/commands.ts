/** What one can do about refining, from anywhere. */
import { problemOf } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { rightTo } from '@/data/rights'
import type { Command, Context } from '@/record/commands'
import { whyRefused } from '@/record/fields/refusal'
import { screenAddress } from '@/record/screen/address'

const kinds = new Set(['story', 'bug', 'task', 'spike'])
const one = (c: Context) => c.records.length === 1 && kinds.has(c.records[0]!.kind) && c.product !== undefined && c.records[0]!.category === 'todo'

interface Listed {
  items: { id: string }[]
}

export function refinementCommands(): Command[] {
  return [
    {
      id: 'refinement.turn',
      name: () => m.refine_cmd_start(),
      icon: 'users',
      place: 'record',
      group: m.refine_cmd_group(),
      words: 'refine poker vote estimate',
      when: (c) => one(c) && rightTo(c.data, 'refinement.run', c.records[0]!.product).may === 'act',
      run: async (c) => {
        try {
          const found = await c.data.client.get<Listed>(`/records?product=${c.product}&q=${encodeURIComponent('type:refinement category:doing')}&limit=1`)
          const running = found.items[0]?.id ?? (await c.data.call<{ id: string }>('POST', '/refinements', { product: c.product })).id
          await c.data.call('POST', `/refinements/${running}/turn`, { item: c.records[0]!.id })
          c.go(screenAddress(c.product!, 'refinement'))
        } catch (e) {
          c.tell(whyRefused(problemOf(e)))
        }
      },
    },
  ]
}
