import { useState } from 'react'

import { useAsk } from '@/data/hooks'
import type { Right } from '@/data/rights'
import type { MyProduct } from '@/data/types'
import { decisionWords } from '@/lib/decisions'
import { m } from '@/locales/gen/messages.js'
import { Tabs } from '@/ui/tabs'
import { EmptyState } from '@/ui/state'

import { ProductPick } from './ProductPick'
import { Loaded, RightNote, Section } from './Section'
import { kindsName } from './kindNames'
import { useChosenProduct, useMay } from './useHere'
import { families, type KindFlow } from './workflow'
import { WorkflowEditor, WorkflowList } from './WorkflowEditor'

/** The states that each kind goes through in a product. */
export default function WorkflowSection() {
  const { product, choose, products } = useChosenProduct('workflow')
  const right = useMay('workflow.set', product?.id)
  if (!product) return <EmptyState icon="package" title={m.settings_no_product()} text={m.settings_no_product_text()} />
  return (
    <Section wide title={m.settings_workflow()} text={m.settings_workflow_text()} actions={<ProductPick products={products} value={product.key} onChange={choose} />}>
      <RightNote right={right} what={decisionWords('workflow.set')} />
      <Workflows key={product.id} product={product} right={right} />
    </Section>
  )
}

function Workflows({ product, right }: { product: MyProduct; right: Right }) {
  const ask = useAsk<KindFlow[]>(`/workflows?product=${product.key}`, ['product_workflow'])
  const [tab, setTab] = useState<string>()
  return (
    <Loaded ask={ask} rows={8}>
      {(flows) => {
        const all = families(flows)
        const shown = all.find((f) => f.kinds[0] === tab) ?? all[0]
        if (!shown) return null
        return (
          <>
            <Tabs
              label={m.settings_workflow_kinds()}
              value={shown.kinds[0]!}
              onChange={setTab}
              tabs={all.map((f) => ({ value: f.kinds[0]!, label: f.kinds.length > 1 ? m.settings_backlog_items() : kindsName(f.kinds[0]!) }))}
            />
            {right.may === 'no' ? (
              <WorkflowList family={shown} product={product} />
            ) : (
              <WorkflowEditor key={`${shown.kinds.join()}${JSON.stringify(shown.states)}`} family={shown} product={product} right={right} onSaved={ask.retry} />
            )}
          </>
        )
      }}
    </Loaded>
  )
}
