/** The views of a product's money, from anywhere: one finds them by what they are for. */
import { m } from '@/locales/gen/messages.js'
import type { Command } from '@/record/commands'
import { screenAddress } from '@/record/screen/address'

const opens = (view: string, name: () => string, icon: string, words: string): Command => ({
  id: `money.${view}`,
  name,
  icon,
  words,
  place: 'everywhere',
  group: m.money_title(),
  when: (c) => c.product !== undefined,
  run: (c) => c.go(screenAddress(c.product!, 'money', { view })),
})

export function moneyCommands(): Command[] {
  return [
    opens('lines', () => m.money_cmd_lines(), 'coins', 'budget plan actual forecast cost revenue'),
    opens('cases', () => m.money_cmd_cases(), 'scale', 'business case npv irr payback compare worth'),
    opens('stop', () => m.money_cmd_stop(), 'octagon-x', 'kill drop sunset waste'),
    opens('pricing', () => m.money_cmd_pricing(), 'tag', 'price plans packages tiers'),
    opens('rates', () => m.money_cmd_rates(), 'calendar-days', 'day rate exchange currency'),
  ]
}
