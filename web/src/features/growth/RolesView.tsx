/** Who holds which role on which product, where one of the two jobs is empty or doubled, and giving a role in place. */
import { useMemo } from 'react'

import { useAsk, useMembers } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { screenAddress, useLink } from '@/record/screen/address'
import { useMay } from '@/record/screen/may'
import { Part } from '@/record/screen/Screen'
import { useAddressed } from '@/record/screen/shown'
import { Avatar } from '@/ui/avatar'
import { Badge } from '@/ui/badge'
import { Button, IconButton } from '@/ui/button'
import { Picker } from '@/ui/combobox'
import { SkeletonRows } from '@/ui/skeleton'
import { Callout, EmptyState, ErrorState } from '@/ui/state'

import { HandoverView } from './HandoverView'
import { choices, type Finding, type Held, type Job, type Manned, nameIn, roleOf, roleTitle, type Standing, proposes } from './types'

export function RolesView({ product }: { product: string }) {
  const [hand] = useAddressed('hand')
  return hand ? <HandoverView hand={hand} /> : <Matrix product={product} />
}

function Matrix({ product }: { product: string }) {
  const { value, error, retry } = useAsk<Standing>('/roles/standing', ['member_role', 'custom_role', 'product', 'member'])
  if (!value) return <div className="px-4 py-4">{error ? <ErrorState text={error.detail} onRetry={retry} /> : <SkeletonRows count={6} />}</div>
  if (value.products.length === 0) return <EmptyState icon="users" title={m.growth_roles_empty()} />
  return (
    <div className="flex flex-col gap-8 px-4 py-4">
      <Findings standing={value} />
      <Part title={m.growth_matrix()} note={m.growth_matrix_note()}>
        <Table standing={value} here={product} />
        {value.more && <p className="pt-2 text-12 text-text-muted">{m.growth_roles_more()}</p>}
      </Part>
    </div>
  )
}

const tones = { empty: 'red', doubled: 'amber', both: 'blue', left: 'red' } as const
const icons = { empty: 'circle-alert', doubled: 'triangle-alert', both: 'info', left: 'circle-alert' } as const

/** What a finding means, and what one does about it. */
function explained(f: Finding, people: string): string {
  switch (f.what) {
    case 'empty':
      return m.growth_why_empty({ role: f.role })
    case 'left':
      return m.growth_why_left({ role: f.role, people })
    case 'doubled':
      return m.growth_why_doubled({ role: f.role, people })
    default:
      return m.growth_why_both({ people })
  }
}

const named = (f: Finding): string =>
  f.what === 'both' ? m.growth_both() : f.what === 'doubled' ? m.growth_doubled({ role: f.role }) : f.what === 'left' ? m.growth_left({ role: f.role }) : m.growth_empty({ role: f.role })

function Findings({ standing }: { standing: Standing }) {
  const members = useMembers()
  const list = new Intl.ListFormat()
  if (standing.findings.length === 0) {
    return (
      <Callout tone="green" title={m.growth_nothing_amiss()}>
        {m.growth_nothing_amiss_text()}
      </Callout>
    )
  }
  return (
    <Part title={m.growth_findings()} note={standing.findings.length}>
      <ul className="grid gap-x-8 lg:grid-cols-2">
        {standing.findings.map((f) => {
          const p = standing.products.find((x) => x.id === f.product)!
          const people = list.format(f.members.map((id) => nameIn(members, id)))
          return (
            <li key={f.product + f.what + f.role} className="flex min-w-0 flex-wrap items-start gap-x-3 gap-y-1 border-b py-2 text-13">
              <Badge tone={tones[f.what]} icon={icons[f.what]}>
                {named(f)}
              </Badge>
              <span className="font-medium">{p.title}</span>
              <span className="w-full text-text-muted">{explained(f, people)}</span>
              {f.what === 'both' && <SplitLinks product={p} member={f.members[0]!} />}
              {f.what === 'left' && <HandLink product={p} member={f.members[0]!} job={f.role === roleOf.owner ? 'owner' : 'manager'} text={m.growth_hand_over()} />}
              {f.what === 'doubled' && f.members.slice(1).map((who) => <HandLink key={who} product={p} member={who} to={f.members[0]} job={f.role === roleOf.owner ? 'owner' : 'manager'} text={m.growth_hand_of({ name: nameIn(members, who) })} />)}
            </li>
          )
        })}
      </ul>
    </Part>
  )
}

