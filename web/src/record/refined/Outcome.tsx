import { useMembers, useRecord } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { recordAddress, useLink } from '@/record/screen/address'
import { ruleName } from '@/record/story/rules'
import { Icon, KindIcon } from '@/ui/icon'
import { ErrorState } from '@/ui/state'

import { entriesOf, useRounds, type Entry, type Told } from './rounds'
import { cardFace, saySize, sizeOf } from './words'

/** What came out of a refinement: item by item the sizes before and after, the votes, and what was found. */
export function Outcome({ refinement: r }: { refinement: Rec }) {
  const rounds = useRounds(r.id)
  return (
    <>
      {rounds.status === 'error' && <ErrorState title={m.refine_rounds_failed()} text={rounds.error?.detail} onRetry={rounds.retry} />}
      <ol className="mt-2 flex flex-col gap-2">
        {entriesOf(r).map((e) => (
          <Came key={e.item} entry={e} rounds={rounds.value?.items.filter((t) => t.round.record === e.item).toReversed() ?? []} />
        ))}
      </ol>
    </>
  )
}

/** What came of one item, round by round. */
function Came({ entry, rounds }: { entry: Entry; rounds: readonly Told[] }) {
  const item = useRecord(entry.item)
  const people = useMembers()
  const link = useLink()
  if (!item) return <li className="h-14" />
  const first = (id: string) => people.find((p) => p.id === id)?.name.split(' ')[0] ?? ''
  const size = (n: number | null) => (n === null ? m.refine_unsized() : saySize(n))
  const gained = entry.lackedBefore.filter((x) => ruleName(x) && !entry.lacksAfter.includes(x))
  return (
    <li className="rounded border bg-bg-raised px-3 py-2 text-13">
      <p className="flex items-center gap-2">
        <KindIcon kind={item.kind} size={14} />
        <a {...link(recordAddress(item.key))} className="min-w-0 flex-1 truncate font-medium hover:underline">
          <span className="keyed mr-1.5 text-12 font-normal text-text-faint">{item.key}</span>
          {item.title}
        </a>
        <span className="tabular flex shrink-0 items-center gap-1 text-text-muted">
          {entry.turnAt ? (
            <>
              {size(entry.estimateBefore)} <Icon name="arrow-right" size={13} /> <span className="font-semibold text-text">{size(entry.estimateAfter)}</span>
            </>
          ) : (
            m.refine_past_no_turn()
          )}
        </span>
      </p>
      {rounds.map(({ round, result }) => {
        const votes = [...round.votes].sort((a, b) => (sizeOf(a.value) ?? 1e9) - (sizeOf(b.value) ?? 1e9))
        return (
          <p key={round.id} className="tabular mt-0.5 flex gap-2 text-12 text-text-muted">
            <span className="min-w-0 flex-1">{m.poker_round_line({ number: round.number, votes: votes.map((v) => `${first(v.member)} ${cardFace(v.value)}`).join(', ') || m.refine_past_dropped() })}</span>
            {result && result.consensus !== null && <span className="text-green-text">{m.poker_consensus({ value: saySize(result.consensus) })}</span>}
          </p>
        )
      })}
      {(entry.note || gained.length > 0) && <p className="mt-1 text-12">{[gained.length > 0 ? m.refine_past_gained({ what: gained.flatMap((x) => ruleName(x) ?? []).join(', ') }) : '', entry.note].filter(Boolean).join(' · ')}</p>}
    </li>
  )
}
