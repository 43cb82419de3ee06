/** Where features stand on the roadmap. */
import { m } from '@/locales/gen/messages.js'
import type { Command, Context } from '@/record/commands'
import { rightToSet, tellAll } from '@/record/standard-commands'

const features = (c: Context) => c.records.length > 0 && c.records.every((r) => r.kind === 'feature' && !r.archivedAt)

function place(horizon: 'now' | 'next' | 'later' | '', name: () => string, keys?: string): Command {
  return {
    id: `feature.place${horizon ? horizon[0]!.toUpperCase() + horizon.slice(1) : 'Off'}`,
    name,
    icon: horizon ? 'map' : 'slash',
    keys,
    place: 'record',
    group: m.screens_roadmap(),
    words: 'horizon',
    when: (c) => features(c) && c.records.some((r) => (r.horizon ?? '') !== horizon),
    right: (c) => rightToSet(c, 'horizon'),
    run: async (c) => tellAll(c, await c.data.changeMany(c.records.map((r) => r.id), { horizon }), horizon ? m.screens_cmd_placed({ horizon: horizonName[horizon]() }) : m.screens_cmd_unplaced()),
  }
}

const horizonName = { now: m.screens_horizon_now, next: m.screens_horizon_next, later: m.screens_horizon_later }

export function roadmapCommands(): Command[] {
  return [
    place('now', () => m.screens_cmd_place({ horizon: m.screens_horizon_now() }), 'p 1'),
    place('next', () => m.screens_cmd_place({ horizon: m.screens_horizon_next() }), 'p 2'),
    place('later', () => m.screens_cmd_place({ horizon: m.screens_horizon_later() }), 'p 3'),
    place('', () => m.screens_cmd_unplace()),
  ]
}
