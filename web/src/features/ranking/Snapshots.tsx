import { useState } from 'react'

import { useAsk, useMe } from '@/data/hooks'
import { dayIn, sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { recordAddress, useLink } from '@/record/screen/address'
import { useToday } from '@/record/screen/today'
import { Badge } from '@/ui/badge'
import { Button } from '@/ui/button'
import { Field } from '@/ui/field'
import { TextInput } from '@/ui/input'
import { Select } from '@/ui/select'
import { SkeletonRows } from '@/ui/skeleton'
import { Callout, ErrorState } from '@/ui/state'

import { short, type Ranked } from './ranking'

interface Kept {
  items: { id: string; name: string; edition: number; features: number; createdAt: string }[]
}

interface Compared {
  moves: { feature: string; key: string; title: string; placeBefore: number; place: number; before: number | null; score: number | null; changed: string[] | null; entered: boolean; left: boolean }[]
  formula: boolean
  unchanged: number
}

const now = 'now'

/** Pictures of how a ranking stood, and what moved between two of them. */
export function Snapshots({ ranked }: { ranked: Ranked }) {
  const act = useAct()
  const today = useToday()
  const { zone } = useMe().workspace
  const [name, setName] = useState('')
  const [from, setFrom] = useState<string>()
  const [to, setTo] = useState(now)
  const kept = useAsk<Kept>(`/rankings/${ranked.id}/snapshots`, ['ranking_snapshot'])
  const items = kept.value?.items ?? []
  const first = items.find((s) => s.id === from)?.id ?? items[0]?.id
  const compared = useAsk<Compared>(first && `/rankings/${ranked.id}/compare?from=${first}${to === now ? '' : `&to=${to}`}`, ['ranking', 'scoring', 'feature', 'ranking_snapshot'])
  const keep = async () => {
    if (await act('POST', `/rankings/${ranked.id}/keep`, { name: name.trim() }, m.ranking_kept({ name: name.trim() }))) setName('')
  }
  const options = items.map((s) => ({ value: s.id, label: `${s.name}, ${sayDay(dayIn(s.createdAt, zone), today)}` }))
  return (
    <div className="flex flex-col gap-4 p-4">
      <form
        className="flex flex-wrap items-end gap-2"
        onSubmit={(e) => {
          e.preventDefault()
          if (name.trim()) void keep()
        }}
      >
        <TextInput label={m.ranking_keep_name()} value={name} onChange={setName} />
        <Button type="submit" disabled={name.trim() === ''}>
          {m.ranking_keep()}
        </Button>
      </form>
      {!kept.value && (kept.status === 'error' ? <ErrorState text={kept.error?.detail} onRetry={kept.retry} /> : <SkeletonRows count={3} />)}
      {kept.value && items.length === 0 && <p className="text-13 text-text-muted">{m.ranking_no_snapshots()}</p>}
      {first && (
        <div className="flex flex-wrap gap-4">
          <Field label={m.ranking_compare_from()}>
            <Select size="sm" value={first} onChange={setFrom} options={options} />
          </Field>
          <Field label={m.ranking_compare_to()}>
            <Select size="sm" value={to} onChange={setTo} options={[{ value: now, label: m.ranking_now() }, ...options]} />
          </Field>
        </div>
      )}
      {first && compared.value && <Moves compared={compared.value} />}
      {first && !compared.value && (compared.status === 'error' ? <ErrorState text={compared.error?.detail} onRetry={compared.retry} /> : <SkeletonRows count={4} />)}
    </div>
  )
}

function Moves({ compared: c }: { compared: Compared }) {
  const link = useLink()
  return (
    <>
      {c.formula && <Callout tone="amber">{m.ranking_other_formula()}</Callout>}
      {c.moves.length === 0 ? (
        <p className="text-13 text-text-muted">{m.ranking_nothing_moved()}</p>
      ) : (
        <table className="w-full max-w-4xl border-collapse text-13">
          <thead>
            <tr className="border-b border-line text-left text-12 text-text-muted [&>th]:h-8 [&>th]:px-2 [&>th]:font-medium">
              <th>{m.bets_feature()}</th>
              <th className="text-right">{m.ranking_place()}</th>
              <th className="text-right max-sm:hidden">{m.ranking_score()}</th>
              <th className="max-md:hidden">{m.ranking_changed()}</th>
            </tr>
          </thead>
          <tbody>
            {c.moves.map((x) => (
              <tr key={x.feature} className="border-b border-line [&>td]:px-2 [&>td]:py-1.5">
                <td>
                  <a {...link(recordAddress(x.key))} className="hover:underline">
                    <span className="keyed mr-2 text-text-faint">{x.key}</span>
                    {x.title}
                  </a>{' '}
                  {x.entered && <Badge tone="green">{m.ranking_entered()}</Badge>}
                  {x.left && <Badge tone="amber">{m.ranking_left()}</Badge>}
                </td>
                <td className="tabular text-right">
                  {x.placeBefore || '–'} → {x.place || '–'}
                </td>
                <td className="tabular text-right max-sm:hidden">
                  {short(x.before)} → {short(x.score)}
                </td>
                <td className="text-text-muted max-md:hidden">{x.changed?.join(', ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {c.unchanged > 0 && <p className="text-12 text-text-muted">{m.ranking_unchanged({ count: c.unchanged })}</p>}
    </>
  )
}
