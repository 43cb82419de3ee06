/** Roles and growth: who holds which job, what each answers for, what it takes to grow in one, and whom one looks for. */
import { useMe } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { Screen } from '@/record/screen/Screen'
import { useAddressed } from '@/record/screen/shown'
import { EmptyState } from '@/ui/state'
import { Tabs } from '@/ui/tabs'

import { DutiesView } from './DutiesView'
import { HiringView } from './HiringView'
import { LaddersView } from './LaddersView'
import { PageView } from './PageView'
import { RolesView } from './RolesView'

const views = { roles: RolesView, duties: DutiesView, ladders: LaddersView, page: PageView, hiring: HiringView }
type View = keyof typeof views

export function GrowthScreen({ product }: { product: string }) {
  const [at, setView] = useAddressed('view')
  const guest = useMe().member.role === 'guest'
  const view: View = at !== undefined && at in views ? (at as View) : 'roles'
  const Shown = views[view]
  return (
    <Screen title={m.growth_title()} note={m.growth_says()} scroll>
      {guest ? (
        <EmptyState icon="lock" title={m.growth_guest()} />
      ) : (
        <Tabs
          label={m.growth_title()}
          value={view}
          onChange={(v) => setView(v === 'roles' ? undefined : v)}
          tabs={[
            { value: 'roles', label: m.growth_roles() },
            { value: 'duties', label: m.growth_duties() },
            { value: 'ladders', label: m.growth_ladders() },
            { value: 'page', label: m.growth_page() },
            { value: 'hiring', label: m.growth_hiring() },
          ]}
          className="px-4"
        >
          <Shown product={product} />
        </Tabs>
      )}
    </Screen>
  )
}
