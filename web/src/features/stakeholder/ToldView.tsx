import { useState } from 'react'

import { address } from '@/data/client'
import { useAsk } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { useAddressed } from '@/record/screen/shown'
import { ShowMore } from '@/record/screen/ShowMore'
import { Select } from '@/ui/select'
import { SkeletonRows } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'

import type { Stakeholder, Told } from './stakeholder'
import { ToldLine } from './ToldLine'

/** What all were told, the latest first, and who has read it. */
export function ToldView({ product, all }: { product: string; all: readonly Stakeholder[] }) {
  const [who, setWho] = useAddressed('who')
  const [state, setState] = useAddressed('state')
  const [most, setMost] = useState(50)
  const asked = useAsk<{ items: Told[]; next: string | null }>(address('/briefings', { product, stakeholder: who, state, limit: most }), ['briefing'])
  return (
    <div className="quiet-scroll min-h-0 flex-1 overflow-auto px-4 py-3 text-13" role="region" aria-label={m.stake_view_told()} tabIndex={0}>
      <div className="flex flex-wrap items-center gap-2 pb-3">
        <Select size="sm" label={m.stake_person()} value={who ?? ''} onChange={(v) => setWho(v || undefined)} options={[{ value: '', label: m.stake_everybody() }, ...all.map((s) => ({ value: s.id, label: s.name }))]} />
        <Select
          size="sm"
          label={m.stake_state()}
          value={state ?? ''}
          onChange={(v) => setState(v || undefined)}
          options={[
            { value: '', label: m.stake_any_state() },
            { value: 'sent', label: m.stake_is_told() },
            { value: 'draft', label: m.stake_is_draft() },
          ]}
        />
      </div>
      {asked.status === 'error' && !asked.value ? (
        <ErrorState title={m.stake_told_failed()} text={asked.error?.detail} onRetry={asked.retry} />
      ) : !asked.value ? (
        <SkeletonRows count={6} />
      ) : asked.value.items.length === 0 ? (
        <EmptyState icon="mail" title={m.stake_told_empty()} text={m.stake_told_empty_text()} />
      ) : (
        <ul className="flex max-w-4xl flex-col">
          {asked.value.items.map((t) => {
            const to = all.find((s) => s.id === t.stakeholder)
            return (
              to && (
                <li key={t.id} className="flex flex-col border-b py-1 last:border-b-0">
                  <ToldLine product={product} told={t} to={to} named onChanged={asked.retry} />
                </li>
              )
            )
          })}
        </ul>
      )}
      {asked.value?.next && <ShowMore onMore={() => setMost(Math.min(200, most + 50))} />}
    </div>
  )
}
