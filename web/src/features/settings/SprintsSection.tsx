import { useState } from 'react'

import { useAsk } from '@/data/hooks'
import type { Right } from '@/data/rights'
import type { MyProduct } from '@/data/types'
import { decisionWords } from '@/lib/decisions'
import { m } from '@/locales/gen/messages.js'
import { Button } from '@/ui/button'
import { NumberInput, RadioGroup } from '@/ui/input'
import { Callout, EmptyState } from '@/ui/state'

import { ProductPick } from './ProductPick'
import { Block, Loaded, RightNote, Section } from './Section'
import { useSend } from './send'
import { useChosenProduct, useMay } from './useHere'

type Goes = 'sprint' | 'backlog'

interface Rule {
  focus: number
  begun: Goes
  fresh: Goes
}

/** How a product's sprints usually go. */
export default function SprintsSection() {
  const { product, choose, products } = useChosenProduct('sprints')
  const right = useMay('sprint.plan', product?.id)
  if (!product) return <EmptyState icon="package" title={m.settings_no_product()} text={m.settings_no_product_text()} />
  return (
    <Section title={m.settings_sprints()} text={m.settings_sprints_text()} actions={<ProductPick products={products} value={product.key} onChange={choose} />}>
      <RightNote right={right} what={decisionWords('sprint.plan')} />
      <Usual key={product.id} product={product} right={right} />
    </Section>
  )
}

function Usual({ product, right }: { product: MyProduct; right: Right }) {
  const ask = useAsk<Rule>(`/sprints/rule?product=${product.key}`, ['sprint_rule'])
  return <Loaded ask={ask}>{(rule) => <Editor key={JSON.stringify([rule.focus, rule.begun, rule.fresh])} product={product} rule={rule} right={right} onDone={ask.retry} />}</Loaded>
}

function Editor({ product, rule, right, onDone }: { product: MyProduct; rule: Rule; right: Right; onDone: () => void }) {
  const [focus, setFocus] = useState<number | null>(Math.round(rule.focus * 100))
  const [begun, setBegun] = useState(rule.begun)
  const [fresh, setFresh] = useState(rule.fresh)
  const { busy, refusal, send } = useSend()
  const readOnly = right.may === 'no'
  const changed = focus !== Math.round(rule.focus * 100) || begun !== rule.begun || fresh !== rule.fresh
  const save = async () => {
    if (await send('POST', '/sprints/rule', { product: product.key, focus: (focus ?? 0) / 100, begun, fresh }, m.settings_sprints_saved())) onDone()
  }
  const ways = [
    { value: 'sprint' as const, label: m.settings_sprints_next(), hint: m.settings_sprints_next_text() },
    { value: 'backlog' as const, label: m.settings_sprints_backlog(), hint: m.settings_sprints_backlog_text() },
  ]
  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(e) => {
        e.preventDefault()
        if (changed && focus !== null) void save()
      }}
    >
      <Block title={m.settings_sprints_capacity()} text={m.settings_sprints_focus_text()}>
        <fieldset disabled={readOnly}>
          <NumberInput label={m.delivery_focus()} unit="%" value={focus} onChange={setFocus} min={0} max={100} step={5} className="w-28" />
        </fieldset>
      </Block>
      <Block title={m.settings_sprints_carry()} text={m.settings_sprints_carry_text()}>
        <fieldset disabled={readOnly} className="grid gap-4 sm:grid-cols-2">
          <RadioGroup label={m.settings_sprints_begun()} value={begun} onChange={setBegun} options={ways} />
          <RadioGroup label={m.settings_sprints_fresh()} value={fresh} onChange={setFresh} options={ways} />
        </fieldset>
      </Block>
      {refusal && <Callout tone="red">{[refusal.detail, ...refusal.fields.map((f) => f.message)].join(' ')}</Callout>}
      {!readOnly && (
        <Button type="submit" variant="primary" className="self-start" busy={busy} disabled={!changed || focus === null}>
          {right.may === 'propose' ? m.settings_propose() : m.settings_save()}
        </Button>
      )}
    </form>
  )
}
