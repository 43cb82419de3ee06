import { memo, useState } from 'react'

import { percent } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { sayScore, toneOf, wayOf, type ScoredKeyResult } from '@/record/screen/score'
import { Trend } from '@/record/screen/Trend'
import { IconButton } from '@/ui/button'
import { Sparkline } from '@/ui/chart'
import { Icon } from '@/ui/icon'
import { Progress } from '@/ui/progress'

import { CheckIn } from './CheckIn'
import { OutlookLine } from './OutlookLine'
import { SaidDialog } from './SaidDialog'

const shapes: Record<string, string> = { green: 'circle-check', yellow: 'circle-dot', red: 'circle-alert' }

/** One key result: where it began, where it is, where it shall be; what that takes and how likely it is. */
export const KeyResult = memo(function KeyResult({ objective, kr, may }: { objective: string; kr: ScoredKeyResult; may: boolean }) {
  const [doing, setDoing] = useState<'check' | 'said'>()
  const way = wayOf(kr)
  const tone = toneOf(kr.colour)
  const sure = kr.history.flatMap((s) => (s.confidence === null ? [] : [s.confidence]))
  return (
    <li className="grid min-h-row grid-cols-[1fr_auto_auto] items-center gap-x-4 py-1 pl-7 md:grid-cols-[minmax(0,1fr)_5rem_19rem_2.5rem_8rem_1.75rem]">
      <span className="flex min-w-0 flex-col">
        <span className="flex min-w-0 items-center gap-2">
          <Icon name={shapes[kr.colour] ?? 'circle'} size={14} className={tone === 'neutral' ? 'text-text-faint' : tone === 'green' ? 'text-green' : tone === 'amber' ? 'text-amber' : 'text-red'} />
          <span className="truncate">{kr.title}</span>
          {kr.weight !== 1 && <span className="shrink-0 text-12 text-text-muted">{m.objective_weight_is({ weight: kr.weight })}</span>}
        </span>
        <OutlookLine kr={kr} />
      </span>
      <span className="hidden md:block">{kr.metric && <Trend metric={kr.metric} label={kr.title} />}</span>
      <span className="hidden items-center gap-2 md:flex">
        <span className="tabular w-20 shrink-0 text-right font-medium whitespace-nowrap">{way.current}</span>
        <Progress value={kr.score ?? 0} label={kr.title} text={m.screens_kr_way(way)} tone={tone} className="h-1.5 min-w-0 flex-1" />
        <span className="tabular w-20 shrink-0 whitespace-nowrap text-text-muted">{way.target}</span>
      </span>
      <span className="tabular text-right font-medium">{sayScore(kr.score)}</span>
      <span className="hidden md:block">
        {(kr.confidence !== null || kr.history.length > 0) && (
          <button type="button" onClick={() => setDoing('said')} className="tabular flex w-full items-center justify-end gap-2 rounded text-12 text-text-muted hover:underline">
            {sure.length > 1 && <Sparkline values={sure} width={40} label={m.kr_sure_chart()} tone="neutral" />}
            <span>{kr.confidence === null ? '–' : m.screens_kr_sure({ percent: percent(kr.confidence / 100) })}</span>
            <span className="sr-only">{m.kr_said_open({ name: kr.title })}</span>
          </button>
        )}
      </span>
      <span className={may ? undefined : 'hidden md:block'}>
        {may && <IconButton icon="pencil" size="sm" label={m.screens_kr_checkin({ name: kr.title })} onClick={() => setDoing('check')} />}
      </span>
      {doing === 'check' && <CheckIn objective={objective} kr={kr} onClose={() => setDoing(undefined)} />}
      {doing === 'said' && <SaidDialog kr={kr} onClose={() => setDoing(undefined)} />}
    </li>
  )
})
