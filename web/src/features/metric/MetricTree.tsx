import { useState } from 'react'

import { useAsk, useData } from '@/data/hooks'
import { rightTo } from '@/data/rights'
import { measure } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { recordAddress, useLink } from '@/record/screen/address'
import { tellOutcome } from '@/record/screen/act'
import { useFind } from '@/record/screen/find'
import { Badge } from '@/ui/badge'
import { IconButton } from '@/ui/button'
import { Sparkline } from '@/ui/chart'
import { Picker } from '@/ui/combobox'
import { Icon } from '@/ui/icon'
import { Skeleton } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'

import { rowsOf, type Node, type Row } from './metricTree'

/** What drives what: outcomes, and below each the metrics that move it. */
export function MetricTree({ product, action }: { product: string; action: React.ReactNode }) {
  const { value, status, error, retry } = useAsk<{ items: Node[]; more: boolean }>(`/metrics/tree?product=${product}`, ['metric', 'metric_point', 'metric_alert', 'link'])
  if (status === 'error') return <ErrorState text={error?.detail} onRetry={retry} />
  if (!value) return <div className="flex flex-col gap-2 p-4">{[70, 50, 60].map((w) => <Skeleton key={w} width={`${w}%`} height={20} />)}</div>
  if (value.items.length === 0) return <EmptyState icon="chart-line" title={m.screens_metrics_empty()} text={m.screens_metrics_empty_text()} action={action} />
  const rows = rowsOf(value.items)
  const joined = rows.some((r) => r.depth > 0)
  return (
    <div className="px-4 py-2">
      {!joined && <p className="py-2 text-13 text-text-muted">{m.metric_tree_flat()}</p>}
      {value.more && <p className="py-2 text-13 text-text-muted">{m.metric_tree_more()}</p>}
      <ul aria-label={m.metric_tree()}>
        {rows.map((r) => (
          <TreeRow key={`${r.under ?? ''} ${r.node.id}`} row={r} product={product} />
        ))}
      </ul>
    </div>
  )
}

function TreeRow({ row: { node: n, depth, under }, product }: { row: Row; product: string }) {
  const data = useData()
  const link = useLink()
  const may = rightTo(data, 'metric.set', n.product).may !== 'no'
  const [busy, setBusy] = useState(false)
  const unlink = async () => {
    setBusy(true)
    const links = await data.client.get<{ id: string; type: string; to: string }[] | { items: { id: string; type: string; to: string }[] }>(`/records/${n.id}/links`)
    const found = (Array.isArray(links) ? links : links.items).find((l) => l.type === 'drives' && l.to === under)
    if (found) tellOutcome(await data.unlink(found.id), m.metric_tree_unjoined())
    setBusy(false)
  }
  return (
    <li className="group/row flex h-10 items-center gap-3 border-b" style={{ paddingLeft: `${depth * 1.5}rem` }}>
      {depth > 0 && <Icon name="arrow-up-right" size={14} className="shrink-0 text-text-faint" label={m.metric_tree_drives()} />}
      <a {...link(recordAddress(n.key))} className="flex min-w-0 flex-1 items-center gap-2 rounded hover:underline">
        <span className="keyed hidden shrink-0 text-text-faint sm:inline">{n.key}</span>
        <span className={n.role === 'outcome' ? 'truncate font-semibold' : 'truncate'}>{n.title}</span>
      </a>
      {n.crossed > 0 && <Badge tone="amber">{m.metric_alerts_crossed({ count: n.crossed })}</Badge>}
      {Boolean(n.behind) && <Badge tone="amber" className="max-md:hidden">{m.metric_behind({ by: measure(n.behind, n.unit) })}</Badge>}
      <span className="hidden md:block">{n.recent.length > 1 && <Sparkline values={n.recent.map((p) => p.value)} label={n.title} target={n.target ?? undefined} />}</span>
      <span className="tabular w-24 shrink-0 text-right font-medium">{measure(n.last?.value, n.unit)}</span>
      <span className="flex w-14 shrink-0 justify-end">
        {may && <AddDriver node={n} product={product} />}
        {may && under && <IconButton size="sm" icon="unlink" label={m.metric_tree_unjoin({ name: n.title })} busy={busy} onClick={() => void unlink()} />}
      </span>
    </li>
  )
}

/** Says which metric moves this one. */
function AddDriver({ node, product }: { node: Node; product: string }) {
  const data = useData()
  const search = useFind(['metric'], product)
  const others: typeof search = async (text) => (await search(text)).filter((o) => o.value !== node.id)
  const add = async (id: string | null) => {
    if (id) tellOutcome(await data.link('drives', id, node.id), m.metric_tree_joined())
  }
  return <Picker label={m.metric_tree_add({ name: node.title })} search={others} value={null} onPick={(id) => void add(id)} trigger={<IconButton size="sm" icon="plus" label={m.metric_tree_add({ name: node.title })} />} />
}
