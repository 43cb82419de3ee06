import { useState } from 'react'

import { useMe, useMembers } from '@/data/hooks'
import type { Member } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { Button } from '@/ui/button'
import { SearchInput } from '@/ui/input'
import { EmptyState } from '@/ui/state'
import { Tabs } from '@/ui/tabs'

import { InvitationList } from './InvitationList'
import { InviteDialog } from './InviteDialog'
import { countOf, type Status, STATUSES, shownMembers } from './members'
import { MemberTable } from './MemberTable'
import { RightNote, Section } from './Section'
import { useIsAdmin, useMay } from './useHere'
import { decisionWords } from '@/lib/decisions'

const TITLES: Record<Status, () => string> = {
  active: m.settings_members_active,
  named: m.settings_members_named,
  deactivated: m.settings_members_deactivated,
}

/** So many rows at first; a workspace of thousands is searched, not read. */
const FIRST = 100

/** Who is in the workspace, who is asked in, who was. */
export default function MembersSection() {
  const members = useMembers()
  const me = useMe()
  const right = useMay('people.set')
  const admin = useIsAdmin()
  const [tab, setTab] = useState<Status | 'invited'>('active')
  const [text, setText] = useState('')
  const [inviting, setInviting] = useState<Member | true>()
  const acts = right.may === 'act'
  const found = tab === 'invited' ? [] : shownMembers(members, tab, text)
  const actions = (
    <Button variant="primary" icon="user-plus" disabled={!acts} title={acts ? undefined : m.settings_invite_not()} onClick={() => setInviting(true)}>
      {m.settings_invite()}
    </Button>
  )
  return (
    <Section wide title={m.settings_members()} text={m.settings_members_text({ workspace: me.workspace.name })} actions={actions}>
      <RightNote right={right} what={decisionWords('people.set')} />
      <div className="flex flex-col gap-3">
        <Tabs
          label={m.settings_members()}
          value={tab}
          onChange={setTab}
          tabs={[
            ...STATUSES.map((s) => ({ value: s, label: TITLES[s](), count: countOf(members, s) })),
            ...(admin ? [{ value: 'invited' as const, label: m.settings_members_invited() }] : []),
          ]}
        />
        {tab === 'invited' ? (
          <InvitationList onInvite={acts ? () => setInviting(true) : undefined} />
        ) : (
          <>
            <SearchInput label={m.settings_members_search()} value={text} onChange={setText} className="max-w-80" />
            {found.length === 0 ? <Nobody status={tab} text={text} onClear={() => setText('')} /> : <Rows key={`${tab}${text}`} found={found} right={right.may} onInvite={acts ? setInviting : undefined} />}
          </>
        )}
      </div>
      {inviting && <InviteDialog known={inviting === true ? undefined : inviting} onClose={() => setInviting(undefined)} />}
    </Section>
  )
}

function Rows({ found, right, onInvite }: { found: readonly Member[]; right: 'act' | 'propose' | 'no'; onInvite?: (m: Member) => void }) {
  const [most, setMost] = useState(FIRST)
  return (
    <>
      <MemberTable members={found.slice(0, most)} right={right} onInvite={onInvite} />
      {found.length > most && (
        <div>
          <Button variant="ghost" onClick={() => setMost(most + 5 * FIRST)}>
            {m.settings_more({ count: found.length - most })}
          </Button>
        </div>
      )}
    </>
  )
}

function Nobody({ status, text, onClear }: { status: Status; text: string; onClear: () => void }) {
  if (text !== '') return <EmptyState icon="search" title={m.settings_members_none({ text })} action={<Button onClick={onClear}>{m.settings_search_clear()}</Button>} />
  return <EmptyState icon="users" title={status === 'named' ? m.settings_members_no_named() : m.settings_members_no_deactivated()} text={status === 'named' ? m.settings_members_named_text() : undefined} />
}
