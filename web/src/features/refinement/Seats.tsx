import { useMe, useMembers, usePresence } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { seatsOf, type Round, type Seat } from '@/record/refined/rounds'
import { cardFace } from '@/record/refined/words'
import { Part } from '@/record/screen/Screen'
import { Avatar } from '@/ui/avatar'
import { Button, IconButton } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'

import { useSend } from './queries'

interface Props {
  refinement: Rec
  round?: Round
  moderates: boolean
}

/** Who sits at the table: who has voted, who is waited for, who listens; and what they voted, once that is seen. */
export function Seats({ refinement, round, moderates }: Props) {
  const people = useMembers()
  const here = usePresence(refinement.id)
  const send = useSend()
  const me = useMe().member?.id
  const all = seatsOf(refinement)
  const seats = all.filter((s) => !s.leftAt || (round?.state === 'revealed' && round.votes.some((v) => v.member === s.member)))
  const mine = all.find((s) => s.member === me && !s.leftAt)
  const path = `/refinements/${refinement.id}`
  return (
    <Part
      title={m.refine_here()}
      note={String(seats.length)}
      actions={
        <>
          {mine?.as !== 'voter' && (
            <Button size="sm" variant="primary" onClick={() => void send('POST', `${path}/join`, { as: 'voter' })}>
              {m.refine_join()}
            </Button>
          )}
          {mine?.as !== 'observer' && (
            <Button size="sm" variant="ghost" onClick={() => void send('POST', `${path}/join`, { as: 'observer' })}>
              {m.refine_listen()}
            </Button>
          )}
          {mine && (
            <Button size="sm" variant="ghost" onClick={() => void send('POST', `${path}/leave`)}>
              {m.refine_leave()}
            </Button>
          )}
        </>
      }
    >
      <ul aria-label={m.refine_here()} className="grid grid-cols-[repeat(auto-fill,minmax(15rem,1fr))] gap-1.5">
        {seats.map((s) => {
          const name = people.find((p) => p.id === s.member)?.name ?? ''
          const away = s.member !== me && !here.some((p) => p.id === s.member)
          return (
            <li key={s.member} className="flex h-10 items-center gap-2 rounded border bg-bg-raised px-2 text-13">
              <Avatar id={s.member} name={name} size={22} plain />
              <span className="min-w-0 flex-1">
                <span className="block truncate leading-4">{name}</span>
                <span className="block truncate text-12 leading-4 text-text-faint">{[said(s, round), away && !s.leftAt ? m.refine_no_window() : ''].filter(Boolean).join(' · ')}</span>
              </span>
              <Shown seat={s} round={round} />
              {moderates && s.member !== me && !s.leftAt && <IconButton size="sm" icon="log-out" label={m.refine_set_away({ name })} onClick={() => void send('POST', `${path}/leave`, { member: s.member })} />}
            </li>
          )
        })}
      </ul>
    </Part>
  )
}

function said(s: Seat, round: Round | undefined): string {
  if (s.as === 'observer') return m.refine_observer()
  if (round?.state !== 'open') return m.refine_voter()
  return round.voted.includes(s.member) ? m.refine_voted() : m.refine_thinking()
}

/** A card face down as long as nobody may see it, and face up afterwards. */
function Shown({ seat, round }: { seat: Seat; round: Round | undefined }) {
  const vote = round?.votes.find((v) => v.member === seat.member)
  const voted = round?.voted.includes(seat.member)
  if (!round || (!vote && (seat.as === 'observer' || round.state !== 'open'))) return null
  const face = vote ? cardFace(vote.value) : voted ? <Icon name="check" size={14} /> : '…'
  return (
    <span aria-label={vote?.value} role={vote ? 'img' : undefined} aria-hidden={vote ? undefined : true} className={cx('tabular grid h-8 w-6.5 shrink-0 place-items-center rounded-sm border text-13 font-semibold', vote ? 'border-accent text-accent-text' : voted ? 'border-accent bg-accent text-on-accent' : 'border-dashed border-line-control text-text-faint')}>
      {face}
    </span>
  )
}
