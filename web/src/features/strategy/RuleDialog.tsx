import { useState } from 'react'

import { useRecord } from '@/data/hooks'
import type { Right } from '@/data/rights'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { useFind } from '@/record/screen/find'
import { Button } from '@/ui/button'
import { Picker } from '@/ui/combobox'
import { Field, NumberInput } from '@/ui/input'
import { Segmented } from '@/ui/tabs'

import { periodNames, type Rule } from './life'

const usual = { grows: 10, declines: -2, introduces: 5 }

/** Says by which number, in which periods and within which bounds the phase is judged. */
export function RuleDialog({ product, rule, right, onClose }: { product: string; rule: Rule | null; right: Right; onClose: () => void }) {
  const act = useAct()
  const find = useFind(['metric'], product)
  const [metric, setMetric] = useState<string | null>(rule?.metric ?? null)
  const [period, setPeriod] = useState<Rule['period']>(rule?.period ?? 'month')
  const [target, setTarget] = useState<number | null>(rule?.target ?? null)
  const [grows, setGrows] = useState<number | null>(rule?.grows ?? usual.grows)
  const [declines, setDeclines] = useState<number | null>(rule?.declines ?? usual.declines)
  const [introduces, setIntroduces] = useState<number | null>(rule?.introduces ?? usual.introduces)
  const chosen = useRecord(metric ?? undefined)
  const send = async () => {
    const input = { product, metric, period, target: target ?? undefined, grows: grows ?? undefined, declines: declines ?? undefined, introduces: introduces ?? undefined }
    if (await act('POST', '/lifecycle/rule', input, m.life_rule_done())) onClose()
  }
  const remove = async () => {
    if (await act('POST', '/lifecycle/rule', { product }, m.life_rule_gone())) onClose()
  }
  return (
    <Ask title={rule ? m.life_rule_change() : m.life_rule_set()} text={m.life_rule_text()} action={right.may === 'propose' ? m.screens_propose() : m.screens_save()} ready={metric !== null} onSend={send} onClose={onClose}>
      <Field label={m.life_rule_metric()} hint={m.life_rule_metric_hint()}>
        <Picker label={m.life_rule_metric()} value={metric} onPick={setMetric} search={find} trigger={<Button iconAfter="chevron-down">{chosen?.title ?? m.onepage_guardrail_pick()}</Button>} />
      </Field>
      <Field label={m.life_period()}>
        <Segmented label={m.life_period()} value={period} onChange={setPeriod} options={(['week', 'month', 'quarter'] as const).map((p) => ({ value: p, label: periodNames[p]() }))} />
      </Field>
      <NumberInput label={m.life_rule_target()} hint={m.life_rule_target_hint()} value={target} onChange={setTarget} />
      <div className="grid gap-3 sm:grid-cols-3">
        <NumberInput label={m.life_rule_grows()} unit="%" value={grows} onChange={setGrows} />
        <NumberInput label={m.life_rule_declines()} unit="%" value={declines} onChange={setDeclines} />
        <NumberInput label={m.life_rule_introduces()} unit="%" value={introduces} onChange={setIntroduces} />
      </div>
      {rule && (
        <Button variant="ghost" icon="x" className="self-start" onClick={() => void remove()}>
          {m.life_rule_remove()}
        </Button>
      )}
    </Ask>
  )
}
