/** The register of risks from anywhere: one finds it by its heat map. */
import { m } from '@/locales/gen/messages.js'
import type { Command } from '@/record/commands'
import { screenAddress } from '@/record/screen/address'

export function riskCommands(): Command[] {
  return [
    {
      id: 'risk.map',
      name: () => m.risks_cmd_map(),
      icon: 'triangle-alert',
      place: 'everywhere',
      group: m.app_go_risks(),
      words: 'heat map matrix register exposure likelihood impact severity',
      when: (c) => c.product !== undefined,
      run: (c) => c.go(screenAddress(c.product!, 'risks')),
    },
  ]
}
