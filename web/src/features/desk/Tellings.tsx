import { address } from '@/data/client'
import { useAsk } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { screenAddress, useLink } from '@/record/screen/address'
import { AllOf, Failed, Waiting } from '@/record/screen/PartStates'
import { Part } from '@/record/screen/Screen'
import { Badge } from '@/ui/badge'

interface Telling {
  id: string
  stakeholder: string
  name: string
  ago: number | null
  late: number
  state: 'overdue' | 'due' | 'fine'
}

const most = 4

/** Who is to be told something now, and when they were told last. */
export function Tellings({ product }: { product: string }) {
  const link = useLink()
  const asked = useAsk<{ items: Telling[] }>(address('/cadences', { product }), ['cadence', 'briefing', 'stakeholder', 'release', 'milestone'])
  const due = (asked.value?.items ?? []).filter((d) => d.state !== 'fine')
  if (asked.error?.status === 403) return null
  return (
    <Part title={m.stake_desk()} note={asked.value && asked.value.items.length > 0 ? <AllOf count={due.length} to={screenAddress(product, 'stakeholders', { view: 'plan' })} /> : undefined}>
      {asked.status === 'loading' && !asked.value && <Waiting rows={3} />}
      {asked.status === 'error' && !asked.value && <Failed text={asked.error?.detail} onRetry={asked.retry} />}
      {asked.value && due.length === 0 && <p className="py-1.5 text-text-muted">{asked.value.items.length === 0 ? m.stake_plan_none() : m.stake_nothing_due()}</p>}
      {due.slice(0, most).map((d) => (
        <a key={d.id} {...link(screenAddress(product, 'stakeholders', { at: d.stakeholder }))} className="-mx-2 flex h-8 min-w-0 items-center gap-2 rounded px-2 hover:bg-bg-hover">
          <span className="min-w-0 flex-1 truncate">{d.name}</span>
          <span className="shrink-0 truncate text-12 text-text-muted">{d.ago === null ? m.stake_desk_never() : m.stake_desk_ago({ days: d.ago })}</span>
          {d.state === 'overdue' && <Badge tone="red">{m.stake_overdue({ days: d.late })}</Badge>}
        </a>
      ))}
    </Part>
  )
}
