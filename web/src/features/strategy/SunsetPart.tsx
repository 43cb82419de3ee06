import { useState } from 'react'

import { useMe } from '@/data/hooks'
import type { Right } from '@/data/rights'
import { money } from '@/lib/measure'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { screenAddress, useLink } from '@/record/screen/address'
import { Part } from '@/record/screen/Screen'
import { useToday } from '@/record/screen/today'
import { Button } from '@/ui/button'
import { DatePicker } from '@/ui/date'
import { Field } from '@/ui/input'
import { Select } from '@/ui/select'
import { SkeletonRows } from '@/ui/skeleton'
import { Callout, ErrorState } from '@/ui/state'

import { ConcernedPart } from './ConcernedPart'
import { type Sum, type Sunset, useSunset } from './life'
import type { Stage } from './stages'
import { StepsPart } from './StepsPart'
import { Written } from './Written'

const dates = ['announceOn', 'closedOn', 'supportOn', 'exportOn', 'endOn', 'deleteOn'] as const
const dateNames: Record<(typeof dates)[number], () => string> = { announceOn: m.life_announce_on, closedOn: m.life_closed_on, supportOn: m.life_support_on, exportOn: m.life_export_on, endOn: m.life_end_on, deleteOn: m.life_delete_on }

export const saySums = (sums: readonly Sum[]): string => (sums.length === 0 ? '–' : sums.map((s) => money(s.amount, s.currency)).join(' + '))

/** How a product is brought to its end; where none is planned, the way to begin. */
export function SunsetPart({ product, right, stage }: { product: string; right: Right; stage: Stage }) {
  const { value, error, retry } = useSunset(product)
  const [planning, setPlanning] = useState(false)
  if (!value) return error ? <ErrorState title={m.life_failed()} text={error.detail} onRetry={retry} /> : <SkeletonRows count={4} />
  const written = value.plan.id !== '' || stage === 'sunset' || planning
  if (!written)
    return (
      <Part title={m.life_sunset_title()}>
        <p className="text-13 text-text-muted">
          {m.life_sunset_none()}{' '}
          {right.may !== 'no' && (
            <Button size="sm" variant="ghost" icon="plus" onClick={() => setPlanning(true)}>
              {m.life_sunset_plan()}
            </Button>
          )}
        </p>
      </Part>
    )
  return <Ending product={product} right={right} s={value} />
}

function Ending({ product, right, s }: { product: string; right: Right; s: Sunset }) {
  const act = useAct()
  const today = useToday()
  const save = (change: Record<string, string>, what: string) => act('PATCH', '/sunset', { product, ...change }, m.onepage_saved({ what }))
  const texts = [
    ['reason', m.life_reason(), m.life_reason_hint()],
    ['moving', m.life_moving(), m.life_moving_hint()],
    ['data', m.life_data(), m.life_data_hint()],
  ] as const
  return (
    <Part title={m.life_sunset_title()} note={s.stage === 'sunset' ? undefined : m.life_sunset_draft()}>
      <div className="flex flex-col gap-5 pt-1">
        {s.overdue.length > 0 && (
          <Callout tone="red" icon="circle-alert" title={m.life_overdue({ count: s.overdue.length })}>
            <ul className="flex flex-col">
              {s.overdue.slice(0, 8).map((l) => (
                <li key={`${l.sort} ${l.id}`}>
                  {l.sort === 'tell' ? m.life_late_tell({ who: l.title, day: sayDay(l.dueOn, today) }) : l.sort === 'account' ? m.life_late_account({ who: l.title || m.life_account_gone(), day: sayDay(l.dueOn, today) }) : m.life_late_task({ what: l.title, day: sayDay(l.dueOn, today) })}
                </li>
              ))}
            </ul>
          </Callout>
        )}
        <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3 lg:grid-cols-6">
          {dates.map((d) => (
            <div key={d} className="border-t-2 border-line-strong pt-1.5">
              <dt className="text-12 font-medium text-text-muted">{dateNames[d]()}</dt>
              <dd className="text-14">
                {right.may === 'no' ? (
                  s.plan[d] ? sayDay(s.plan[d], today) : '–'
                ) : (
                  <DatePicker label={dateNames[d]()} value={s.plan[d]} now={today} onChange={(day) => void save({ [d]: day ?? '' }, dateNames[d]())} />
                )}
              </dd>
            </div>
          ))}
        </dl>
        <div className="grid gap-x-8 gap-y-3 lg:grid-cols-3">
          {texts.map(([field, name, hint]) => (
            <div key={field} className="min-w-0">
              <h3 className="text-12 font-medium text-text-muted">{name}</h3>
              <Written label={name} value={s.plan[field]} hint={hint} right={right} most={field === 'reason' ? 2000 : 4000} onSave={(text) => save({ [field]: text }, name)} className="text-13" />
            </div>
          ))}
        </div>
        <Replacement product={product} s={s} right={right} onSave={(to) => void save({ replacement: to }, m.life_replacement())} />
        <StepsPart product={product} steps={s.plan.steps} right={right} />
        <ConcernedPart product={product} s={s} right={right} />
      </div>
    </Part>
  )
}

/** The product to which customers go. */
function Replacement({ product, s, right, onSave }: { product: string; s: Sunset; right: Right; onSave: (to: string) => void }) {
  const others = useMe().products.filter((p) => p.key !== product)
  const link = useLink()
  const hidden = s.plan.replacement !== null && !others.some((p) => p.id === s.plan.replacement)
  return (
    <div className="flex flex-wrap items-end gap-3">
      {right.may === 'no' ? (
        <p className="text-13">
          {m.life_replacement()}: {s.replacementTitle || '–'}
        </p>
      ) : (
        <Field label={m.life_replacement()}>
          <Select
            label={m.life_replacement()}
            value={hidden ? null : (s.plan.replacement ?? '')}
            placeholder={hidden ? m.life_replacement_hidden() : m.life_replacement_none()}
            onChange={onSave}
            options={[{ value: '', label: m.life_replacement_none() }, ...others.map((p) => ({ value: p.id, label: p.title, icon: 'package' }))]}
          />
        </Field>
      )}
      {s.replacementKey && (
        <a {...link(screenAddress(s.replacementKey, 'strategy'))} className="pb-1 text-13 text-accent-text hover:underline">
          {m.life_replacement_open({ title: s.replacementTitle })}
        </a>
      )}
    </div>
  )
}
