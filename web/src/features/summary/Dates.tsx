import { address } from '@/data/client'
import { useAsk, useList } from '@/data/hooks'
import { oddsOf } from '@/lib/measure'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { usePromises } from '@/record/promise/promise'
import { recordAddress } from '@/record/screen/address'
import { useRecords } from '@/record/screen/records'
import { KindIcon } from '@/ui/icon'

import { Block, Name, Row, Said } from './Block'
import type { Of } from './of'

interface Chance {
  id: string
  after: number | null
  likely: string | null
}

const heard = ['feature', 'initiative', 'release', 'milestone', 'link', 'story', 'bug', 'task', 'spike', 'sprint']
const most = 8

/** Releases ahead and promised days in their order, each with how likely it is and the day that is likely. */
export function Dates({ of }: { of: Of }) {
  const list = useList({ ...of.query('type:release category:todo,doing sort:dueon'), limit: 20 })
  const releases = useRecords(list.ids)
  const odds = useAsk<{ items: Chance[] }>(address('/roadmap/odds', { product: of.scope.product, portfolio: of.scope.portfolio }), heard)
  const promises = usePromises({ product: of.scope.product })
  const dates = [
    ...releases.map((r) => {
      const c = odds.value?.items.find((x) => x.id === r.id)
      return { id: r.id, kind: 'release', title: r.title, to: recordAddress(r.key), on: typeof r.dueOn === 'string' ? r.dueOn : null, odds: c?.after ?? null, likely: c?.likely ?? null }
    }),
    ...(promises.value?.items.filter((p) => of.has(p.product)) ?? []).map((p) => ({ id: p.id, kind: 'promise', title: p.title, to: recordAddress(p.key), on: p.dueOn as string | null, odds: p.odds, likely: p.by })),
  ].toSorted((a, b) => (a.on ?? '9999').localeCompare(b.on ?? '9999'))
  const ready = list.status === 'ready' && Boolean(promises.value)
  return (
    <Block
      title={m.summary_dates()}
      to={of.opens('releases')}
      count={dates.length}
      ready={ready}
      error={list.error ?? promises.error}
      onRetry={() => {
        list.retry()
        void promises.retry()
      }}
      none={dates.length === 0 && m.summary_dates_none()}
    >
      {dates.slice(0, most).map((d) => (
        <Row key={d.id} to={d.to}>
          <KindIcon kind={d.kind} size={14} />
          <Name>{d.title}</Name>
          {d.odds !== null ? <Said warn={d.odds < 0.5}>{m.summary_odds({ odds: oddsOf(d.odds) })}</Said> : d.likely && <Said>{m.summary_likely({ day: sayDay(d.likely, of.today) })}</Said>}
          <Said warn={d.on !== null && d.on < of.today}>{d.on ? sayDay(d.on, of.today) : m.desk_no_day()}</Said>
        </Row>
      ))}
      {odds.error && !odds.value && <p className="text-12 text-amber-text">{m.summary_no_odds({ why: odds.error.detail })}</p>}
    </Block>
  )
}
