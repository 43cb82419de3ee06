/** Prioritisation: features held against each other, as a table and as a scatter plot, with how sure the order is. */
import { useState } from 'react'

import { useAsk } from '@/data/hooks'
import { percent } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { proposes } from '@/record/fields/editor-options'
import { useAct } from '@/record/screen/act'
import { recordAddress, useLink } from '@/record/screen/address'
import { Screen } from '@/record/screen/Screen'
import { useMay } from '@/record/screen/may'
import { useAddressed } from '@/record/screen/shown'
import { Button, IconButton } from '@/ui/button'
import { confirm } from '@/ui/dialog'
import { Menu } from '@/ui/menu'
import { Select } from '@/ui/select'
import { SkeletonRows } from '@/ui/skeleton'
import { Callout, EmptyState, ErrorState } from '@/ui/state'
import { Segmented } from '@/ui/tabs'
import { tip } from '@/ui/tooltip'

import { EditRanking } from './EditRanking'
import { RankTable } from './RankTable'
import { short, type Ranked, type Ranking } from './ranking'
import { Scatter } from './Scatter'
import { Sensitivity } from './Sensitivity'
import { Snapshots } from './Snapshots'

const heard = ['ranking', 'scoring', 'feature', 'ranking_snapshot']
const views = ['table', 'scatter', 'sensitivity', 'snapshots'] as const
type View = (typeof views)[number]
const viewNames: Record<View, () => string> = { table: m.ranking_table, scatter: m.ranking_scatter, sensitivity: m.ranking_sensitivity, snapshots: m.ranking_snapshots }

export function RankingScreen({ product }: { product: string }) {
  const [at, setAt] = useAddressed('ranking')
  const scoring = useMay('feature.score', product)
  const [view, setView] = useAddressed('view')
  const [editing, setEditing] = useState<'new' | 'this'>()
  const list = useAsk<{ items: Ranking[] }>(`/rankings?product=${product}`, ['ranking'])
  const all = list.value?.items ?? []
  const id = all.find((r) => r.id === at)?.id ?? all[0]?.id
  const asked = useAsk<Ranked>(id && `/rankings/${id}`, heard)
  const ranked = asked.value?.id === id ? asked.value : undefined
  const shown = views.find((v) => v === view) ?? 'table'
  const act = useAct()
  const remove = async (r: Ranking) => {
    if (!(await confirm({ title: m.ranking_delete_title({ name: r.name }), text: m.ranking_delete_text(), action: m.ranking_delete(), danger: true }))) return
    if (await act('DELETE', `/rankings/${r.id}`, undefined, m.ranking_deleted({ name: r.name }))) setAt(undefined)
  }
  const failed = [list, asked].find((x) => x.status === 'error' && !x.value)
  return (
    <Screen
      title={m.bets_go_ranking()}
      actions={
        <>
          {id && <Select size="sm" label={m.ranking_which()} value={id} onChange={setAt} options={all.map((r) => ({ value: r.id, label: r.name }))} />}
          {ranked && (
            <Segmented<View>
              label={m.ranking_view()}
              size="sm"
              value={shown}
              onChange={(v) => setView(v === 'table' ? undefined : v)}
              options={views.map((value) => ({ value, label: viewNames[value]() }))}
            />
          )}
          {ranked && <TakeOrder ranked={ranked} product={product} />}
          {ranked && (
            <Button size="sm" icon="sliders-horizontal" {...tip(proposes(scoring))} onClick={() => setEditing('this')}>
              {m.ranking_formula()}
            </Button>
          )}
          <Button size="sm" icon="plus" {...tip(proposes(scoring))} onClick={() => setEditing('new')}>
            {m.ranking_new()}
          </Button>
          {ranked && (
            <Menu
              align="end"
              trigger={<IconButton size="sm" icon="ellipsis" label={m.ranking_more_about()} />}
              items={[{ label: m.ranking_delete(), icon: 'trash-2', danger: true, disabled: scoring.may === 'no', hint: proposes(scoring), onSelect: () => void remove(ranked) }]}
            />
          )}
        </>
      }
    >
      {failed && <ErrorState text={failed.error?.detail} onRetry={failed.retry} />}
      {!failed && list.value && all.length === 0 && (
        <EmptyState
          icon="list-ordered"
          title={m.ranking_empty()}
          text={m.ranking_empty_text()}
          action={
            <Button variant="primary" onClick={() => setEditing('new')}>
              {m.ranking_new()}
            </Button>
          }
        />
      )}
      {!failed && (!list.value || (id && !ranked)) && (
        <div className="p-4">
          <SkeletonRows count={8} />
        </div>
      )}
      {ranked && (
        <div className="quiet-scroll min-h-0 flex-1 overflow-auto" role="region" aria-label={ranked.name} tabIndex={0}>
          {shown !== 'snapshots' && <Verdict ranked={ranked} />}
          {shown === 'table' && <RankTable ranked={ranked} product={product} />}
          {shown === 'scatter' && <Scatter key={ranked.id} ranked={ranked} product={product} />}
          {shown === 'sensitivity' && <Sensitivity ranked={ranked} product={product} />}
          {shown === 'snapshots' && <Snapshots ranked={ranked} />}
        </div>
      )}
      {editing && <EditRanking product={product} ranking={editing === 'this' ? ranked : undefined} onMade={setAt} onClose={() => setEditing(undefined)} />}
    </Screen>
  )
}

