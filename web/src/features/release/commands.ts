/** What one can do with a release. */
import { rightTo } from '@/data/rights'
import { m } from '@/locales/gen/messages.js'
import type { Command, Context } from '@/record/commands'
import { screenAddress } from '@/record/screen/address'

const one = (c: Context) => c.records.length === 1 && c.records[0]!.kind === 'release' && c.product !== undefined

export function releaseCommands(): Command[] {
  return [
    {
      id: 'release.go',
      name: () => m.screens_cmd_release(),
      icon: 'rocket',
      place: 'record',
      group: m.screens_releases(),
      when: (c) => one(c) && ['todo', 'doing'].includes(c.records[0]!.category),
      right: (c) => rightTo(c.data, 'release.content', c.records[0]!.product),
      run: (c) => c.go(screenAddress(c.product!, `releases/${c.records[0]!.key}`, { do: 'go' })),
    },
    {
      id: 'release.progress',
      name: () => m.screens_cmd_release_progress(),
      icon: 'package',
      place: 'record',
      group: m.screens_releases(),
      when: one,
      run: (c) => c.go(screenAddress(c.product!, `releases/${c.records[0]!.key}`)),
    },
  ]
}
