import type { Member } from '@/data/types'
import { decisionWords, inOrder } from '@/lib/decisions'
import { m } from '@/locales/gen/messages.js'
import { AvatarStack } from '@/ui/avatar'

import { type Deciding, deciding, type Holder, listed, type RoleKind, type Rule } from '@/lib/deciders'

interface DecisionSentencesProps {
  rules: readonly Rule[]
  members: readonly Member[]
  product: string
  kinds: readonly RoleKind[]
}

/** Who decides what, a sentence for each set of deciders. */
export function DecisionSentences({ rules, members, product, kinds }: DecisionSentencesProps) {
  return (
    <ul className="flex flex-col">
      {deciding(rules, members, product, kinds).map((d) => (
        <li key={`${d.all}${d.roles.join()}`} className="grid gap-x-6 gap-y-1 border-b py-2.5 sm:grid-cols-[18rem_1fr]">
          <div className="flex min-w-0 flex-col gap-1">
            <span className="font-medium first-letter:uppercase">{who(d)}</span>
            <span className="flex items-center gap-2 text-12 text-text-muted">
              <AvatarStack people={d.people} max={5} />
              <span className="min-w-0 truncate">{names(d)}</span>
            </span>
          </div>
          <p className="max-w-prose text-text-muted">
            {m.settings_people_may({ what: listed(inOrder(d.decisions).map(decisionWords)) })}
            {d.all && <span className="text-text-faint"> {m.settings_people_all({ count: d.roles.length })}</span>}
          </p>
        </li>
      ))}
    </ul>
  )
}

const who = (d: Deciding<Holder>) => listed(d.roles.map((r) => (r === 'admin' ? m.settings_people_admins() : r)), d.all ? 'conjunction' : 'disjunction')

function names(d: Deciding<Holder>): string {
  if (d.people.length === 0) return m.settings_people_nobody()
  const some = listed(d.people.slice(0, 3).map((p) => p.name))
  const more = d.people.length > 3 ? m.settings_people_more({ names: some, count: d.people.length - 3 }) : some
  return d.admins ? m.settings_people_instead({ names: more }) : more
}
