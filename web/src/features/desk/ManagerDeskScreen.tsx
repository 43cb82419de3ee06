import { m } from '@/locales/gen/messages.js'
import { Screen } from '@/record/screen/Screen'

import { Beginning } from './Beginning'
import { Bets } from './Bets'
import { DeskGrid } from './DeskGrid'
import { GapFigures } from './GapFigures'
import { LaunchesAhead } from './LaunchesAhead'
import { MoneyBar } from './MoneyBar'
import { Objectives } from './Objectives'
import { Promises } from './Promises'
import { Proposals } from './Proposals'
import { ReleasesAhead } from './ReleasesAhead'
import { RoadmapChanges } from './RoadmapChanges'
import { Tellings } from './Tellings'
import { useBeginning } from './useBeginning'
import { Voices } from './Voices'

/** What a product manager needs to see today. */
export function ManagerDeskScreen({ product }: { product: string }) {
  const begins = useBeginning(product)
  if (begins) return <Beginning product={product} role="manager" />
  return (
    <Screen title={m.desk_manager()}>
      <DeskGrid
        head={<Objectives product={product} />}
        columns={[
          <>
            <Bets product={product} />
            <Proposals product={product} most={4} />
            <LaunchesAhead product={product} />
            <ReleasesAhead product={product} />
          </>,
          <>
            <MoneyBar product={product} />
            <RoadmapChanges product={product} />
            <GapFigures product={product} />
          </>,
          <>
            <Voices product={product} />
            <Promises product={product} />
            <Tellings product={product} />
          </>,
        ]}
      />
    </Screen>
  )
}
