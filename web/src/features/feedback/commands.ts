/** What one can do with customers' words: hear them in the inbox where they are settled. */
import { m } from '@/locales/gen/messages.js'
import type { Command } from '@/record/commands'
import { screenAddress } from '@/record/screen/address'

export function feedbackCommands(): Command[] {
  return [
    {
      id: 'feedback.hear',
      name: () => m.screens_cmd_hear(),
      icon: 'message-square-quote',
      place: 'record',
      group: m.screens_feedback(),
      words: 'link insight answer set aside',
      when: (c) => c.records.length === 1 && c.records[0]!.kind === 'feedback' && c.product !== undefined,
      run: (c) => c.go(screenAddress(c.product!, 'feedback', { box: c.records[0]!.category === 'todo' ? undefined : 'all', at: c.records[0]!.id })),
    },
  ]
}
