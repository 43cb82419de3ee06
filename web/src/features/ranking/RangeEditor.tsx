import { useState } from 'react'

import { m } from '@/locales/gen/messages.js'
import { proposes } from '@/record/fields/editor-options'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { useMay } from '@/record/screen/may'
import { NumberInput, RadioGroup } from '@/ui/input'
import { Callout } from '@/ui/state'

import type { Input, Range } from './ranking'

interface Props {
  ranking: string
  product: string
  feature: { id: string; title: string }
  input: Input
  range: Range | undefined
  onClose: () => void
}

const none: Range = { low: null, likely: null, high: null }

/** Sets what a feature is scored from: the likely value, and between what it may lie. */
export function RangeEditor({ ranking, product, feature, input, range, onClose }: Props) {
  const act = useAct()
  const right = useMay('feature.score', product)
  const [value, setValue] = useState<Range>(range ?? none)
  const choices = input.choices ?? []
  const { low, likely, high } = value
  const ordered = (low === null || likely === null || low <= likely) && (high === null || likely === null || high >= likely)
  const ready = ordered && (likely !== null || (low === null && high === null))
  const send = async () => {
    const ranges = { [input.name]: likely === null ? null : value }
    if (await act('POST', `/rankings/${ranking}/score`, { feature: feature.id, ranges }, m.ranking_scored({ input: input.label, title: feature.title }))) onClose()
  }
  return (
    <Ask title={m.ranking_edit_title({ input: input.label, title: feature.title })} text={[input.help, input.unit && m.ranking_counted_in({ unit: input.unit })].filter(Boolean).join(' ') || undefined} action={m.ranking_set()} size="sm" ready={ready && right.may !== 'no'} onSend={send} onClose={onClose}>
      {choices.length > 0 ? (
        <RadioGroup<string> label={input.label} value={likely === null ? null : String(likely)} onChange={(v) => setValue({ ...none, likely: Number(v) })} options={choices.map((c) => ({ value: String(c.value), label: c.label }))} />
      ) : (
        <div className="grid grid-cols-3 gap-2">
          <NumberInput label={m.ranking_low()} value={low} onChange={(v) => setValue({ ...value, low: v })} error={ordered ? undefined : m.ranking_order()} />
          <NumberInput label={m.ranking_likely()} value={likely} onChange={(v) => setValue({ ...value, likely: v })} />
          <NumberInput label={m.ranking_high()} value={high} onChange={(v) => setValue({ ...value, high: v })} />
        </div>
      )}
      {right.may === 'propose' && <Callout tone="blue">{proposes(right)}</Callout>}
    </Ask>
  )
}
