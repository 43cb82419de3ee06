/** Who has a stake in a product: where they stand, what they are to hear, and what they were told. */
import { useState } from 'react'

import { address } from '@/data/client'
import { useAsk } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { Screen } from '@/record/screen/Screen'
import { useAddressed } from '@/record/screen/shown'
import { Button } from '@/ui/button'
import { Skeleton } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'
import { Segmented } from '@/ui/tabs'

import { EditStakeholder } from './EditStakeholder'
import { MapView } from './MapView'
import { PlanView } from './PlanView'
import { mapKinds, type StakeholderMap } from './stakeholder'
import { ToldView } from './ToldView'

type View = 'map' | 'plan' | 'told'

export function StakeholdersScreen({ product }: { product: string }) {
  const [said, setView] = useAddressed('view')
  const [on] = useAddressed('on')
  const [, show] = useAddressed('at')
  const [adding, setAdding] = useState(false)
  const view: View = said === 'plan' || said === 'told' ? said : 'map'
  const past = view === 'map' && /^\d{4}-\d\d-\d\d$/.test(on ?? '') ? on : undefined
  const asked = useAsk<StakeholderMap>(address('/stakeholders', { product, on: past }), mapKinds)
  const all = asked.value
  const refused = !all && asked.error?.status === 403
  const none = all && !past && all.items.length === 0
  const add = (
    <Button size="sm" icon="plus" variant={none ? 'primary' : 'default'} onClick={() => setAdding(true)}>
      {m.stake_add()}
    </Button>
  )
  return (
    <Screen
      title={m.stake_title()}
      note={all && !none ? m.stake_count({ count: all.items.length }) : undefined}
      actions={
        !refused && (
          <>
            <Segmented<View>
              label={m.stake_views()}
              size="sm"
              value={view}
              onChange={(v) => setView(v === 'map' ? undefined : v)}
              options={[
                { value: 'map', label: m.stake_view_map() },
                { value: 'plan', label: m.stake_view_plan() },
                { value: 'told', label: m.stake_view_told() },
              ]}
            />
            {!none && add}
          </>
        )
      }
    >
      {asked.status === 'error' && !all ? (
        refused ? (
          <ErrorState icon="lock" title={m.stake_refused()} text={asked.error?.detail} />
        ) : (
          <ErrorState title={m.stake_failed()} text={asked.error?.detail} onRetry={asked.retry} />
        )
      ) : !all ? (
        <div className="flex flex-col gap-3 p-4">
          <Skeleton width={256} height={28} />
          <Skeleton height={320} />
        </div>
      ) : none ? (
        <EmptyState icon="users" title={m.stake_none()} text={m.stake_none_text()} action={add} />
      ) : view === 'map' ? (
        <MapView product={product} map={all} past={past} onChanged={asked.retry} />
      ) : view === 'plan' ? (
        <PlanView product={product} all={all.items} />
      ) : (
        <ToldView product={product} all={all.items} />
      )}
      {adding && <EditStakeholder product={product} onClose={() => setAdding(false)} onDone={(id) => (asked.retry(), show(id))} />}
    </Screen>
  )
}
