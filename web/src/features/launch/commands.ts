/** Launches from anywhere: a new one, and when all of them are. */
import { rightTo } from '@/data/rights'
import { m } from '@/locales/gen/messages.js'
import type { Command } from '@/record/commands'
import { screenAddress } from '@/record/screen/address'

export const beginDialog = 'launch.begin'

export function launchCommands(): Command[] {
  return [
    {
      id: 'launch.begin',
      name: () => m.launch_new(),
      icon: 'megaphone',
      place: 'everywhere',
      group: m.launch_screen(),
      words: 'go to market plan tier template',
      when: (c) => c.product !== undefined,
      right: (c) => rightTo(c.data, 'launch.plan', c.product),
      run: (c) => c.show(beginDialog),
    },
    {
      id: 'launch.calendar',
      name: () => m.launch_cmd_calendar(),
      icon: 'calendar',
      place: 'everywhere',
      group: m.launch_screen(),
      words: 'launch calendar month quarter',
      when: (c) => c.product !== undefined,
      run: (c) => c.go(screenAddress(c.product!, 'launches', { view: 'calendar' })),
    },
  ]
}
