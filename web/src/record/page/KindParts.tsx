import { KINDS } from '@/data/kinds.gen'
import type { Rec } from '@/data/types'

import { CriteriaList } from './CriteriaList'
import { KeyResultTable } from './KeyResultTable'
import { MetricPoints } from './MetricPoints'
import { Options } from './Options'
import { Readiness } from './Readiness'
import { Results } from './Results'

/** The parts that hang on what fields a kind has. */
export function KindParts({ record }: { record: Rec }) {
  const has = (field: string) => field in (KINDS[record.kind]?.fields ?? {})
  return (
    <>
      {has('criteria') && (
        <div className="flex flex-col gap-2">
          <CriteriaList record={record} />
          <Readiness record={record} />
        </div>
      )}
      {has('keyResults') && <KeyResultTable record={record} />}
      {has('definition') && <MetricPoints record={record} />}
      {has('options') && <Options record={record} />}
      {has('results') && <Results record={record} />}
    </>
  )
}
