/** What one can do about objectives and the strategy, from anywhere. */
import { rightTo } from '@/data/rights'
import { m } from '@/locales/gen/messages.js'
import type { Command, Context } from '@/record/commands'
import { screenAddress } from '@/record/screen/address'

/** The dialog of the shell that asks where a key result stands. */
export const checkInDialog = 'objective.checkin'

const objective = (c: Context) => c.records.length === 1 && c.records[0]!.kind === 'objective' && !c.records[0]!.archivedAt

const goes = (id: string, name: () => string, icon: string, words: string, path: string, show: Record<string, string>): Command => ({
  id,
  name,
  icon,
  words,
  place: 'everywhere',
  group: m.objective_cmd_group(),
  when: (c) => c.product !== undefined,
  run: (c) => c.go(screenAddress(c.product!, path, show)),
})

export function strategyCommands(): Command[] {
  return [
    {
      id: 'objective.new',
      name: () => m.objective_cmd_new(),
      icon: 'target',
      place: 'everywhere',
      group: m.objective_cmd_group(),
      words: 'create okr goal',
      when: (c) => c.product !== undefined,
      right: (c) => rightTo(c.data, 'objective.set', c.data.session.productId(c.product)),
      run: (c) => c.show('create', { kind: 'objective' }),
    },
    {
      id: 'objective.checkin',
      name: () => m.objective_cmd_checkin(),
      icon: 'pencil',
      place: 'record',
      group: m.objective_cmd_group(),
      words: 'key result confidence okr',
      when: (c) => objective(c) && c.records[0]!.category !== 'closed',
      right: (c) => rightTo(c.data, 'objective.set', c.records[0]!.product),
      run: (c) => c.show(checkInDialog, { objective: c.records[0]!.id }),
    },
    goes('objective.tree', () => m.objective_cmd_tree_open(), 'list-tree', 'okr', 'objectives', {}),
    goes('strategy.present', () => m.strategy_cmd_present(), 'monitor', 'slides show', 'strategy', { slide: '1' }),
    goes('strategy.compare', () => m.strategy_cmd_compare(), 'history', 'versions difference', 'strategy', { view: 'compare' }),
    goes('strategy.lifecycle', () => m.strategy_cmd_lifecycle(), 'trending-up', 'stage sunset growth', 'strategy', { view: 'lifecycle' }),
  ]
}
