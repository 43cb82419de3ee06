import { useList } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { sayExposure, toneOf } from '@/record/risk/register'
import { recordAddress } from '@/record/screen/address'
import { useRecords } from '@/record/screen/records'
import { Badge } from '@/ui/badge'

import { Block, Name, Row, Said } from './Block'
import type { Of } from './of'

const most = 5

/** The open risks that weigh most, by what each would cost on average. */
export function Risks({ of }: { of: Of }) {
  const list = useList({ ...of.query('type:risk category:todo,doing sort:-exposure,-exposuredays,-severity'), limit: 20 })
  const risks = useRecords(list.ids)
  return (
    <Block title={m.summary_risks()} to={of.opens('risks')} counted={of.opens('risks', { q: 'is:open', sort: '-exposure' })} count={list.total ?? list.ids.length} ready={list.status === 'ready'} error={list.error} onRetry={list.retry} none={list.ids.length === 0 && m.summary_risks_none()}>
      {risks.slice(0, most).map((r) => (
        <Row key={r.id} to={recordAddress(r.key)}>
          <Name>{r.title}</Name>
          <Said>{sayExposure({ money: figure(r, 'exposure'), currency: String(r.currency ?? ''), days: figure(r, 'exposureDays') }) || m.summary_unrated()}</Said>
          {figure(r, 'severity') !== null && <Badge tone={toneOf(figure(r, 'severity')!)}>{String(figure(r, 'severity'))}</Badge>}
        </Row>
      ))}
    </Block>
  )
}

const figure = (r: Rec, field: string): number | null => (typeof r[field] === 'number' ? r[field] : null)
