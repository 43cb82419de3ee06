import { lazy, Suspense } from 'react'

import { KINDS } from '@/data/kinds.gen'
import type { Rec } from '@/data/types'
import { DecisionParts } from '@/record/decision/DecisionParts'
import { RiskParts } from '@/record/risk/RiskParts'
import { RisksOn } from '@/record/risk/RisksOn'
import { RefinedParts } from '@/record/refined/RefinedParts'
import { PlanLink } from '@/record/launch/PlanLink'
import { MetricParts } from '@/record/metric/MetricParts'
import { Definition } from '@/record/story/Definition'
import { Invest } from '@/record/story/Invest'
import { Questions } from '@/record/story/Questions'
import { Scenarios } from '@/record/story/Scenarios'
import { Choices } from '@/record/tradeoff/Choices'

import { approvable, Approvals } from './Approvals'
import { CodeList } from './CodeList'
import { CriteriaList } from './CriteriaList'
import { ItemTests } from './ItemTests'
import { KeyResultTable } from './KeyResultTable'
import { Results } from './Results'
import { SessionParts } from './SessionParts'

const PromiseParts = lazy(() => import('@/record/promise/PromiseParts').then((x) => ({ default: x.PromiseParts })))
const PromisesOf = lazy(() => import('@/record/promise/PromisesOf').then((x) => ({ default: x.PromisesOf })))
const BetParts = lazy(() => import('@/record/bet/BetParts').then((x) => ({ default: x.BetParts })))

/** What promises are given to, given from, or kept by. */
const promisable = ['account', 'contact', 'feedback', 'feature', 'release']
const CaseParts = lazy(() => import('@/record/case/CaseParts').then((x) => ({ default: x.CaseParts })))

const withCases = ['product', 'initiative', 'release', 'feature']

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
      {has('chosen') && <Choices record={record} />}
      {has('contributors') && <DecisionParts record={record} />}
      {has('launchedOn') && <PlanLink record={record} />}
      {has('results') && <Results record={record} />}
      {has('criteria') && <ItemTests record={record} />}
      {has('betMetric') && (
        <Suspense>
          <BetParts record={record} />
        </Suspense>
      )}
      {has('likelihood') ? <RiskParts record={record} /> : <RisksOn record={record} always={has('horizon') || has('keyResults')} />}
      <Suspense>
        {has('saidIn') && <PromiseParts record={record} />}
        {promisable.includes(record.kind) && <PromisesOf record={record} />}
        {has('criteria') && <PromisesOf record={record} quiet />}
      </Suspense>
      {withCases.includes(record.kind) && (
        <Suspense>
          <CaseParts record={record} />
        </Suspense>
      )}
      {(has('horizon') || approvable.includes(record.kind)) && <Approvals record={record} />}
      {has('people') && has('current') && <RefinedParts record={record} />}
      {has('findings') && <SessionParts record={record} />}
      {(has('criteria') || has('horizon')) && <CodeList record={record} />}
    </>
  )
}