/** Whether the choice is clear, and what to measure if it is not. */
function Verdict({ ranked }: { ranked: Ranked }) {
  const link = useLink()
  const scored = ranked.rows.filter((r) => r.place > 0).length
  if (scored === 0) return <p className="px-4 py-3 text-13 text-text-muted">{ranked.rows.length === 0 ? m.ranking_no_features() : m.ranking_no_scores()}</p>
  return (
    <div className="flex flex-col gap-2 px-4 py-3">
      {ranked.decided ? (
        <p className="text-13">{m.ranking_decided({ top: Math.min(ranked.top, scored) })}</p>
      ) : (
        <Callout tone="amber" title={m.ranking_undecided({ top: ranked.top, count: ranked.undecided?.length ?? 0 })}>
          {ranked.measure.length > 0 && (
            <>
              {m.ranking_measure_first()}
              <ol className="mt-1 list-decimal pl-5">
                {ranked.measure.map((x) => (
                  <li key={`${x.feature} ${x.input}`}>
                    {m.ranking_measure({ input: x.label, low: short(x.low), high: short(x.high), share: percent(x.share) })}{' '}
                    <a {...link(recordAddress(x.key))} className="underline">
                      {x.key} {x.title}
                    </a>
                  </li>
                ))}
              </ol>
            </>
          )}
        </Callout>
      )}
      {ranked.notes.map((n) => (
        <p key={n.text} className={n.tone === 'ok' ? 'text-13 text-text-muted' : n.tone === 'warn' ? 'text-13 text-amber-text' : 'text-13 text-red-text'}>
          {n.text}
        </p>
      ))}
      {ranked.more && <p className="text-12 text-text-muted">{m.ranking_more()}</p>}
    </div>
  )
}

/** Puts the first of the ranking first on the roadmap too. */
function TakeOrder({ ranked, product }: { ranked: Ranked; product: string }) {
  const right = useMay('roadmap.place', product)
  const act = useAct()
  const [busy, setBusy] = useState(false)
  const ids = ranked.rows.filter((r) => r.place > 0).map((r) => r.feature)
  if (ids.length < 2) return null
  const take = async () => {
    setBusy(true)
    await act('POST', '/records/rank', { ids, top: true }, m.ranking_taken())
    setBusy(false)
  }
  return (
    <Button size="sm" busy={busy} disabled={right.may === 'no'} {...tip(proposes(right))} onClick={() => void take()}>
      {m.ranking_take()}
    </Button>
  )
}
