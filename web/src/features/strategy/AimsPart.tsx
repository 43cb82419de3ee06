import type { ReactNode } from 'react'

import { measure } from '@/lib/measure'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { recordAddress, useLink } from '@/record/screen/address'
import { sayScore, toneOf, wayOf } from '@/record/screen/score'
import { Part } from '@/record/screen/Screen'
import { useToday } from '@/record/screen/today'
import { Progress, Ring } from '@/ui/progress'

import type { Aim } from './page'

/** The objectives with their numbers, read from what is there. */
export function AimsPart({ all, tree, add }: { all: readonly Aim[]; tree: string; add?: ReactNode }) {
  const link = useLink()
  return (
    <Part
      title={m.screens_objectives()}
      note={all.length || undefined}
      actions={
        <>
          <a {...link(tree)} className="text-13 text-accent-text hover:underline">
            {m.onepage_objectives_tree()}
          </a>
          {add}
        </>
      }
    >
      {all.length === 0 && <p className="text-13 text-text-muted">{m.onepage_objectives_empty()}</p>}
      <ul className="grid gap-x-8 lg:grid-cols-2">
        {all.map((a) => (
          <li key={a.id} className="flex min-w-0 flex-col gap-1 border-b py-2">
            <AimLine aim={a} />
          </li>
        ))}
      </ul>
    </Part>
  )
}

function AimLine({ aim: a }: { aim: Aim }) {
  const link = useLink()
  const today = useToday()
  return (
    <>
      <span className="flex min-w-0 items-center gap-2">
        <Ring value={a.scored.score ?? 0} tone={toneOf(a.scored.colour)} size={16} />
        <a {...link(recordAddress(a.key))} className="min-w-0 flex-1 rounded font-medium hover:underline">
          {a.title}
        </a>
        {a.endOn && <span className="tabular hidden shrink-0 text-12 text-text-muted sm:inline">{m.screens_objective_until({ day: sayDay(a.endOn, today) })}</span>}
        <span className="tabular shrink-0 font-semibold">{sayScore(a.scored.score)}</span>
      </span>
      <ul className="flex flex-col gap-0.5 pl-6">
        {a.scored.keyResults.map((k) => {
          const way = wayOf(k)
          return (
            <li key={k.id} className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 text-12 text-text-muted sm:grid-cols-[minmax(0,1fr)_4rem_auto]">
              <span className="truncate" title={k.title}>
                {k.title}
              </span>
              <Progress value={k.score ?? 0} label={k.title} text={m.screens_kr_way(way)} tone={toneOf(k.colour)} className="hidden h-1 sm:block" />
              <span className="tabular whitespace-nowrap">
                <span className="font-medium text-text">{measure(k.current, k.unit)}</span> {m.onepage_of_target({ target: way.target })}
              </span>
            </li>
          )
        })}
      </ul>
    </>
  )
}
