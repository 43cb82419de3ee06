import { memo, useState } from 'react'

import { percent } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { sayScore, toneOf, wayOf, type ScoredKeyResult } from '@/record/screen/score'
import { Trend } from '@/record/screen/Trend'
import { IconButton } from '@/ui/button'
import { Icon } from '@/ui/icon'
import { Progress } from '@/ui/progress'

import { CheckIn } from './CheckIn'

const shapes: Record<string, string> = { green: 'circle-check', yellow: 'circle-dot', red: 'circle-alert' }

/** One key result: where it began, where it is, where it shall be. */
export const KeyResult = memo(function KeyResult({ objective, kr, may }: { objective: string; kr: ScoredKeyResult; may: boolean }) {
  const [checking, setChecking] = useState(false)
  const way = wayOf(kr)
  const tone = toneOf(kr.colour)
  return (
    <li className="grid h-row grid-cols-[1fr_auto] items-center gap-x-4 pl-7 md:grid-cols-[minmax(0,1fr)_5rem_19rem_2.5rem_4.5rem_1.75rem]">
      <span className="flex min-w-0 items-center gap-2">
        <Icon name={shapes[kr.colour] ?? 'circle'} size={14} className={tone === 'neutral' ? 'text-text-faint' : tone === 'green' ? 'text-green' : tone === 'amber' ? 'text-amber' : 'text-red'} />
        <span className="truncate">{kr.title}</span>
      </span>
      <span className="hidden md:block">{kr.metric && <Trend metric={kr.metric} label={kr.title} />}</span>
      <span className="hidden items-center gap-2 md:flex">
        <span className="tabular w-20 shrink-0 text-right font-medium whitespace-nowrap">{way.current}</span>
        <Progress value={kr.score ?? 0} label={kr.title} text={m.screens_kr_way(way)} tone={tone} className="h-1.5 min-w-0 flex-1" />
        <span className="tabular w-20 shrink-0 whitespace-nowrap text-text-muted">{way.target}</span>
      </span>
      <span className="tabular text-right font-medium">{sayScore(kr.score)}</span>
      <span className="tabular hidden text-right text-12 text-text-muted md:block">{kr.confidence === null ? '' : m.screens_kr_sure({ percent: percent(kr.confidence / 100) })}</span>
      <span className="hidden md:block">
        {may && <IconButton icon="pencil" size="sm" label={m.screens_kr_checkin({ name: kr.title })} onClick={() => setChecking(true)} />}
      </span>
      {checking && <CheckIn objective={objective} kr={kr} onClose={() => setChecking(false)} />}
    </li>
  )
})
