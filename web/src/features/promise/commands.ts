/** Giving a promise from what is looked at: feedback, a feature, a release, an account. */
import { m } from '@/locales/gen/messages.js'
import { rightTo } from '@/data/rights'
import type { Command } from '@/record/commands'

export const giveDialog = 'promise.give'

/** From these a promise is given in one gesture. */
const from = ['feedback', 'feature', 'release', 'story', 'account', 'contact']

export function promiseCommands(): Command[] {
  return [
    {
      id: 'promise.give',
      name: () => m.promise_cmd_give(),
      icon: 'handshake',
      keys: 'shift+p',
      place: 'record',
      group: m.promise_title(),
      words: 'commit promise customer',
      when: (c) => c.product !== undefined && c.records.length === 1 && from.includes(c.records[0]!.kind) && !c.records[0]!.archivedAt,
      right: (c) => rightTo(c.data, 'promise.give', c.records[0]?.product ?? c.product),
      run: (c) => c.show(giveDialog),
    },
  ]
}
