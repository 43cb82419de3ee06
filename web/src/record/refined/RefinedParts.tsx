import { useMembers } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { AvatarStack } from '@/ui/avatar'
import { SectionHeader } from '@/ui/layout'

import { Outcome } from './Outcome'
import { entriesOf, seatsOf } from './rounds'

/** On the page of a refinement: who was there, and what came out. */
export function RefinedParts({ record }: { record: Rec }) {
  const people = useMembers()
  const there = seatsOf(record).map((s) => ({ id: s.member, name: people.find((p) => p.id === s.member)?.name ?? '' }))
  const entries = entriesOf(record)
  return (
    <section aria-label={m.refine_outcome()}>
      <SectionHeader title={m.refine_outcome()} count={entries.length || undefined} actions={there.length > 0 && <AvatarStack people={there} max={8} />} />
      {entries.length === 0 ? <p className="text-13 text-text-muted">{m.refine_outcome_none()}</p> : <Outcome refinement={record} />}
    </section>
  )
}
