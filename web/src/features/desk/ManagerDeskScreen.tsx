import { m } from '@/locales/gen/messages.js'
import { Screen } from '@/record/screen/Screen'

import { Beginning } from './Beginning'
import { Bets } from './Bets'
import { DeskGrid } from './DeskGrid'
import { GapFigures } from './GapFigures'
import { Objectives } from './Objectives'
import { Proposals } from './Proposals'
import { ReleasesAhead } from './ReleasesAhead'
import { RoadmapChanges } from './RoadmapChanges'
import { useBeginning } from './useBeginning'
import { Voices } from './Voices'

/** What a product manager needs to see today. */
export function ManagerDeskScreen({ product }: { product: string }) {
  const begins = useBeginning(product)
  if (begins) return <Beginning product={product} role="manager" />
  return (
    <Screen title={m.desk_manager()}>
      <DeskGrid head={<Objectives product={product} />}>
        <Bets product={product} />
        <Voices product={product} />
        <Proposals product={product} most={5} />
        <RoadmapChanges product={product} />
        <ReleasesAhead product={product} />
        <GapFigures product={product} />
      </DeskGrid>
    </Screen>
  )
}
