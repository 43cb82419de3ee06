import { useState } from 'react'

import { useData, useList, useRecord } from '@/data/hooks'
import { decisionWords } from '@/lib/decisions'
import { m } from '@/locales/gen/messages.js'
import { useGo, useLink } from '@/record/screen/address'
import { tellOutcome } from '@/record/screen/act'
import { Badge } from '@/ui/badge'
import { Button, IconButton } from '@/ui/button'
import { confirm } from '@/ui/dialog'
import { Icon } from '@/ui/icon'
import { Menu } from '@/ui/menu'
import { SkeletonRows } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'

import { ProductDialog } from './ProductDialog'
import { Block, RightNote, Section } from './Section'
import { useMay } from './useHere'

/** What is managed here: the products, and those that were put away. */
export default function ProductsSection() {
  const right = useMay('product.make')
  const live = useList({ q: 'type:product sort:key', limit: 200 })
  const gone = useList({ q: 'type:product is:archived sort:key', limit: 200 })
  const [making, setMaking] = useState(false)
  const add = (
    <Button variant="primary" icon="plus" disabled={right.may === 'no'} onClick={() => setMaking(true)}>
      {m.settings_product_new()}
    </Button>
  )
  return (
    <Section title={m.settings_products()} text={m.settings_products_text()} actions={add}>
      <RightNote right={right} what={decisionWords('product.make')} />
      {live.status === 'error' && <ErrorState text={live.error?.detail} onRetry={live.retry} />}
      {live.status === 'loading' && live.ids.length === 0 && <SkeletonRows count={3} />}
      {live.status === 'ready' && live.ids.length === 0 && <EmptyState icon="package" title={m.settings_no_product()} text={m.settings_products_none()} action={add} />}
      <Lines ids={live.ids} />
      {gone.ids.length > 0 && (
        <Block title={m.settings_products_archived()}>
          <Lines ids={gone.ids} />
        </Block>
      )}
      {making && <ProductDialog propose={right.may === 'propose'} onClose={() => setMaking(false)} />}
    </Section>
  )
}

function Lines({ ids }: { ids: readonly string[] }) {
  if (ids.length === 0) return null
  return (
    <ul className="divide-y border-y">
      {ids.map((id) => (
        <Line key={id} id={id} />
      ))}
    </ul>
  )
}

function Line({ id }: { id: string }) {
  const p = useRecord(id)
  const link = useLink()
  if (!p) return <li className="h-row" />
  return (
    <li className="flex min-h-row items-center gap-3">
      <Icon name="package" size={14} className="text-text-faint" />
      <a {...link(p.archivedAt ? `/r/${p.key}` : `/p/${p.key}`)} className="min-w-0 truncate font-medium hover:underline">
        {p.title}
      </a>
      <span className="keyed text-text-faint">{p.key}</span>
      {p.visibility === 'private' && (
        <Badge icon="lock">{m.settings_product_private()}</Badge>
      )}
      <span className="ml-auto text-text-muted first-letter:uppercase">{String(p.stage ?? '')}</span>
      <Actions id={id} productKey={p.key} title={p.title} archived={p.archivedAt !== null} />
    </li>
  )
}

function Actions({ id, productKey, title, archived }: { id: string; productKey: string; title: string; archived: boolean }) {
  const data = useData()
  const go = useGo()
  const { may } = useMay('product.make')
  const put = async (restore: boolean) => {
    if (!restore) {
      const yes = await confirm({ title: m.settings_product_archive_title({ title }), text: m.settings_product_archive_text(), action: may === 'act' ? m.settings_product_archive() : m.settings_propose() })
      if (!yes) return
    }
    const [outcome] = await (restore ? data.restore([id]) : data.archive([id]))
    if (outcome && tellOutcome(outcome, restore ? m.settings_product_restored({ title }) : m.settings_product_archived({ title }))) void data.session.load()
  }
  if (archived) {
    if (may === 'no') return null
    return (
      <Button size="sm" onClick={() => void put(true)}>
        {m.settings_product_restore()}
      </Button>
    )
  }
  return (
    <Menu
      trigger={<IconButton icon="ellipsis" size="sm" label={m.settings_actions_of({ name: title })} />}
      items={[
        { label: m.settings_product_open(), icon: 'package', onSelect: () => go(`/r/${productKey}`) },
        ...(may === 'no' ? [] : [{ label: m.settings_product_archive_menu(), icon: 'archive', danger: true, onSelect: () => void put(false) }]),
      ]}
    />
  )
}
