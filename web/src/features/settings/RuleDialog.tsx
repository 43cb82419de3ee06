import { useState } from 'react'

import { useMembers } from '@/data/hooks'
import type { MyProduct } from '@/data/types'
import { holders, listed, type RoleKind, type Rule } from '@/lib/deciders'
import { decisionWords } from '@/lib/decisions'
import { atField, elsewhere } from '@/lib/submit'
import { m } from '@/locales/gen/messages.js'
import { Button } from '@/ui/button'
import { Combobox } from '@/ui/combobox'
import { Dialog } from '@/ui/dialog'
import { Field, RadioGroup } from '@/ui/input'
import { Callout } from '@/ui/state'

import { useSend } from './send'
import { roleName } from './words'

interface RuleDialogProps {
  rule: Rule
  product: MyProduct | undefined
  kinds: readonly RoleKind[]
  onClose: () => void
}

/** Who decides one thing, and what that means for everybody else. */
export function RuleDialog({ rule, product, kinds, onClose }: RuleDialogProps) {
  const [roles, setRoles] = useState<string[]>([...rule.roles])
  const [every, setEvery] = useState(rule.all)
  const [heard, setHeard] = useState<string[]>([...rule.heard])
  const { busy, refusal, send } = useSend()
  const options = ['admin', ...kinds.map((k) => k.name)].map((r) => ({ value: r, label: roleName(r) }))
  const save = async () => {
    const sent = await send('POST', '/rights/set', { decision: rule.decision, roles, all: every && roles.length > 1, heard, ...(product && { product: product.id }) }, m.settings_rule_saved())
    if (sent) onClose()
  }
  const said = elsewhere(refusal, ['roles', 'heard'])
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={m.settings_rule_title({ what: decisionWords(rule.decision) })}
      description={product ? m.settings_rule_on({ product: product.title }) : m.settings_rule_everywhere()}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            {m.settings_cancel()}
          </Button>
          <Button variant="primary" busy={busy} disabled={roles.length === 0} onClick={() => void save()}>
            {m.settings_save()}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {said.length > 0 && <Callout tone="red">{said.join(' ')}</Callout>}
        <Field label={m.settings_rule_decides()} error={atField(refusal, 'roles', m.settings_rule_decides())}>
          <Combobox multiple label={m.settings_rule_decides()} value={roles} onChange={setRoles} options={options} />
        </Field>
        {roles.length > 1 && (
          <RadioGroup
            row
            label={m.settings_rule_how()}
            value={every ? 'all' : 'any'}
            onChange={(v) => setEvery(v === 'all')}
            options={[
              { value: 'any', label: m.settings_rule_any() },
              { value: 'all', label: m.settings_rule_all() },
            ]}
          />
        )}
        <Field label={m.settings_rule_told()} hint={m.settings_rule_told_hint()} error={atField(refusal, 'heard', m.settings_rule_told())}>
          <Combobox multiple label={m.settings_rule_told()} value={heard} onChange={setHeard} options={options} />
        </Field>
        <Meaning roles={roles} every={every && roles.length > 1} product={product} kinds={kinds} />
      </div>
    </Dialog>
  )
}

/** What the choice means, by name where a product is chosen. */
function Meaning({ roles, every, product, kinds }: { roles: readonly string[]; every: boolean; product: MyProduct | undefined; kinds: readonly RoleKind[] }) {
  const members = useMembers()
  if (roles.length === 0) return <Callout tone="amber">{m.settings_rule_none()}</Callout>
  if (!product) return <Callout>{m.settings_rule_means({ names: listed(roles.map(roleName), every ? 'conjunction' : 'disjunction') })}</Callout>
  const empty = roles.filter((r) => holders(r, members, product.id, kinds).length === 0)
  const people = [...new Set(roles.flatMap((r) => holders(r, members, product.id, kinds).map((x) => x.name)))]
  if (people.length === 0) return <Callout tone="amber">{m.settings_rule_nobody({ names: listed(holders('admin', members, product.id, kinds).map((x) => x.name), 'disjunction') })}</Callout>
  const names = listed(people.length > 4 ? [...people.slice(0, 3), m.settings_rule_more({ count: people.length - 3 })] : people, every ? 'conjunction' : 'disjunction')
  return (
    <Callout tone={every && empty.length > 0 ? 'amber' : 'neutral'}>
      {every && empty.length > 0 ? m.settings_rule_lacks({ roles: listed(empty.map(roleName)) }) : m.settings_rule_means({ names })}
    </Callout>
  )
}
