import { useWorkflow } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { Select } from '@/ui/select'

import type { Repository } from './RepositoriesSection'
import { usePress } from './send'

const events = [
  ['branch made', m.accept_repos_on_branch],
  ['commit made', m.accept_repos_on_commit],
  ['pull opened', m.accept_repos_on_opened],
  ['pull merged', m.accept_repos_on_merged],
] as const

const off = '-'

/** What moves an item on when something happens in its code: nothing, unless the team says so. */
export function RepositoryRules({ repository: r, may, onChanged }: { repository: Repository; may: boolean; onChanged: () => void }) {
  // Only onwards, and never to what awaits a person's word beyond done.
  const states = useWorkflow(r.product, 'story').filter((s) => s.category === 'doing' || s.category === 'done')
  const press = usePress()
  const set = async (on: string, to: string) => {
    const rules = [...r.rules.filter((x) => x.on !== on), ...(to === off ? [] : [{ on, to }])]
    if (await press('PATCH', `/repositories/${r.id}`, { rules }, m.accept_repos_rules_saved())) onChanged()
  }
  return (
    <div className="mt-2 flex flex-col gap-1.5 pl-7">
      {events.map(([on, name]) => (
        <div key={on} className="flex flex-wrap items-center gap-2">
          <span className="w-56 text-text-muted">{name()}</span>
          <Select size="sm" label={name()} disabled={!may} value={r.rules.find((x) => x.on === on)?.to ?? off} onChange={(to) => void set(on, to)} options={[{ value: off, label: m.accept_repos_rules_off() }, ...states.map((s) => ({ value: s.name, label: s.name }))]} />
        </div>
      ))}
    </div>
  )
}
