import { useList } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { useRecords } from '@/record/screen/records'
import { Screen } from '@/record/screen/Screen'
import { currentOf, plannedAfter, sprints } from '@/record/screen/sprints'

import { BacklogHealth } from './BacklogHealth'
import { Beginning } from './Beginning'
import { BlockedList } from './BlockedList'
import { DeskGrid } from './DeskGrid'
import { NewFeedback } from './NewFeedback'
import { NextSprint } from './NextSprint'
import { Proposals } from './Proposals'
import { Questions } from './Questions'
import { SprintLine } from './SprintLine'
import { useBeginning } from './useBeginning'
import { Verdicts } from './Verdicts'

/** What a product owner needs to see today. */
export function OwnerDeskScreen({ product }: { product: string }) {
  const list = useList({ q: sprints, product, limit: 50 })
  const all = useRecords(list.ids)
  const known = list.status === 'ready' && all.length === list.ids.length
  const begins = useBeginning(product)
  const current = currentOf(all)
  const active = current?.category === 'doing' ? current : undefined
  const next = plannedAfter(all, active?.id ?? '')[0]
  if (begins) return <Beginning product={product} role="owner" />
  return (
    <Screen title={m.desk_owner()}>
      <DeskGrid
        head={<SprintLine product={product} sprint={active} next={next} ready={known} />}
        columns={[
          <>
            <Verdicts product={product} />
            <NextSprint product={product} sprint={next} ready={known} />
          </>,
          <>
            <Questions product={product} />
            <BacklogHealth product={product} />
          </>,
          <>
            <BlockedList product={product} />
            <NewFeedback product={product} most={5} />
            <Proposals product={product} most={5} />
          </>,
        ]}
      />
    </Screen>
  )
}
