import { useMembers } from '@/data/hooks'
import { number } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import type { Told } from '@/record/refined/rounds'
import { saySize } from '@/record/refined/words'
import { Badge } from '@/ui/badge'
import { Callout } from '@/ui/state'

/** What the votes of a revealed round come to, and what the rules of the game say next. */
export function ResultView({ told: { round, result } }: { told: Told }) {
  const people = useMembers()
  if (!result) return null
  const names = (ids: readonly string[]) => ids.map((id) => people.find((p) => p.id === id)?.name ?? '').join(', ')
  const unsure = round.votes.some((v) => v.value === '?' || v.value === 'coffee')
  return (
    <div className="flex flex-col gap-2" role="status">
      {result.consensus !== null && (
        <Badge tone="green" icon="circle-check" className="self-start">
          {m.poker_consensus({ value: saySize(result.consensus) })}
        </Badge>
      )}
      {result.consensus === null && result.low !== null && result.high !== null && result.median !== null && (
        <dl className="flex flex-wrap items-end gap-x-6 gap-y-1">
          <Figure name={m.poker_spread()} value={m.poker_range({ low: saySize(result.low), high: saySize(result.high) })} />
          <Figure name={m.poker_median()} value={result.median === 0.5 ? '½' : number(result.median)} />
        </dl>
      )}
      {result.advice === 'explain' && (result.lowest.length > 0 || result.highest.length > 0) && (
        <Callout tone="blue" icon="message-circle" title={m.poker_explain()}>
          {result.lowest.length > 0 && <p>{m.poker_lowest({ who: names(result.lowest) })}</p>}
          {result.highest.length > 0 && <p>{m.poker_highest({ who: names(result.highest) })}</p>}
        </Callout>
      )}
      {result.advice === 'larger or split' && <Callout tone="amber">{result.high === null ? m.poker_end_unknown() : m.poker_end({ value: saySize(result.high) })}</Callout>}
      {unsure && <p className="text-12 text-text-muted">{m.poker_unsure_note()}</p>}
      <p className="text-12 text-text-faint">{round.revealedBy ? m.poker_revealed_by({ who: names([round.revealedBy]) }) : m.poker_revealed_all()}</p>
    </div>
  )
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt className="text-12 text-text-muted">{name}</dt>
      <dd className="tabular text-20 font-semibold">{value}</dd>
    </div>
  )
}
