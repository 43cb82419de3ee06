/** What those who lead want to see on one page: where it is going, what it costs, what is at risk, what is awaited. */
import type { ComponentType } from 'react'

import { useMe } from '@/data/hooks'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { Screen } from '@/record/screen/Screen'
import { useAddressed } from '@/record/screen/shown'
import { Button } from '@/ui/button'
import { DatePicker } from '@/ui/date'
import { Select } from '@/ui/select'
import { Sheet } from '@/ui/sheet'
import { Stage } from '@/ui/stage'

import { Bets } from './Bets'
import { Where } from './Block'
import { Changes } from './Changes'
import { Dates } from './Dates'
import { Decisions } from './Decisions'
import { Launches } from './Launches'
import { Money, useMoney } from './Money'
import { Objectives } from './Objectives'
import { useOf, type Of } from './of'
import { PromisesAtRisk } from './PromisesAtRisk'
import { Risks } from './Risks'

interface Piece {
  title: string
  Body: ComponentType<{ of: Of }>
}

export function SummaryScreen({ product }: { product: string }) {
  const { of, show, showSince } = useOf(product)
  const [slide, showSlide] = useAddressed('slide')
  const pieces = piecesOf(of, useMoney(of) !== undefined)
  const at = Math.min(Number(slide) || 0, pieces.length + 1)
  const title = m.summary_of({ title: of.scope.title })
  return (
    <Screen
      title={m.summary_title()}
      note={m.summary_since({ day: sayDay(of.since, of.today) })}
      scroll
      actions={
        <>
          <Select label={m.summary_scope()} value={of.scope.value} onChange={(v) => show(v === 'here' ? undefined : v)} options={of.scope.options} />
          <DatePicker label={m.summary_since_when()} value={of.since} max={of.today} now={of.today} onChange={(d) => showSince(d ?? undefined)} trigger={<Button icon="history">{m.summary_since_when()}</Button>} />
          <Button icon="file-text" onClick={() => window.print()}>
            {m.onepage_print()}
          </Button>
          <Button icon="monitor" variant="primary" onClick={() => showSlide('1')}>
            {m.onepage_present()}
          </Button>
        </>
      }
    >
      <div className="border-b px-4 py-3">
        <Objectives of={of} />
      </div>
      <div className="grid content-start *:min-w-0 *:border-b *:px-4 *:py-2.5 md:grid-cols-2 md:*:border-r xl:grid-cols-3">
        {pieces.slice(1).map(({ title: name, Body }) => (
          <div key={name}>
            <Body of={of} />
          </div>
        ))}
      </div>
      <Paper title={title} of={of} pieces={pieces} />
      {at > 0 && <Stage title={title} at={at - 1} slides={slidesOf(title, of, pieces)} onAt={(n) => showSlide(String(n + 1))} onClose={() => showSlide(undefined)} />}
    </Screen>
  )
}

/** The parts in their order; money only where it may be seen. */
function piecesOf(of: Of, seesMoney: boolean): Piece[] {
  const money: Piece[] = seesMoney ? [{ title: m.summary_money({ year: of.today.slice(0, 4) }), Body: Money }] : []
  return [
    { title: m.summary_objectives(), Body: Objectives },
    { title: m.summary_dates(), Body: Dates },
    { title: m.summary_bets(), Body: Bets },
    ...money,
    { title: m.summary_risks(), Body: Risks },
    { title: m.summary_decisions(), Body: Decisions },
    { title: m.summary_launches(), Body: Launches },
    { title: m.summary_promises(), Body: PromisesAtRisk },
    { title: m.summary_changes({ day: sayDay(of.since, of.today) }), Body: Changes },
  ]
}

function slidesOf(title: string, of: Of, pieces: readonly Piece[]) {
  return [
    {
      title: m.summary_title(),
      content: (
        <>
          <p className="text-[clamp(1.75rem,4.2vw,4rem)] leading-tight font-semibold text-balance">{title}</p>
          <p className="pt-6 text-20 text-text-muted">
            {sayDay(of.today, '')}, {m.summary_since({ day: sayDay(of.since, of.today) })}
          </p>
        </>
      ),
    },
    ...pieces.map(({ title: name, Body }) => ({
      title: name,
      content: (
        <Where value="slide">
          <Body of={of} />
        </Where>
      ),
    })),
  ]
}

/** The same for the printer, on two sheets at most. */
function Paper({ title, of, pieces }: { title: string; of: Of; pieces: readonly Piece[] }) {
  const me = useMe()
  const [first, ...others] = pieces
  return (
    <Sheet pages={2}>
      <Where value="sheet">
        <header className="flex items-baseline gap-3 border-b pb-1">
          <h1 className="text-20 font-semibold">{title}</h1>
          <span>{m.summary_since({ day: sayDay(of.since, of.today) })}</span>
          <span className="ml-auto">
            {me.workspace.name}, {sayDay(of.today, '')}
          </span>
        </header>
        <div className="py-2">{first && <first.Body of={of} />}</div>
        <div className="grid grid-cols-3 gap-x-6 gap-y-2">
          {others.map(({ title: name, Body }) => (
            <Body key={name} of={of} />
          ))}
        </div>
      </Where>
    </Sheet>
  )
}
