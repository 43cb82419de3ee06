import { useState } from 'react'

import { useAsk, useMembers } from '@/data/hooks'
import type { RoleKind } from '@/lib/deciders'
import { decisionWords } from '@/lib/decisions'
import { m } from '@/locales/gen/messages.js'
import { Switch, SearchInput } from '@/ui/input'
import { EmptyState } from '@/ui/state'

import { CustomRoles } from './CustomRoles'
import { shownMembers } from './members'
import { ProductPick } from './ProductPick'
import { RoleMatrix } from './RoleMatrix'
import { Loaded, RightNote, Section } from './Section'
import { useChosenProduct, useMay } from './useHere'

/** Who holds which role on a product, as a table to tick in; and the workspace's own roles. */
export default function RolesSection() {
  const { product, choose, products } = useChosenProduct('roles')
  const kinds = useAsk<RoleKind[]>('/roles', ['custom_role'])
  const members = useMembers()
  const right = useMay('role.assign', product?.id)
  const [text, setText] = useState('')
  const [everybody, setEverybody] = useState(false)
  if (!product) return <EmptyState icon="package" title={m.settings_no_product()} text={m.settings_no_product_text()} />
  const found = shownMembers(members, 'active', text)
  const here = found.filter((x) => x.roles.some((r) => r.product === product.id))
  const shown = everybody || text !== '' || here.length === 0 ? found : here
  return (
    <Section wide title={m.settings_roles()} text={m.settings_roles_text()} actions={<ProductPick products={products} value={product.key} onChange={choose} />}>
      <RightNote right={right} what={decisionWords('role.assign')} />
      <div className="flex flex-wrap items-center gap-4">
        <SearchInput label={m.settings_members_search()} value={text} onChange={setText} className="w-72" />
        <Switch label={m.settings_roles_everybody()} checked={everybody} onChange={setEverybody} />
      </div>
      <Loaded ask={kinds}>
        {(all) =>
          shown.length === 0 ? (
            <EmptyState icon="search" title={m.settings_members_none({ text })} />
          ) : (
            <RoleMatrix members={shown.slice(0, 200)} kinds={all} product={product} right={right.may} />
          )
        }
      </Loaded>
      {shown.length > 200 && <p className="text-text-muted">{m.settings_roles_search_more({ count: shown.length - 200 })}</p>}
      <Loaded ask={kinds}>{(all) => <CustomRoles kinds={all} />}</Loaded>
    </Section>
  )
}
