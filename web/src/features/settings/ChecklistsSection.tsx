import { useState } from 'react'

import { useAsk } from '@/data/hooks'
import type { Right } from '@/data/rights'
import type { MyProduct } from '@/data/types'
import { decisionWords } from '@/lib/decisions'
import { m } from '@/locales/gen/messages.js'
import { Button, IconButton } from '@/ui/button'
import { RadioGroup, TextInput } from '@/ui/input'
import { Select } from '@/ui/select'
import { Callout, EmptyState } from '@/ui/state'

import { ProductPick } from './ProductPick'
import { Block, Loaded, RightNote, Section } from './Section'
import { useSend } from './send'
import { useChosenProduct, useMay } from './useHere'

interface Check {
  id: string
  text: string
  rule: string
  kinds: string[]
}

interface Checklist {
  list: 'ready' | 'done'
  own: boolean
  mode: 'advise' | 'enforce'
  checks: Check[]
  rules: { name: string; text: string }[]
}

/** The team's Definition of Ready and of Done. */
export default function ChecklistsSection() {
  const { product, choose, products } = useChosenProduct('checklists')
  const right = useMay('workflow.set', product?.id)
  if (!product) return <EmptyState icon="package" title={m.settings_no_product()} text={m.settings_no_product_text()} />
  return (
    <Section title={m.story_checklists()} text={m.story_checklists_text()} actions={<ProductPick products={products} value={product.key} onChange={choose} />}>
      <RightNote right={right} what={decisionWords('workflow.set')} />
      <Lists key={product.id} product={product} right={right} />
    </Section>
  )
}

function Lists({ product, right }: { product: MyProduct; right: Right }) {
  const ask = useAsk<Checklist[]>(`/checklists?product=${product.key}`, ['checklist'])
  return <Loaded ask={ask}>{(lists) => lists.map((l) => <Editor key={`${l.list} ${JSON.stringify(l.checks)} ${l.mode}`} product={product} list={l} right={right} onDone={ask.retry} />)}</Loaded>
}

function Editor({ product, list, right, onDone }: { product: MyProduct; list: Checklist; right: Right; onDone: () => void }) {
  const [checks, setChecks] = useState(list.checks)
  const [mode, setMode] = useState(list.mode)
  const { busy, refusal, send } = useSend()
  const readOnly = right.may === 'no'
  const changed = mode !== list.mode || JSON.stringify(checks) !== JSON.stringify(list.checks)
  const free = list.rules.filter((r) => !checks.some((c) => c.rule === r.name))
  const set = (at: number, text: string) => setChecks(checks.map((c, i) => (i === at ? { ...c, text } : c)))
  const shift = (at: number, by: number) => setChecks(checks.toSpliced(at, 1).toSpliced(at + by, 0, checks[at]!))
  const save = async (body: object, said: string) => {
    if (await send('POST', '/checklists/set', { product: product.key, list: list.list, ...body }, said)) onDone()
  }
  const title = list.list === 'ready' ? m.story_ready() : m.story_done()
  return (
    <Block title={title} text={list.list === 'ready' ? m.story_checklist_ready_text() : m.story_checklist_done_text()}>
      <ol className="flex flex-col divide-y border-y">
        {checks.map((c, i) => (
          <li key={`${c.id}${i}`} className="flex min-h-9 items-center gap-2 py-1">
            <span className="w-20 shrink-0 text-12 text-text-faint">{c.rule ? m.story_check_computed() : m.story_check_ticked()}</span>
            <div className="min-w-0 flex-1">{c.rule || readOnly ? <span className="text-13">{c.text}</span> : <TextInput aria-label={m.story_check_text({ n: i + 1 })} value={c.text} onChange={(text) => set(i, text)} maxLength={300} placeholder={m.story_check_hint()} />}</div>
            {!readOnly && (
              <span className="flex">
                <IconButton size="sm" icon="arrow-up" label={m.story_check_up({ n: i + 1 })} disabled={i === 0} onClick={() => shift(i, -1)} />
                <IconButton size="sm" icon="arrow-down" label={m.story_check_down({ n: i + 1 })} disabled={i === checks.length - 1} onClick={() => shift(i, 1)} />
                <IconButton size="sm" icon="x" label={m.story_check_remove({ n: i + 1 })} onClick={() => setChecks(checks.toSpliced(i, 1))} />
              </span>
            )}
          </li>
        ))}
      </ol>
      {!readOnly && (
        <div className="flex flex-wrap items-center gap-2">
          <Button size="sm" variant="ghost" icon="plus" onClick={() => setChecks([...checks, { id: '', text: '', rule: '', kinds: [] }])}>
            {m.story_check_add()}
          </Button>
          {free.length > 0 && (
            <Select
              size="sm"
              label={m.story_check_add_rule()}
              placeholder={m.story_check_add_rule()}
              value={null}
              onChange={(name) => setChecks([...checks, { id: '', rule: name, text: free.find((r) => r.name === name)!.text, kinds: [] }])}
              options={free.map((r) => ({ value: r.name, label: r.text }))}
              className="min-w-48"
            />
          )}
        </div>
      )}
      <fieldset disabled={readOnly}>
        <RadioGroup
          label={m.story_checklist_mode()}
          value={mode}
          onChange={setMode}
          options={[
            { value: 'advise', label: m.story_checklist_advise(), hint: m.story_checklist_advise_text() },
            { value: 'enforce', label: m.story_checklist_enforce(), hint: m.story_checklist_enforce_text() },
          ]}
        />
      </fieldset>
      {refusal && <Callout tone="red">{[refusal.detail, ...refusal.fields.map((f) => f.message)].join(' ')}</Callout>}
      {!readOnly && (
        <div className="flex gap-2">
          <Button variant="primary" busy={busy} disabled={!changed} onClick={() => void save({ mode, checks: checks.map((c) => (c.rule ? { ...c, text: '' } : c)) }, m.story_checklist_saved({ title }))}>
            {right.may === 'act' ? m.story_save() : m.story_propose()}
          </Button>
          {list.own && (
            <Button variant="ghost" onClick={() => void save({ standard: true }, m.story_checklist_reset({ title }))}>
              {m.story_checklist_standard()}
            </Button>
          )}
        </div>
      )}
    </Block>
  )
}
