import { useState } from 'react'

import { useAsk, useMe } from '@/data/hooks'
import type { Member } from '@/data/types'
import type { RoleKind } from '@/lib/deciders'
import { atField, elsewhere } from '@/lib/submit'
import { m } from '@/locales/gen/messages.js'
import { Button } from '@/ui/button'
import { Combobox } from '@/ui/combobox'
import { Dialog } from '@/ui/dialog'
import { Field, RadioGroup, TextArea } from '@/ui/input'
import { Callout } from '@/ui/state'

import type { Invited } from './InvitationList'
import { LinkDialog } from './LinkDialog'
import { addresses, givable, type WorkspaceRole } from './members'
import { useSend } from './send'
import { WORKSPACE_ROLE_HINTS, WORKSPACE_ROLE_NAMES, roleName } from './words'

interface InviteDialogProps {
  /** Known by name from an import: this is who the person is. */
  known?: Member
  onClose: () => void
}

/** Asks people in: addresses, what they are here, what they do on which product. */
export function InviteDialog({ known, onClose }: InviteDialogProps) {
  const me = useMe()
  const [text, setText] = useState(known?.email ?? '')
  const [role, setRole] = useState<WorkspaceRole>('member')
  const [roles, setRoles] = useState<Readonly<Record<string, string[]>>>({})
  const [invited, setInvited] = useState<readonly Invited[]>([])
  const [over, setOver] = useState(false)
  const { busy, refusal, send } = useSend()
  const { good, bad } = addresses(text)
  const left = good.filter((a) => !invited.some((i) => i.email === a))
  const invite = async () => {
    const grants = Object.entries(roles).flatMap(([product, all]) => all.map((r) => ({ product, role: r })))
    const done = [...invited]
    // One after the other, so that what failed is the one that is named.
    for (const email of left) {
      const sent = await send<Invited>('POST', '/members/invite', { email, role, roles: grants, ...(known && { member: known.id }) })
      if (!sent || !('value' in sent)) return setInvited(done)
      done.push(sent.value)
    }
    setInvited(done)
    setOver(true)
  }
  if (over) return <LinkDialog invited={invited} onClose={onClose} />
  const said = elsewhere(refusal, ['email'])
  const several = !known && good.length > 1
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={known ? m.settings_invite_known_title({ name: known.name }) : m.settings_invite_title()}
      description={known ? m.settings_invite_known_text() : undefined}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            {m.settings_cancel()}
          </Button>
          <Button variant="primary" busy={busy} disabled={left.length === 0 || bad.length > 0 || (known !== undefined && good.length > 1)} onClick={() => void invite()}>
            {several ? m.settings_invite_several({ count: left.length }) : m.settings_invite_button()}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {said.length > 0 && <Callout tone="red">{said.join(' ')}</Callout>}
        {invited.length > 0 && <Callout tone="green">{m.settings_invite_some({ count: invited.length })}</Callout>}
        <TextArea
          rows={known ? 1 : 2}
          autoGrow
          label={known ? m.settings_member_email() : m.settings_invite_emails()}
          hint={known ? undefined : m.settings_invite_emails_hint()}
          error={bad.length > 0 && /[\s,;]$/.test(text) ? m.settings_invite_bad({ what: bad.join(', ') }) : atField(refusal, 'email', m.settings_member_email())}
          value={text}
          onChange={setText}
        />
        <RadioGroup
          label={m.settings_member_role()}
          value={role}
          onChange={setRole}
          options={givable(me.member.role).toReversed().map((r) => ({ value: r, label: WORKSPACE_ROLE_NAMES[r]!(), hint: WORKSPACE_ROLE_HINTS[r]!() }))}
        />
        <Grants roles={roles} onChange={setRoles} />
      </div>
    </Dialog>
  )
}

/** Roles on products, those of one product in a line. */
function Grants({ roles, onChange }: { roles: Readonly<Record<string, string[]>>; onChange: (r: Readonly<Record<string, string[]>>) => void }) {
  const { products } = useMe()
  const kinds = useAsk<RoleKind[]>('/roles', ['custom_role'])
  const options = (kinds.value ?? []).map((k) => ({ value: k.name, label: roleName(k.name) }))
  if (products.length === 0) return null
  return (
    <div className="flex flex-col gap-2">
      <p className="text-12 font-medium text-text-muted">{m.settings_invite_roles()}</p>
      {products.slice(0, 8).map((p) => (
        <Field key={p.id} label={p.title}>
          <Combobox multiple label={m.settings_roles_on({ product: p.title })} placeholder={m.settings_invite_no_role()} value={roles[p.id] ?? []} onChange={(all) => onChange({ ...roles, [p.id]: all })} options={options} />
        </Field>
      ))}
    </div>
  )
}
