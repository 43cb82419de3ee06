/** What stands between the two jobs, from anywhere: asking for a trade-off, who decides, what the work serves. */
import { rightTo } from '@/data/rights'
import { m } from '@/locales/gen/messages.js'
import type { Command, Context } from '@/record/commands'
import { screenAddress } from '@/record/screen/address'

export const askDialog = 'tradeoff.ask'

const inProduct = (c: Context) => c.product !== undefined

export function bridgeCommands(): Command[] {
  return [
    {
      id: 'tradeoff.ask',
      name: () => m.bridge_ask(),
      icon: 'scale',
      place: 'everywhere',
      group: m.bridge_title(),
      words: 'trade-off tradeoff choice option price question',
      when: inProduct,
      right: (c) => rightTo(c.data, 'tradeoff.ask', c.product),
      run: (c) => c.show(askDialog),
    },
    {
      id: 'bridge.rights',
      name: () => m.bridge_cmd_rights(),
      icon: 'scale',
      place: 'everywhere',
      group: m.bridge_title(),
      words: 'decision rights who decides raci daci permissions',
      when: inProduct,
      run: (c) => c.go(`/settings/rights?product=${c.product}`),
    },
    {
      id: 'bridge.alignment',
      name: () => m.bridge_cmd_alignment(),
      icon: 'target',
      place: 'everywhere',
      group: m.bridge_title(),
      words: 'alignment effort objectives serves nothing',
      when: inProduct,
      run: (c) => c.go(screenAddress(c.product!, 'bridge')),
    },
  ]
}
