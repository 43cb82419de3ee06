import { lazy, Suspense } from 'react'

import { KINDS } from '@/data/kinds.gen'
import type { Rec } from '@/data/types'
import { RefinedParts } from '@/record/refined/RefinedParts'
import { MetricParts } from '@/record/metric/MetricParts'
import { Definition } from '@/record/story/Definition'
import { Invest } from '@/record/story/Invest'
import { Questions } from '@/record/story/Questions'
import { Scenarios } from '@/record/story/Scenarios'
import { Choices } from '@/record/tradeoff/Choices'

import { Approvals } from './Approvals'
import { CodeList } from './CodeList'
import { CriteriaList } from './CriteriaList'
import { ItemTests } from './ItemTests'
import { KeyResultTable } from './KeyResultTable'
import { Options } from './Options'
import { Results } from './Results'
import { SessionParts } from './SessionParts'

const BetParts = lazy(() => import('@/record/bet/BetParts').then((x) => ({ default: x.BetParts })))

/** The parts that hang on what fields a kind has. */
export function KindParts({ record }: { record: Rec }) {
  const has = (field: string) => field in (KINDS[record.kind]?.fields ?? {})
  return (
    <>
      {has('criteria') && (
        <>
          <div className="flex flex-col gap-2">
            <CriteriaList record={record} />
            <Scenarios record={record} />
          </div>
          {record.category !== 'closed' && !record.archivedAt && (
            <div className="flex flex-col gap-2">
              <Definition record={record} list={record.category === 'todo' ? 'ready' : 'done'} />
              {record.category === 'todo' && <Invest record={record} />}
            </div>
          )}
          <Questions record={record} />
        </>
      )}
      {has('keyResults') && <KeyResultTable record={record} />}
      {has('definition') && <MetricParts record={record} />}
      {has('chosen') ? <Choices record={record} /> : has('options') && <Options record={record} />}
      {has('results') && <Results record={record} />}
      {has('criteria') && <ItemTests record={record} />}
      {has('betMetric') && (
        <Suspense>
          <BetParts record={record} />
        </Suspense>
      )}
      {has('horizon') && <Approvals record={record} />}
      {has('people') && has('current') && <RefinedParts record={record} />}
      {has('findings') && <SessionParts record={record} />}
      {(has('criteria') || has('horizon')) && <CodeList record={record} />}
    </>
  )
}
