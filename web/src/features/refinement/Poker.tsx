/**
 * The table: the cards one votes with, who has voted, and once the round is
 * revealed what everybody said and what it comes to. What others voted is not
 * here before: the server does not tell it.
 */
import { useState } from 'react'

import { useMe, useMembers } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { seatsOf, type Told } from '@/record/refined/rounds'
import { cardFace, cardName, saySize, sizeOf } from '@/record/refined/words'
import { useMay } from '@/record/screen/may'
import { useAct } from '@/record/screen/act'
import { Part } from '@/record/screen/Screen'
import { announce } from '@/record/views/common/announce'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Select } from '@/ui/select'
import { SkeletonRows } from '@/ui/skeleton'
import { ErrorState } from '@/ui/state'

import { useNow, useSend } from './queries'
import { ResultView } from './ResultView'
import { Seats } from './Seats'
import { SizesPanel } from './SizesPanel'

export function Poker({ refinement, item, product }: { refinement: Rec; item: Rec; product: string }) {
  const asked = useNow(refinement.id)
  const send = useSend()
  const me = useMe().member?.id
  const run = useMay('refinement.run', refinement.product)
  const seat = seatsOf(refinement).find((s) => s.member === me)
  const [chosen, setChosen] = useState<{ round: string; value: string }>()
  const now = asked.value
  if (!now) return asked.status === 'error' ? <ErrorState title={asked.error?.detail} onRetry={asked.retry} /> : <SkeletonRows count={4} />
  // An answer about the item before would show its rounds for a moment.
  const about = now.rounds.filter((t) => t.round.record === item.id)
  const newest = about[0]
  const open = newest?.round.state === 'open' ? newest.round : undefined
  const mine = open && chosen?.round === open.id ? chosen.value : open ? now.mine : ''
  const vote = async (value: string) => {
    if (!open) return
    setChosen({ round: open.id, value })
    if (await send('POST', `/rounds/${open.id}/vote`, { value })) {
      announce(m.poker_mine({ value }))
      asked.retry()
    } else setChosen(undefined)
  }
  const moderates = run.may === 'act'
  return (
    <div className="flex flex-col gap-4">
      <Part title={newest ? m.poker_round({ number: newest.round.number }) : m.poker_title()} note={open && m.poker_voted_count({ voted: open.voted.length, all: open.voted.length + now.waiting.length })} actions={moderates && <Moderator refinement={refinement} item={item} newest={newest} waiting={now.waiting.length} />}>
        {open && (
          <>
            <div role="group" aria-label={m.poker_cards()} className="flex flex-wrap gap-1.5 py-1">
              {now.scale.map((value) => (
                <button
                  key={value}
                  type="button"
                  aria-label={cardName(value)}
                  aria-pressed={mine === value}
                  onClick={() => void vote(value)}
                  className={cx(
                    'tabular grid h-16 w-11 place-items-center rounded border text-16 font-semibold transition-[translate,border-color]',
                    mine === value ? '-translate-y-1 border-accent bg-accent text-on-accent' : 'border-line-strong bg-bg-raised hover:-translate-y-0.5 hover:border-accent',
                  )}
                >
                  <span aria-hidden>{cardFace(value)}</span>
                </button>
              ))}
            </div>
            <p className="min-h-5 text-12 text-text-muted">{mine ? m.poker_mine({ value: cardFace(mine) }) : seat?.as === 'observer' ? m.poker_watch() : m.poker_not_yet()}</p>
          </>
        )}
        {!open && !newest && <p className="text-13 text-text-muted">{moderates ? m.poker_not_yet() : m.poker_none_text()}</p>}
        {newest?.result && <ResultView told={newest} />}
        {newest?.result && <TakeIt key={newest.round.id} told={newest} item={item} scale={now.scale} />}
      </Part>
      <Seats refinement={refinement} round={newest?.round} moderates={moderates} />
      {about.length > 1 && (
        <Part title={m.poker_rounds()}>
          <ol className="flex flex-col gap-0.5 text-13 text-text-muted">
            {about.slice(1).map((t) => (
              <RoundLine key={t.round.id} told={t} />
            ))}
          </ol>
        </Part>
      )}
      <SizesPanel product={product} marked={newest?.result?.suggestion ?? newest?.result?.median ?? (mine ? sizeOf(mine) : undefined) ?? undefined} />
    </div>
  )
}

function RoundLine({ told: { round } }: { told: Told }) {
  const people = useMembers()
  const votes = [...round.votes].sort((a, b) => (sizeOf(a.value) ?? 1e9) - (sizeOf(b.value) ?? 1e9))
  const said = votes.map((v) => `${people.find((p) => p.id === v.member)?.name.split(' ')[0] ?? ''} ${cardFace(v.value)}`).join(', ')
  return <li className="tabular">{m.poker_round_line({ number: round.number, votes: said || '–' })}</li>
}

/** What whoever runs the refinement does with the rounds. */
function Moderator({ refinement, item, newest, waiting }: { refinement: Rec; item: Rec; newest: Told | undefined; waiting: number }) {
  const send = useSend()
  const open = newest?.round.state === 'open' ? newest.round : undefined
  if (open)
    return (
      <Button size="sm" variant={waiting === 0 ? 'primary' : 'default'} icon="eye" disabled={open.voted.length === 0} title={waiting > 0 && open.voted.length > 0 ? m.poker_reveal_early({ count: waiting }) : undefined} onClick={() => void send('POST', `/rounds/${open.id}/reveal`)}>
        {m.poker_reveal()}
      </Button>
    )
  const settled = newest?.result?.consensus !== undefined && newest?.result?.consensus !== null
  return (
    <Button size="sm" variant={newest && settled ? 'default' : 'primary'} icon="play" onClick={() => void send('POST', '/rounds/start', { refinement: refinement.id, item: item.id })}>
      {newest ? m.poker_again() : m.poker_open()}
    </Button>
  )
}

/** Makes a size the estimate, or proposes it. */
function TakeIt({ told, item, scale }: { told: Told; item: Rec; scale: readonly string[] }) {
  const act = useAct()
  const may = useMay('story.estimate', item.product)
  const result = told.result!
  const sizes = scale.flatMap((v) => sizeOf(v) ?? [])
  const fair = result.suggestion ?? sizes.find((n) => result.median !== null && n >= result.median) ?? null
  const [size, setSize] = useState(fair)
  if (may.may === 'no' || sizes.length === 0) return null
  const value = size ?? sizes[0]!
  const taken = told.round.taken === value && item.estimate === value
  const take = () => act('POST', `/rounds/${told.round.id}/take`, { value }, m.poker_took({ what: item.key, value: saySize(value) }))
  return (
    <div className="mt-3 flex flex-wrap items-center gap-2">
      <Select label={m.poker_other()} value={String(value)} onChange={(v) => setSize(Number(v))} options={sizes.map((n) => ({ value: String(n), label: saySize(n) }))} className="w-20" />
      <Button variant={result.suggestion === null ? 'default' : 'primary'} icon="check" disabled={taken} onClick={() => void take()}>
        {may.may === 'act' ? m.poker_take({ value: saySize(value) }) : m.poker_propose({ value: saySize(value) })}
      </Button>
      {taken && <span className="text-13 text-text-muted">{m.poker_taken({ value: saySize(value) })}</span>}
    </div>
  )
}
