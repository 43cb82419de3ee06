import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'

import { useAsk, useMe } from '@/data/hooks'
import type { RoleKind, Rule } from '@/lib/deciders'
import { byArea, decisionWords } from '@/lib/decisions'
import { m } from '@/locales/gen/messages.js'
import { useGo } from '@/record/screen/address'
import { Switch } from '@/ui/input'
import { Callout } from '@/ui/state'

import { ProductPick } from './ProductPick'
import { RuleDialog } from './RuleDialog'
import { RuleTable } from './RuleTable'
import { Loaded, RightNote, Section } from './Section'
import { useMay } from './useHere'

/** Who decides what: for the whole workspace, and where a product differs. */
export default function RightsSection() {
  const { product: key } = useSearch({ strict: false }) as { product?: string }
  const { products, member } = useMe()
  const go = useGo()
  const product = products.find((p) => p.key === key)
  const rules = useAsk<Rule[]>(member.role === 'guest' ? undefined : product ? `/rights?product=${product.key}` : '/rights', ['decision_right'])
  const kinds = useAsk<RoleKind[]>('/roles', ['custom_role'])
  const right = useMay('rights.set', product?.id)
  const [only, setOnly] = useState(false)
  const [editing, setEditing] = useState<Rule>()
  if (member.role === 'guest') {
    return (
      <Section title={m.settings_rights()} text={m.settings_rights_text()}>
        <Callout>{m.settings_people_guest()}</Callout>
      </Section>
    )
  }
  const actions = <ProductPick products={products} value={product?.key ?? ''} all={m.settings_rights_everywhere()} onChange={(k) => go(k ? `/settings/rights?product=${k}` : '/settings/rights')} />
  return (
    <Section wide title={m.settings_rights()} text={m.settings_rights_text()} actions={actions}>
      <RightNote right={right} what={decisionWords('rights.set')} />
      <Loaded ask={rules} rows={12}>
        {(all) => {
          const differing = all.filter((r) => r.from !== 'default')
          return (
            <>
              <Switch label={m.settings_rights_only({ count: differing.length })} checked={only} onChange={setOnly} />
              {only && differing.length === 0 && <p className="text-text-muted">{m.settings_rights_all_default()}</p>}
              {(!only || differing.length > 0) && <RuleTable areas={byArea(only ? differing : all)} product={product} right={right.may} onEdit={setEditing} />}
            </>
          )
        }}
      </Loaded>
      {editing && kinds.value && <RuleDialog rule={editing} product={product} kinds={kinds.value} onClose={() => setEditing(undefined)} />}
    </Section>
  )
}
