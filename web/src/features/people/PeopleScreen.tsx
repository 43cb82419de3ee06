import { useAsk, useMe, useMembers } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { useGo, useLink } from '@/record/screen/address'
import { Part, Screen } from '@/record/screen/Screen'
import { useProduct } from '@/record/screen/today'
import { Button } from '@/ui/button'
import { SkeletonRows } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'

import { DecisionSentences } from './DecisionSentences'
import { type RoleKind, type Rule, team } from '@/lib/deciders'
import { TeamTable } from './TeamTable'

/** /p/KEY/people: who holds which role on a product, who decides what, what each has open. */
export function PeopleScreen({ product: key }: { product: string }) {
  const product = useProduct(key)
  const link = useLink()
  const go = useGo()
  const members = useMembers()
  const guest = useMe().member.role === 'guest'
  const rules = useAsk<Rule[]>(guest ? undefined : `/rights?product=${key}`, ['decision_right', 'member_role'])
  const roles = useAsk<RoleKind[]>('/roles', ['custom_role'])
  const here = product ? team(members, product.id) : []
  const ready = members.length > 0 && roles.value !== undefined
  const actions = (
    <span className="flex gap-4">
      <a {...link(`/settings/roles?product=${key}`)} className="text-13 text-accent-text hover:underline">
        {m.settings_people_roles_link()}
      </a>
      <a {...link(`/settings/rights?product=${key}`)} className="text-13 text-accent-text hover:underline">
        {m.settings_people_rights_link()}
      </a>
    </span>
  )
  return (
    <Screen title={m.settings_people_title()} note={product?.title} actions={guest ? undefined : actions} scroll>
      <div className="flex max-w-5xl flex-col gap-8 px-4 py-4">
        <Part title={m.settings_people_team()} note={ready ? here.length : undefined}>
          {!ready && <SkeletonRows count={6} />}
          {ready && here.length === 0 && <EmptyState icon="users" title={m.settings_people_empty()} text={m.settings_people_empty_text()} action={<Button onClick={() => go(`/settings/roles?product=${key}`)}>{m.settings_people_roles_link()}</Button>} />}
          {ready && product && here.length > 0 && <TeamTable product={product} team={here} />}
        </Part>
        <Part title={m.settings_people_decide()}>
          <p className="mb-1 text-text-muted">{guest ? m.settings_people_guest() : m.settings_people_decide_note()}</p>
          {rules.status === 'error' && <ErrorState text={rules.error?.detail} onRetry={rules.retry} />}
          {rules.status === 'loading' && !guest && <SkeletonRows count={8} />}
          {rules.value && product && ready && <DecisionSentences rules={rules.value} members={members} product={product.id} kinds={roles.value ?? []} />}
        </Part>
      </div>
    </Screen>
  )
}