function SplitLinks({ product, member }: { product: Manned; member: string }) {
  return (
    <>
      <HandLink product={product} member={member} job="owner" text={m.growth_split_owner()} />
      <HandLink product={product} member={member} job="manager" text={m.growth_split_manager()} />
    </>
  )
}

function HandLink({ product, member, job, text, to }: { product: Manned; member: string; job: Job; text: string; to?: string }) {
  const link = useLink()
  return (
    <a {...link(screenAddress(product.key, 'growth', { hand: [product.key, job, member].join('.'), to }))} className="min-h-6 py-0.5 text-13 text-accent-text hover:underline">
      {text}
    </a>
  )
}

/** The two jobs come first; of the others only those that somebody holds. */
function columns(s: Standing): string[] {
  const first = [roleOf.manager, roleOf.owner]
  return [...first, ...s.roles.filter((r) => !first.includes(r) && s.products.some((p) => p.held.some((h) => h.role === r)))]
}

function Table({ standing, here }: { standing: Standing; here: string }) {
  const shown = useMemo(() => columns(standing), [standing])
  const link = useLink()
  return (
    <div role="region" aria-label={m.growth_matrix()} tabIndex={0} className="quiet-scroll overflow-x-auto">
      <table className="border-collapse text-left text-13">
        <thead>
          <tr className="border-b text-12 text-text-muted [&>th]:h-8 [&>th]:pr-4 [&>th]:font-medium">
            <th scope="col" className="sticky left-0 z-10 bg-bg">
              {m.growth_product()}
            </th>
            {shown.map((r) => (
              <th key={r} scope="col">
                {roleTitle(r)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {standing.products.map((p) => (
            <tr key={p.id} className="border-b align-top">
              <th scope="row" className="sticky left-0 z-10 max-w-48 bg-bg py-2 pr-4 font-medium">
                <a {...link(screenAddress(p.key, 'people'))} className={p.key === here ? 'rounded text-accent-text hover:underline' : 'rounded hover:underline'}>
                  {p.title}
                </a>
                <span className="keyed block text-12 font-normal text-text-faint">{p.key}</span>
              </th>
              {shown.map((r) => (
                <td key={r} className="py-1 pr-4">
                  <Cell product={p} role={r} held={p.held.filter((h) => h.role === r)} amiss={standing.findings.some((f) => f.product === p.id && (f.role === r || (f.role === '' && (r === roleOf.manager || r === roleOf.owner))))} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell({ product, role, held, amiss }: { product: Manned; role: string; held: readonly Held[]; amiss: boolean }) {
  const members = useMembers()
  const act = useAct()
  const right = useMay('role.assign', product.id)
  const give = (member: string | null) => member && void act('POST', '/roles/assign', { member, product: product.id, role }, m.growth_given({ name: nameIn(members, member), role }))
  const take = (member: string) => void act('POST', '/roles/remove', { member, product: product.id, role }, m.growth_taken({ name: nameIn(members, member), role }))
  return (
    <div className={amiss ? 'flex min-h-8 min-w-36 flex-col gap-0.5 rounded bg-amber-soft px-1.5 py-0.5' : 'flex min-h-8 min-w-36 flex-col gap-0.5 px-1.5 py-0.5'}>
      {held.map((h) => {
        const name = nameIn(members, h.member)
        return (
          <span key={h.member} className="group flex min-h-6 items-center gap-1.5">
            <Avatar id={h.member} name={name} size={16} plain />
            <span className={h.left ? 'truncate line-through' : 'truncate'}>{name}</span>
            {right.may !== 'no' && <IconButton icon="x" size="sm" label={m.growth_take({ name, role, product: product.title })} onClick={() => take(h.member)} className="ml-auto" />}
          </span>
        )
      })}
      {right.may !== 'no' && (
        <Picker
          label={m.growth_give({ role, product: product.title })}
          value={null}
          onPick={give}
          options={choices(members).filter((c) => !held.some((h) => h.member === c.value))}
          footer={right.may === 'propose' ? proposes(right) : undefined}
          trigger={
            <Button size="sm" variant="ghost" icon="plus" aria-label={held.length === 0 ? m.growth_give_nobody({ role, product: product.title }) : m.growth_give({ role, product: product.title })} className="self-start text-text-muted">
              {held.length === 0 && m.growth_nobody()}
            </Button>
          }
        />
      )}
      {right.may === 'no' && held.length === 0 && <span className="text-text-muted">{m.growth_nobody()}</span>}
    </div>
  )
}
