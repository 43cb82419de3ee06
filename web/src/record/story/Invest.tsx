import { useState } from 'react'

import { useAsk } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { Icon } from '@/ui/icon'

import { heard, type InvestOne } from './readiness'

const names: Record<string, () => string> = {
  I: m.story_invest_i,
  N: m.story_invest_n,
  V: m.story_invest_v,
  E: m.story_invest_e,
  S: m.story_invest_s,
  T: m.story_invest_t,
}

/** INVEST at a glance, and opened with the reason and the remedy for each letter. */
export function Invest({ record }: { record: Rec }) {
  const asked = useAsk<{ checks: InvestOne[] }>(`/items/${record.id}/invest`, heard)
  const [open, setOpen] = useState(false)
  const checks = asked.value?.checks
  if (!checks) return null
  return (
    <div>
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)} className="-ml-1 flex h-7 items-center gap-1.5 rounded px-1 text-12 text-text-muted hover:bg-bg-hover hover:text-text">
        <Icon name={open ? 'chevron-down' : 'chevron-right'} size={14} />
        INVEST
        <span className="flex gap-0.5">
          {checks.map((c) => (
            <span key={c.letter} aria-hidden className={`grid size-5 place-items-center rounded-sm font-semibold ${look(c.holds)}`}>
              {c.letter}
            </span>
          ))}
        </span>
        <span className="sr-only">{m.story_invest_open({ count: checks.filter((c) => c.holds === false).length })}</span>
      </button>
      {open && (
        <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 text-13">
          {checks.map((c) => (
            <div key={c.letter} className="contents">
              <dt className="flex items-start gap-1.5 font-medium">
                <Icon name={c.holds === null ? 'circle-question-mark' : c.holds ? 'circle-check' : 'circle-alert'} size={14} className={`mt-0.75 ${c.holds === null ? 'text-text-faint' : c.holds ? 'text-green' : 'text-amber'}`} label={c.holds === null ? m.story_invest_people() : c.holds ? m.story_check_held() : m.story_check_open()} />
                {names[c.letter]?.() ?? c.name}
              </dt>
              <dd className="text-text-muted">
                {c.reason} {c.remedy && <span className="text-text">{c.remedy}</span>}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}

const look = (holds: boolean | null) => (holds === null ? 'bg-bg-hover text-text-muted' : holds ? 'bg-green-soft text-green-text' : 'bg-amber-soft text-amber-text')
