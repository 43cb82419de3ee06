import { address } from '@/data/client'
import { useAsk, useMembers } from '@/data/hooks'
import type { Member } from '@/data/types'
import { holders, isAdmin, type RoleKind, type Rule } from '@/lib/deciders'
import { byArea, decisionWords } from '@/lib/decisions'
import { sayAge } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { recordAddress, useLink } from '@/record/screen/address'
import { Part } from '@/record/screen/Screen'
import { AvatarStack } from '@/ui/avatar'
import { Badge } from '@/ui/badge'
import { SkeletonRows } from '@/ui/skeleton'
import { ErrorState } from '@/ui/state'

interface Taken {
  member: string
  times: number
  at: string
  role: string
  key: string
  title: string
}

interface Lately {
  decision: string
  times: number
  proposed: number
  by: Taken[]
  roles: string[]
}

const days = 30

/** Each decision with who takes it, and who took it lately. */
export function LatelyPart({ product, id, guest }: { product: string; id: string; guest: boolean }) {
  const members = useMembers()
  const link = useLink()
  const rules = useAsk<Rule[]>(guest ? undefined : address('/rights', { product }), ['decision_right', 'member_role'])
  const roles = useAsk<RoleKind[]>(guest ? undefined : '/roles', ['custom_role'])
  const lately = useAsk<Lately[]>(guest ? undefined : address('/rights/lately', { product, days }))
  if (guest) return <p className="text-text-muted">{m.bridge_lately_guest()}</p>
  const failed = [rules, roles, lately].find((a) => a.status === 'error')
  const ready = rules.value && roles.value && lately.value && members.length > 0
  return (
    <Part
      title={m.bridge_lately()}
      note={m.bridge_lately_note({ days })}
      actions={
        <a {...link(`/settings/rights?product=${product}`)} className="text-13 text-accent-text hover:underline">
          {m.bridge_lately_rights()}
        </a>
      }
    >
      {!ready && (failed ? <ErrorState text={failed.error?.detail} onRetry={failed.retry} /> : <SkeletonRows count={8} />)}
      {ready && (
        <div className="quiet-scroll min-w-0 overflow-x-auto">
          <table className="w-full border-collapse text-left text-13">
            <caption className="sr-only">{m.bridge_lately()}</caption>
            <thead>
              <tr className="h-8 border-b text-12 text-text-muted [&>th]:pr-3 [&>th]:font-medium">
                <th scope="col">{m.bridge_decision_what()}</th>
                <th scope="col">{m.bridge_lately_decides()}</th>
                <th scope="col">{m.bridge_lately_by()}</th>
                <th scope="col">{m.bridge_lately_last()}</th>
              </tr>
            </thead>
            {byArea(rules.value!).map((area) => (
              <tbody key={area.title}>
                <tr>
                  <th scope="rowgroup" colSpan={4} className="pt-4 pb-1 text-12 font-semibold">
                    {area.title}
                  </th>
                </tr>
                {area.rules.map((rule) => (
                  <Row key={rule.decision} rule={rule} lately={lately.value!.find((l) => l.decision === rule.decision)} members={members} product={id} kinds={roles.value!} />
                ))}
              </tbody>
            ))}
          </table>
        </div>
      )}
    </Part>
  )
}

interface RowProps {
  rule: Rule
  lately: Lately | undefined
  members: readonly Member[]
  product: string
  kinds: readonly RoleKind[]
}

function Row({ rule, lately, members, product, kinds }: RowProps) {
  const link = useLink()
  const deciders = [...new Set(rule.roles.flatMap((r) => (r === 'admin' ? members.filter(isAdmin) : holders(r, members, product, kinds))))]
  const person = (id: string) => members.find((p) => p.id === id)
  const last = lately?.by[0]
  return (
    <tr className="border-b align-middle last:border-b-0 hover:bg-bg-hover [&>td]:py-1.5 [&>td]:pr-3">
      <th scope="row" className="min-w-48 py-1.5 pr-3 font-normal first-letter:uppercase">
        <span className="inline-block first-letter:uppercase">{decisionWords(rule.decision)}</span>
      </th>
      <td>
        <span className="flex items-center gap-2">
          <AvatarStack people={deciders} max={4} />
          <span className="text-12 text-text-muted">{deciders.length === 0 ? <Badge tone="amber">{m.bridge_lately_nobody()}</Badge> : rule.roles.join(rule.all ? ' + ' : ', ')}</span>
        </span>
      </td>
      <td>
        {lately && (
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <AvatarStack people={lately.by.flatMap((t) => person(t.member) ?? [])} max={4} />
            <span className="tabular text-12 whitespace-nowrap text-text-muted">{m.bridge_lately_times({ count: lately.times })}</span>
            {lately.proposed > 0 && <Badge>{m.bridge_lately_proposed({ count: lately.proposed })}</Badge>}
            {lately.roles.includes('admin') && !rule.roles.includes('admin') && <Badge tone="amber">{m.bridge_lately_admin()}</Badge>}
          </span>
        )}
      </td>
      <td className="max-w-72">
        {last && (
          <span className="flex min-w-0 items-center gap-2 text-12 text-text-muted">
            <span className="tabular shrink-0">{sayAge(last.at)}</span>
            {last.key && (
              <a {...link(recordAddress(last.key))} className="min-w-0 truncate rounded hover:underline" title={last.title}>
                <span className="keyed">{last.key}</span> {last.title}
              </a>
            )}
          </span>
        )}
      </td>
    </tr>
  )
}
